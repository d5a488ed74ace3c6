import Foundation

/// A form as `multipart/form-data` (RFC 7578).
struct Multipart {
  /// The parts' bytes by their names.
  private(set) var parts: [String: [UInt8]] = [:]

  init(_ body: [UInt8], contentType: String) {
    guard let mark = contentType.range(of: "boundary=") else { return }
    let boundary = contentType[mark.upperBound...].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    let data = Data(body)
    let line = Data("--\(boundary)".utf8)
    var place = data.startIndex
    while let begin = data.range(of: line, in: place..<data.endIndex),
      let end = data.range(of: line, in: begin.upperBound..<data.endIndex)
    {
      add(data[begin.upperBound..<end.lowerBound])
      place = end.lowerBound
    }
  }

  private mutating func add(_ part: Data) {
    guard let gap = part.range(of: Data("\r\n\r\n".utf8)) else { return }
    let head = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
    guard let mark = head.range(of: " name=\"") else { return }
    parts[String(head[mark.upperBound...].prefix { $0 != "\"" })] = Array(part[gap.upperBound...].dropLast(2))
  }
}
