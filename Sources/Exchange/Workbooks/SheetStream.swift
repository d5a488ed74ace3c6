import Archives
import ContentCoding
import Foundation
import Tables

/// Reads a sheet of an Excel workbook (.xlsx) as a table: the first sheet that has cells, or the one that is named.
///
/// The workbook is a zip of XML (ECMA-376): cells hold numbers, places in a list of shared strings, or text of their own; whether a number is a
/// time only its format says. Rows are read one after the other; the shared strings are held in memory.
final class SheetStream: RecordSource {
  let header: TableHeader
  let notices: [TableNotice]

  private let rows: [Workbook.SheetRow]
  private var place = 0

  /// Opens a workbook.
  ///
  /// - Throws: ``ImportProblems`` where it is none, or has no sheet that is asked for.
  init(path: String, sheet name: String? = nil) throws {
    let workbook = try Workbook(path: path)
    let sheet = try workbook.sheet(named: name)
    var rows = try workbook.rows(of: sheet)
    guard let first = rows.first else {
      throw ImportProblems(file: path, "the sheet \(quoted(sheet.name)) has no cells")
    }
    var notices: [TableNotice] = []
    var names = [String](repeating: "", count: (first.cells.last?.column ?? 0) + 1)
    for cell in first.cells { names[cell.column] = cell.text }
    header = try TableHeader(names, notices: &notices)
    self.notices = notices
    rows.removeFirst()
    self.rows = rows
  }

  func next() throws -> Record? {
    guard place < rows.count else { return nil }
    defer { place += 1 }
    let row = rows[place]
    let named = row.cells.filter { $0.column < header.count }.map { (header.names[$0.column], $0.text) }
    return Record(line: row.line, cells: Dictionary(named, uniquingKeysWith: { first, _ in first }))
  }
}

/// An Excel workbook: its sheets, shared strings and which formats are times.
struct Workbook {
  /// A sheet, and where it lies in the zip.
  struct Sheet {
    let name: String
    let part: String
  }

  private let path: String
  private(set) var sheets: [Sheet] = []
  private var strings: [String] = []
  /// For each cell format whether it shows a time.
  private var showsTime: [Bool] = []
  private var startsIn1904 = false

  /// A row of a sheet: what its cells hold, from left to right.
  struct SheetRow {
    let line: Int
    let cells: [(column: Int, text: String)]
  }

  /// The most cells that a sheet may have.
  static let cellLimit = 20_000_000
  /// The most bytes of text that a sheet, or the list of shared strings, may have.
  static let textLimit = 512 << 20
  /// The most columns.
  private static let columnLimit = 10_000

