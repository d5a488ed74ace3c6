import ContentCoding
import Foundation

/// Gathers bytes and hands them on in large pieces.
final class TextOutput {
  private var buffer: [UInt8] = []
  private let send: ([UInt8]) throws -> Void
  private static let pieceSize = 1 << 16

  init(_ send: @escaping ([UInt8]) throws -> Void) { self.send = send }

  convenience init(_ handle: FileHandle) {
    self.init { try handle.write(contentsOf: Data($0)) }
  }

  func put(_ byte: UInt8) { buffer.append(byte) }

  func put(_ text: String) {
    var text = text
    text.withUTF8 { buffer.append(contentsOf: $0) }
  }

  /// `text` as a JSON string.
  func putString(_ text: String) { JSONString.append(text, to: &buffer) }

  func put(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  func sendIfLarge() throws { if buffer.count >= Self.pieceSize { try flush() } }

  func flush() throws {
    if buffer.isEmpty { return }
    try send(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
