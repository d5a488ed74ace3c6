import ContentCoding
import Foundation
import HTTPTypes
import NIOCore
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct TryPageTests {
  private static let demo = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Demo")

  /// A study with a coder that learns from words, and one that asks an endpoint.
  private static func with(_ body: (TestApp) async throws -> Void) async throws {
    let codebook =
      TestApp.codebook + """

        coders:
          - name: words
            kind: text-svm
            variables: [place]
          - name: far
            kind: prompted
            endpoint: http://127.0.0.1:9/v1
            model: m
        """
    try await TestApp.with(codebook: codebook) { place in
      try await body(place)
    }
  }

  private static func ask(
    _ visitor: inout Visitor, _ path: String, _ bytes: [UInt8], token: String? = nil
  ) async throws -> Visitor.Answer {
    _ = try await visitor.get("/try")
    var headers = HTTPFields()
    headers[.contentType] = "application/octet-stream"
    if let name = HTTPField.Name("form-token") { headers[name] = token ?? visitor.formToken }
    return try await visitor.ask(.post, path, headers, ByteBuffer(bytes: bytes))
  }

  @Test func coderSayWhatTheyCanAndNothingIsStored() async throws {
    try await Self.with { place in
      let open = try place.open()
      var visitor = try await place.visitor("anna")
      let early = try await Self.ask(&visitor, "/try?text=a%20long%20street", [])
      #expect(early.status == .ok && early.text.contains("it has not learned yet"))
      try open.study.save(
        (1...8).map {
          Coding(
            postID: "p\($0)", variable: "place", answer: .coded(.category($0 % 2 == 0 ? "Street" : "Square")))
        }, coder: CoderIdentity(name: "gold", kind: .person), codebook: open.codebook, at: Date())
      _ = try await Train(coder: "words").run(in: open)
      let said = try await Self.ask(&visitor, "/try?text=post+4", [])
      #expect(said.text.contains("Street") || said.text.contains("Square"), "\(said.text)")
      #expect(said.text.contains("it asks an endpoint"))
      #expect(try open.study.postCount() == 8)
      #expect(try !open.study.coderIdentities().contains { $0.name == "words" })
    }
  }

  @Test func aPictureIsComparedAndNotKept() async throws {
    try await TestApp.with { place in
      let picture = try Data(contentsOf: Self.demo.appending(path: "images/p001.jpg"))
      let pictures = ["p001.jpg", "p045.png"].map { Self.demo.appending(path: "images/\($0)").path }
      try place.study().importPosts(pictures.map { Post(id: $0, media: [Media(path: $0)]) })
      var visitor = try await place.visitor("anna")
      let said = try await Self.ask(&visitor, "/try", Array(picture))
      #expect(said.status == .ok && said.text.contains("cosine 1.000"), "\(said.text.prefix(500))")
      let open = try place.open()
      // The study's own pictures are remembered; both are there already, and no third.
      #expect(try open.study.mediaCount() == 2)
      // Others try pictures at the same time; this one is nobody else's.
      let left = try FileManager.default.contentsOfDirectory(
        atPath: FileManager.default.temporaryDirectory.path
      ).filter {
        let file = FileManager.default.temporaryDirectory.appending(path: "\($0)/picture")
        return $0.hasPrefix("codeframe-") && (try? Data(contentsOf: file)) == picture
      }
      #expect(left.isEmpty)
    }
  }

  @Test func noiseIsSaidToBeNoPictureAndForgersAreTurnedAway() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let noise = try await Self.ask(&visitor, "/try", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      #expect(noise.status == .ok)
      #expect(try await Self.ask(&visitor, "/try", []).status == .badRequest)
      #expect(try await Self.ask(&visitor, "/try?text=a", [], token: "forged").status == .forbidden)
      #expect(try await Self.ask(&visitor, "/try?text=a", [], token: "").status == .forbidden)
    }
  }
}