  init(path: String) throws {
    self.path = path
    var relations: [String: String] = [:]
    var named: [(name: String, relation: String)] = []
    var codes: [Int: String] = [:]
    var formats: [Int] = []
    var isDate1904 = false
    try parts(["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]) { part in
      var isInCells = false
      return MarkupReader.Listener(
        begin: { name, attributes in
          switch name {
          case "sheet": named.append((attributes["name"] ?? "", attributes["id"] ?? ""))
          case "workbookPr": isDate1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
          case "Relationship": relations[attributes["Id"] ?? ""] = attributes["Target"]
          case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
          case "cellXfs": isInCells = true
          case "xf" where isInCells: formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
          default: break
          }
        }, end: { if $0 == "cellXfs" { isInCells = false } }, text: { _ in })
    }
    startsIn1904 = isDate1904
    showsTime = formats.map { Self.isTime(format: $0, code: codes[$0]) }
    sheets = named.compactMap { sheet in
      guard let target = relations[sheet.relation] else { return nil }
      return Sheet(
        name: sheet.name, part: target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)")
    }
    guard !sheets.isEmpty else {
      throw ImportProblems(file: path, "it is no Excel workbook: it has no list of sheets")
    }
    var shared: [String] = []
    var text = ""
    var size = 0
    var isInPhonetic = false
    try parts(["xl/sharedStrings.xml"]) { _ in
      MarkupReader.Listener(
        begin: { name, _ in
          if name == "si" { text = "" }
          if name == "rPh" { isInPhonetic = true }
        },
        end: { name in
          if name == "si" {
            // An empty one takes memory too.
            size += text.utf8.count + 16
            shared.append(text)
          }
          if name == "rPh" { isInPhonetic = false }
        }, text: { if !isInPhonetic { text += $0 } })
    } isTooMuch: {
      size + text.utf8.count > Self.textLimit
    }
    strings = shared
  }

  /// The sheet of this name, or the first one.
  func sheet(named name: String?) throws -> Sheet {
    guard let name else { return sheets[0] }
    guard let found = sheets.first(where: { $0.name == name }) else {
      throw ImportProblems(
        file: path, "there is no sheet \(quoted(name)); there are \(enumerated(sheets.map(\.name)))")
    }
    return found
  }

  /// Every row that has a cell with something in it, with its number.
  func rows(of sheet: Sheet) throws -> [SheetRow] {
    var rows: [SheetRow] = []
    var (line, column, count, size) = (0, 0, 0, 0)
    var cells: [(column: Int, text: String)] = []
    var (kind, format, value) = ("", 0, "")
    var takesText = false
    try parts([sheet.part]) { _ in
      MarkupReader.Listener(
        begin: { name, attributes in
          switch name {
          case "row":
            line = attributes["r"].flatMap { Int($0) } ?? line + 1
            (cells, column) = ([], 0)
          case "c":
            column = attributes["r"].flatMap(Self.column) ?? column
            (kind, format, value) = (attributes["t"] ?? "n", attributes["s"].flatMap { Int($0) } ?? 0, "")
          case "v", "t": takesText = true
          default: break
          }
        },
        end: { name in
          switch name {
          case "v", "t": takesText = false
          case "c":
            if column < Self.columnLimit, let text = text(of: value, kind: kind, format: format) {
              if cells.last.map({ $0.column < column }) ?? true { cells.append((column, text)) }
              (count, size) = (count + 1, size + text.utf8.count)
            }
            column += 1
          case "row": if !cells.isEmpty { rows.append(SheetRow(line: line, cells: cells)) }
          default: break
          }
        }, text: { if takesText { value += $0 } })
    } isTooMuch: {
      count > Self.cellLimit || size + value.utf8.count > Self.textLimit
    }
    return rows
  }

  private func text(of value: String, kind: String, format: Int) -> String? {
    switch kind {
    case "s":
      Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil }.flatMap {
        $0.isEmpty ? nil : $0
      }
    case "str", "inlineStr": value.isEmpty ? nil : value
    case "b": value == "1" ? "true" : "false"
    case "e": nil
    case "d": value.isEmpty ? nil : value
    default: number(value, format: format)
    }
  }

  private func number(_ value: String, format: Int) -> String? {
    guard let number = Double(value) else { return value.isEmpty ? nil : value }
    if showsTime.indices.contains(format), showsTime[format], number >= 0, number < 3_000_000 {
      // Day 60 of the year 1900 never was; what comes after it is a day late.
      let days = startsIn1904 ? number + 1462 : number < 60 ? number + 1 : number
      let date = Date(timeIntervalSince1970: ((days - 25_569) * 86_400).rounded())
      return date.formatted(.iso8601)
    }
    // What is whole is written so: 17 digits of a number say more than it knew.
    if number.rounded() == number, abs(number) < 1e15 { return String(Int(number)) }
    return "\(number)"
  }

  /// `B` of `B7` is column 1.
  private static func column(_ reference: String) -> Int? {
    var place = 0
    for byte in reference.utf8.prefix(4) {
      guard (0x41...0x5A).contains(byte) else { break }
      place = place * 26 + Int(byte) - 0x40
    }
    return place > 0 ? place - 1 : nil
  }

  /// Whether a number format shows a day or a time: Excel's own by number, others by their code.
  private static func isTime(format: Int, code: String?) -> Bool {
    if (14...22).contains(format) || (45...47).contains(format) { return true }
    guard let code else { return false }
    // Without what stands in quotes, in brackets or after a backslash.
    let plain = code.replacing(/"[^"]*"|\[[^\]]*\]|\\./, with: "").lowercased()
    return plain.contains { "dyhs".contains($0) } && !plain.contains("general")
  }

  /// Reads the parts of these names, in the order in which they lie in the zip; refuses them as soon as they are too much.
  private func parts(
    _ names: Set<String>, _ listener: (String) -> MarkupReader.Listener, isTooMuch: () -> Bool = { false }
  ) throws {
    var limits = ArchiveReader.Limits()
    limits.entries = 10_000
    limits.entryBytes = 4 << 30
    let archive = try ArchiveReader(path: path, limits: limits)
    while let entry = try archive.next() {
      guard names.contains(entry.path) else { continue }
      let reader = MarkupReader(listener(entry.path))
      try archive.read { bytes in
        try Task.checkCancellation()
        guard reader.read(bytes) else {
          throw ImportProblems(file: path, "\(entry.path) in it is no XML; save the workbook again")
        }
        if isTooMuch() {
          throw ImportProblems(
            file: path,
            "\(entry.path) in it has more than \(Self.cellLimit) cells or \(Self.textLimit >> 20) MiB of text; write the sheet as CSV"
          )
        }
      }
    }
  }
}
