/// A request as people read it: what is said, and for each picture its kind, its size in pixels and its bytes.
public struct PromptPreview: CustomStringConvertible, Sendable {
  /// The whole request.
  public let description: String

  /// A preview of `request`.
  public init(_ request: ChatRequest) {
    var pictures = 0
    var blocks = [
      "model \(request.model) · temperature \(CodingForm.written(request.temperature)) · "
        + "at most \(request.maxTokens) tokens"
    ]
    for message in request.messages {
      let parts = message.parts.map { part in
        switch part {
        case .text(let text): return text
        case .picture(let picture):
          pictures += 1
          return Self.line(for: picture, number: pictures)
        }
      }
      blocks.append("--- \(message.role.rawValue) ---\n" + parts.joined(separator: "\n"))
    }
    if let schema = request.schema { blocks.append("--- form of the answer ---\n" + schema.json) }
    description = blocks.joined(separator: "\n\n")
  }

  private static func line(for picture: ChatPicture, number: Int) -> String {
    let size = JPEGSize(picture.bytes).map { " \($0.width) x \($0.height)" } ?? ""
    let bytes = picture.bytes.count
    let weight = bytes < 1000 ? "\(bytes) bytes" : "\((bytes + 500) / 1000) kB"
    let detail = picture.detail.map { ", detail \($0)" } ?? ""
    return "[picture \(number): \(picture.mediaType)\(size), \(weight)\(detail)]"
  }
}

/// The size of a JPEG, read from its frame header (ITU T.81, B.2.2).
struct JPEGSize: Hashable {
  let width: Int
  let height: Int

  /// Nil where `bytes` are no JPEG, or none that says its size.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
    var place = 2
    while place + 3 < bytes.count {
      guard bytes[place] == 0xFF else { return nil }
      let marker = bytes[place + 1]
      if marker == 0xFF {
        place += 1
        continue
      }
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      guard length >= 2, marker != 0xDA, marker != 0xD9 else { return nil }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        guard length >= 7, place + 8 < bytes.count else { return nil }
        height = Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
        width = Int(bytes[place + 7]) << 8 | Int(bytes[place + 8])
        return
      }
      place += 2 + length
    }
    return nil
  }
}
