import ContentCoding
import Foundation

@testable import Exchange

/// A codebook with every type of variable, and files that go away.
enum CodingsFixture {
  static let codebook = Codebook(variables: [
    Variable(
      name: "ces", type: .category,
      categories: [Category(name: "Nature"), Category(name: "Other"), Category(name: "1, 2")],
      allowsOther: true),
    Variable(name: "people", type: .boolean),
    Variable(name: "share", type: .number, range: -1...1),
    Variable(name: "marks", type: .tags, categories: [Category(name: "a b"), Category(name: "c")]),
    Variable(name: "marks__x", type: .boolean),
  ])
  static let now = Date(timeIntervalSince1970: 1_790_000_000)

  static func options(coder: String? = nil) -> CodingsReader.Options {
    var options = CodingsReader.Options(now: now)
    options.coder = coder
    options.reservedCoders = ["probe", "consensus"]
    return options
  }

  static func withFile<Result>(
    _ text: String, ending: String = "csv", _ use: (String) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).\(ending)")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try use(url.path)
  }

  static func read(
    _ text: String, ending: String = "csv", coder: String? = nil, batchSize: Int = 5_000
  ) throws -> (records: [CodingRecord], summary: CodingsReader.Summary) {
    try withFile(text, ending: ending) { path in
      var records: [CodingRecord] = []
      let reader = CodingsReader(path: path, codebook: codebook, options: options(coder: coder))
      let summary = try reader.read(batchSize: batchSize, isPost: { !$0.hasPrefix("unknown") }) {
        records += $0
      }
      return (records, summary)
    }
  }

  static func problems(_ text: String, ending: String = "csv", coder: String? = nil) -> [String] {
    do {
      _ = try read(text, ending: ending, coder: coder)
      return []
    } catch let error as ImportProblems {
      return error.first.map { $0.line > 0 ? "\($0.line): \($0.message)" : $0.message }
    } catch {
      return ["\(error)"]
    }
  }
}
