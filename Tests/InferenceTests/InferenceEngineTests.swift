import Foundation
import Testing

@testable import Inference

struct InferenceEngineTests {
  @Test func describesTheLibrary() throws {
    let description = try InferenceEngine.shared().describe()
    #expect(description.version.split(separator: ".").first == "1")
    #expect(FileManager.default.fileExists(atPath: description.path))
    #expect(description.providers.contains("CPUExecutionProvider"))
    #expect(try InferenceEngine.shared() === InferenceEngine.shared())
  }

  @Test func notFoundNamesEveryPlace() throws {
    let notes = FileManager.default.temporaryDirectory.appendingPathComponent(
      "codeframe-\(UUID().uuidString).so")
    try Data("no library".utf8).write(to: notes)
    defer { try? FileManager.default.removeItem(at: notes) }
    let search = LibrarySearch(candidates: ["/nowhere/libonnxruntime.so", notes.path, "libnosuchlibrary.so"])
    let error = #expect(throws: InferenceError.self) { try InferenceEngine(search) }
    #expect(error?.code == .library)
    let message = try #require(error?.description)
    #expect(message.contains("/nowhere/libonnxruntime.so: there is no such file"))
    #expect(message.contains(notes.path))
    #expect(message.contains("libnosuchlibrary.so"))
    #expect(message.contains("scripts/setup"))
  }

  @Test func theSearchGoesOutwards() {
    let search = LibrarySearch(environment: [:], executable: URL(fileURLWithPath: "/opt/x/bin/codeframe"))
    let name = search.candidates[0].split(separator: "/").last.map(String.init) ?? ""
    #expect(
      search.candidates.prefix(5) == [
        "/opt/x/lib/codeframe/\(name)", "/opt/x/bin/.deps/onnxruntime/lib/\(name)",
        "/opt/x/.deps/onnxruntime/lib/\(name)", "/opt/.deps/onnxruntime/lib/\(name)",
        "/.deps/onnxruntime/lib/\(name)",
      ])
    #expect(search.candidates.dropFirst(5).contains(name))
  }

  @Test func aNamedLibraryIsTheOnlyOne() {
    let search = LibrarySearch(
      environment: ["CODEFRAME_ONNXRUNTIME": "/gpu/libonnxruntime.so"],
      executable: URL(fileURLWithPath: "/opt/x/bin/codeframe"))
    #expect(search.candidates == ["/gpu/libonnxruntime.so"])
  }

  @Test func aLibraryThatIsNoOnnxRuntime() throws {
    #if os(Linux)
    let search = LibrarySearch(candidates: ["libz.so.1"])
    let error = #expect(throws: InferenceError.self) { try InferenceEngine(search) }
    #expect(error?.message.contains("no OrtGetApiBase") == true)
    #endif
  }
}
