import Foundation

/// What came of fetching an address.
struct FetchedMedia: Codable, Sendable {
  /// The address, as the post has it.
  let url: String
  /// The file below the folder of fetched media; nil where there is none.
  var file: String?
  /// Why there is none, for a person.
  var reason: String?
  /// Whether it is of no use to ask again: it is gone, too large, or no picture.
  var isFinal = false
  /// When it was asked for.
  var at: Date
}

/// The record of what was fetched, a line for each address: so that a run goes on where one before was stopped.
final class FetchJournal {
  private let handle: FileHandle
  private(set) var known: [String: FetchedMedia] = [:]

  /// Opens the record in `folder`, which is made where it is not there.
  init(in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("fetched.jsonl")
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    if let text = try? String(contentsOf: file, encoding: .utf8) {
      for line in text.split(separator: "\n") {
        // A line that a kill cut off is fetched again.
        if let entry = try? decoder.decode(FetchedMedia.self, from: Data(line.utf8)) {
          known[entry.url] = entry
        }
      }
    }
    if !FileManager.default.fileExists(atPath: file.path) {
      guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
        throw UserError("\(file.path) cannot be written")
      }
    }
    handle = try FileHandle(forWritingTo: file)
    if try handle.seekToEnd() > 0 { try handle.write(contentsOf: Data("\n".utf8)) }
  }

  /// Keeps what came of an address.
  func add(_ entry: FetchedMedia) throws {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try handle.write(contentsOf: try encoder.encode(entry) + Data("\n".utf8))
    known[entry.url] = entry
  }

  func close() throws {
    try handle.synchronize()
    try handle.close()
  }
}
