import ContentCoding
import Foundation

/// The columns of a table: their names, trimmed and made unique, and their places.
public struct TableHeader: Equatable, Sendable {
  /// The names from left to right.
  public let names: [String]
  private let places: [String: Int]

  /// Makes a header of names that are trimmed and made unique here.
  ///
  /// A name that occurs again gets ` (2)`, ` (3)`, ...; a column without a name is called `column N`. Both are
  /// said in the notices.
  ///
  /// - Parameters:
  ///   - raw: the cells of the first row.
  ///   - notices: what was put right is appended here.
  /// - Throws: `TableError` of kind `emptyHeader` if no cell has a name.
  public init(_ raw: [String], notices: inout [TableNotice]) throws {
    let trimmed = raw.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    guard let last = trimmed.lastIndex(where: { !$0.isEmpty }) else { throw TableError(.emptyHeader) }
    var taken = Set(trimmed)
    var used: Set<String> = []
    var numbers: [String: Int] = [:]
    var names: [String] = []
    for (index, name) in trimmed[...last].enumerated() {
      let wanted = name.isEmpty ? "column \(index + 1)" : name
      let isRepeated = name.isEmpty ? taken.contains(wanted) : used.contains(name)
      var unique = wanted
      if isRepeated {
        var number = numbers[wanted] ?? 2
        while taken.contains("\(wanted) (\(number))") { number += 1 }
        unique = "\(wanted) (\(number))"
        numbers[wanted] = number + 1
      }
      taken.insert(unique)
      used.insert(unique)
      if name.isEmpty {
        notices.append(.namelessColumn(place: index + 1, renamed: unique))
      } else if isRepeated {
        notices.append(.duplicateColumn(name: name, renamed: unique))
      }
      names.append(unique)
    }
    self.names = names
    places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The number of columns.
  public var count: Int { names.count }

  /// The place of a column, from 0; `nil` if there is none of exactly this name.
  public func index(of name: String) -> Int? { places[name] }
}
