import Foundation
import Tables

/// The addresses of media that a cell names.
package enum MediaAddresses {
  /// Each address in the order of the cell; none where it names files.
  package static func of(_ cell: String) -> [String] { MediaCell(cell) { _ in false }.addresses }
}

/// The media that a cell names.
///
/// A cell is a path as a whole where such a file exists. Else it may be a list (``ListCell``); else `|` parts it; else `,` or
/// `;` do where every part looks like a path or an address. `-`, `NA` and the like name nothing.
struct MediaCell: Equatable {
  private(set) var paths: [String] = []
  private(set) var addresses: [String] = []
  /// Whether the cell is data in JSON, or in Python's way, of which no list of paths can be read.
  private(set) var isData = false

  init(_ text: String, exists: (String) -> Bool) {
    let cell = text.trimmed
    if MissingWord.contains(Array(cell.lowercased().utf8)) { return }
    let parts = Self.parts(of: cell, exists: exists)
    if parts == [cell], Self.looksLikeData(cell), !exists(cell) {
      isData = true
      return
    }
    for part in parts {
      if MediaPath.isAddress(part) {
        addresses.append(part)
      } else if part.hasPrefix("file://"), let url = URL(string: part) {
        paths.append(url.path)
      } else {
        paths.append(part)
      }
    }
  }

  /// `[{"url": ...}]`, `{"url": ...}`, `[["a"], ["b"]]` and the like.
  private static func looksLikeData(_ cell: String) -> Bool {
    let begin = cell.prefix(40).filter { !$0.isWhitespace }
    return ["[{", "[[", "[(", "{\"", "{'"].contains { begin.hasPrefix($0) } && "]}".contains(cell.last ?? " ")
  }

  private static func parts(of cell: String, exists: (String) -> Bool) -> [String] {
    guard cell.utf8.contains(where: { [0x7C, 0x2C, 0x3B, 0x5B, 0x28, 0x7B].contains($0) }) else {
      return [cell]
    }
    if !MediaPath.isAddress(cell), exists(cell) { return [cell] }
    if let items = ListCell.items(in: cell) { return items.map(\.trimmed).filter { !$0.isEmpty } }
    func split(_ separator: Character) -> [String] {
      cell.split(separator: separator).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    if cell.contains("|") { return split("|") }
    for separator in [",", ";"] as [Character] where cell.contains(separator) {
      let parts = split(separator)
      if !parts.isEmpty, parts.allSatisfy(MediaPath.looksLikeMedia) { return parts }
    }
    return [cell]
  }
}
