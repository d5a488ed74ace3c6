import Foundation
import Prompting

/// The pairs of endpoint and key variable that the person has let this machine use, in the user's configuration.
///
/// A study that came by mail cannot send pictures anywhere, or a key to whom it is not for: only this list can, and no study
/// holds it.
struct TrustedEndpoints {
  private struct Entry: Codable, Hashable {
    var endpoint: String
    var keyFrom: String?
    var since: String

    enum CodingKeys: String, CodingKey {
      case endpoint, since
      case keyFrom = "key-from"
    }
  }

  /// `codeframe/trusted-endpoints.json` in `XDG_CONFIG_HOME`, else in `.config` of the home folder.
  static var file: URL {
    let environment = ProcessInfo.processInfo.environment
    let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder =
      configured.map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory()).appending(path: ".config")
    return folder.appending(path: "codeframe/trusted-endpoints.json")
  }

  /// Whether the person has let this pair be used.
  static func contain(_ address: EndpointAddress, key: String?) throws -> Bool {
    try entries().contains { $0.endpoint == address.text && $0.keyFrom == key }
  }

  /// Lets this pair be used from now on.
  static func add(_ address: EndpointAddress, key: String?) throws {
    let today = Date().formatted(.iso8601.year().month().day())
    let all = try entries() + [Entry(endpoint: address.text, keyFrom: key, since: today)]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try encoder.encode(all).write(to: file, options: .atomic)
    } catch {
      throw UserError("\(file.path) cannot be written: \(error.localizedDescription)")
    }
  }

  private static func entries() throws -> [Entry] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    do {
      return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: file))
    } catch {
      throw UserError("\(file.path) is damaged; correct or delete it: \(error.localizedDescription)")
    }
  }
}
