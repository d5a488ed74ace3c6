import Foundation
import Workflows

/// Where an export goes: a file, which appears whole or not at all, or standard output.
final class DataOutput {
  private let handle: FileHandle
  private let target: URL?
  private let partial: URL?

  /// Opens `path`; nil is standard output.
  init(path: String?) throws {
    guard let path, path != "-" else {
      handle = .standardOutput
      target = nil
      partial = nil
      return
    }
    let target = URL(fileURLWithPath: path).standardizedFileURL
    try OutputPlace.check(target)
    let partial = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).part")
    guard FileManager.default.createFile(atPath: partial.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: partial.path)
    else {
      throw UserError(
        "\(target.path) cannot be written; is \(target.deletingLastPathComponent().path) there and yours?")
    }
    self.handle = handle
    self.target = target
    self.partial = partial
    PartialFiles.add(partial.path)
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws {
    do throws(Output.Failure) {
      try Output.write(bytes, to: handle.fileDescriptor)
    } catch {
      guard let target else { throw error }
      throw UserError("\(target.path) cannot be written: \(String(cString: strerror(error.code)))")
    }
  }

  /// Puts the file in its place.
  func finish() throws {
    guard let target, let partial else { return }
    try handle.close()
    PartialFiles.keep(partial.path)
    guard rename(partial.path, target.path) == 0 else {
      throw UserError("\(target.path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    if let partial { unlink(partial.path) }
  }
}
