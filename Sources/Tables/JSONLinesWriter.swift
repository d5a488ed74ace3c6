import Foundation

/// Writes JSON Lines: one object a line, UTF-8, LF.
///
/// Objects are gathered in memory: call `finish` at the end.
public final class JSONLinesWriter {
  private let output: TextOutput
  private let encoder = JSONEncoder()

  /// Starts a file.
  ///
  /// - Parameter send: takes the bytes, some 64 KiB at a time.
  public init(to send: @escaping ([UInt8]) throws -> Void) {
    output = TextOutput(send)
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Starts a file on a handle, such as standard output, that somebody else closes.
  public convenience init(to handle: FileHandle) {
    self.init { try handle.write(contentsOf: Data($0)) }
  }

  /// Writes one object, its members in the order given.
  ///
  /// - Throws: `TableError` of kind `tooDeep` beyond `JSONLine.depthLimit`, and what the output throws.
  public func write(_ members: [JSONOutput.Member]) throws {
    try JSONOutput.put(members, to: output, depth: 1)
    output.put(10)
    try output.sendIfLarge()
  }

  /// Writes one value that encodes as an object, its members in the order of their names.
  ///
  /// - Throws: what the encoder and the output throw.
  public func write(_ value: some Encodable) throws {
    output.put(try encoder.encode(value))
    output.put(10)
    try output.sendIfLarge()
  }

  /// Hands on what is gathered.
  ///
  /// The writer can be used further.
  ///
  /// - Throws: what the output throws.
  public func finish() throws { try output.flush() }
}
