import Foundation

/// Requests as JSON Lines on disk, split where a file would be larger than endpoints take.
///
/// One line is in memory at a time.
struct BatchFile {
  /// What endpoints take as one batch.
  struct Limits: Hashable, Sendable {
    /// Lines: 50,000.
    var lines = 50_000
    /// Bytes: 200 MB, less what a form adds around the file.
    var bytes = 200_000_000 - 4096
  }

  /// A file that is complete.
  struct Finished: Hashable, Sendable {
    let url: URL
    let lines: Int
    let bytes: Int
  }

  private let folder: URL
  private let limits: Limits
  private var current: (url: URL, handle: FileHandle, lines: Int, bytes: Int)?
  private var number = 0
  /// The files that are complete.
  private(set) var finished: [Finished] = []

  init(folder: URL, limits: Limits = Limits()) {
    self.folder = folder
    self.limits = limits
  }

  /// A request's line.
  static func line(_ request: ChatRequest, key: RequestKey, _ capabilities: EndpointCapabilities) -> [UInt8] {
    WireText.object { line in
      line.set("custom_id", key.name)
      line.set("method", "POST")
      line.set("url", "/v1/chat/completions")
      line.set("body", json: request.wire(capabilities))
    } + [UInt8(ascii: "\n")]
  }

  /// Writes a line to the file, or to the next one.
  ///
  /// - Returns: Whether it was written; a line that is longer than a whole file is not.
  mutating func append(_ line: [UInt8]) throws -> Bool {
    guard line.count <= limits.bytes else { return false }
    if let current, current.lines >= limits.lines || current.bytes > limits.bytes - line.count { try close() }
    if current == nil { try open() }
    try current?.handle.write(contentsOf: line)
    current?.lines += 1
    current?.bytes += line.count
    return true
  }

  /// Completes the last file.
  mutating func close() throws {
    guard let file = current else { return }
    try file.handle.close()
    finished.append(Finished(url: file.url, lines: file.lines, bytes: file.bytes))
    current = nil
  }

  private mutating func open() throws {
    number += 1
    let url = folder.appendingPathComponent("requests-\(number).jsonl")
    try Data().write(to: url)
    current = (url, try FileHandle(forWritingTo: url), 0, 0)
  }
}
