import Foundation
import Tables

/// One row of a CSV or TSV table or one line of JSON Lines: cells by name.
struct Record {
  /// The physical line on which the record starts, from 1.
  let line: Int
  /// What is wrong with its shape; nil if nothing is.
  let problem: String?

  private let cells: Cells

  private enum Cells {
    case row(TableRow)
    case object([String: String])
  }

  init(_ row: TableRow) {
    line = row.line
    problem = row.problem.map { problem in
      let text = problem.description
      return text.firstRange(of: ": ").map { String(text[$0.upperBound...]) } ?? text
    }
    cells = .row(row)
  }

  /// A line of JSON Lines; one that is no JSON is a record with a problem.
  init(_ line: JSONLine, paths: [String] = []) {
    self.line = line.line
    do {
      (cells, problem) = (.object(try Self.cells(of: line, paths)), nil)
    } catch {
      do {
        (cells, problem) = (.object(try Self.cells(of: line.repaired, paths)), nil)
      } catch let error as TableError {
        (cells, problem) = (.object([:]), error.kind.description)
      } catch {
        (cells, problem) = (.object([:]), String(describing: error))
      }
    }
  }

  /// A record of these cells, or one with a problem.
  init(line: Int, cells: [String: String], problem: String? = nil) {
    (self.line, self.cells, self.problem) = (line, .object(cells), problem)
  }

  private static func cells(of line: JSONLine, _ paths: [String]) throws -> [String: String] {
    let object = try line.object()
    var cells = object.compactMapValues(JSONText.cell)
    let item = JSONItem(object)
    for path in paths where object[path] == nil { cells[path] = item.cell(at: path) }
    return cells.merging(JSONNumbers.literals(in: line.bytes)) { _, literal in literal }
  }

  /// The cell of a column; nil where there is none.
  ///
  /// What R writes for a missing value is empty in a table that quotes its
  /// text.
  subscript(name: String) -> String? {
    switch cells {
    case .row(let row):
      let missing = row.bareNA(in: name)
      return missing.isBare && missing.isCertain ? "" : row[name]
    case .object(let object): return object[name]
    }
  }

  /// Whether the cell says NA without quotes, which most programs write for a missing value.
  func isBareNA(_ name: String) -> Bool {
    if case .row(let row) = cells { row.bareNA(in: name).isBare } else { false }
  }

  /// The names of the cells that the record has.
  var names: [String] {
    switch cells {
    case .row(let row): row.header.names
    case .object(let object): object.keys.sorted()
    }
  }
}

/// JSON values as the text of a table's cell.
enum JSONText {
  /// Text as it is, numbers and booleans as JSON writes them, lists of these joined by `|`, anything else as JSON;
  /// nil for null.
  static func cell(_ value: Any) -> String? {
    switch value {
    case is NSNull: nil
    case let list as [Any]: joined(list) ?? json(list)
    case let object as [String: Any]: json(object)
    default: scalar(value)
    }
  }

  static func scalar(_ value: Any) -> String? {
    switch value {
    case let text as String: return text
    case let number as NSNumber:
      switch number.objCType.pointee {
      case 0x63, 0x42: return number.boolValue ? "true" : "false"
      case 0x64, 0x66: return "\(number.doubleValue)"
      default: return number.stringValue
      }
    default: return nil
    }
  }

  private static func joined(_ list: [Any]) -> String? {
    var parts: [String] = []
    for item in list {
      guard let part = scalar(item) else { return nil }
      parts.append(part)
    }
    return parts.joined(separator: "|")
  }

  private static func json(_ value: Any) -> String? {
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
