import Foundation
import Testing

/// What a command printed with `--json`, which has to be as its schema in docs/schemas says.
///
/// Every run of the program by a test is checked. `CODEFRAME_JSON_SAMPLES` names a folder to keep the outputs in, for who
/// changes a schema.
struct JSONOutput {
  let bytes: Data
  let arguments: [String]

  init(_ bytes: Data, of arguments: [String]) {
    self.bytes = bytes
    self.arguments = arguments
  }

  /// The schema's name: the command's words, `cluster-list` for `cluster --list`, `sample-draw` for `sample 20`.
  var name: String {
    let words = arguments.prefix { !$0.hasPrefix("-") }
    let command = words.first ?? ""
    let whole = words.prefix(2).joined(separator: "-")
    if arguments.contains("--list") { return "\(command)-list" }
    return JSONSchema.exists(whole) ? whole : JSONSchema.exists(command) ? command : "\(command)-draw"
  }

  /// Records an issue for each place where the output is not as its schema says.
  func check() throws {
    if let folder = ProcessInfo.processInfo.environment["CODEFRAME_JSON_SAMPLES"] {
      try bytes.write(to: URL(fileURLWithPath: folder).appending(path: "\(name).\(UUID().uuidString).json"))
    }
    let complaints = try JSONSchema(named: name).complaints(of: JSONValue(parsing: bytes)).prefix(10)
    #expect(complaints.isEmpty, "docs/schemas/\(name).json and the program differ")
  }
}
