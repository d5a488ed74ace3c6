import CXlsxWriter
import ContentCoding
import Foundation

/// A ``CodingSheet`` as an Excel workbook: posts on the first sheet, the codebook on the second, values to choose from in each cell.
///
/// Written by libxlsxwriter. Every cell is a string, so that no caption is run as a formula.
public struct CodingWorkbook {
  private let sheet: CodingSheet

  /// The workbook of `sheet`.
  public init(_ sheet: CodingSheet) {
    self.sheet = sheet
  }

  /// Why a workbook could not be written.
  public struct Failure: Error, CustomStringConvertible {
    /// What libxlsxwriter says.
    public let description: String
  }

  /// A sheet has no more rows.
  public static let rowLimit = 1_048_575
  private static let cellLimit = 32_767
  private static let codebookName = "Codebook"
  private static let wide = 40.0
  private static let narrow = 16.0

  /// Writes the workbook to a file.
  ///
  /// - Throws: ``Failure`` where it has more posts than a sheet has rows, or the file cannot be written.
  public func write(to file: URL) throws {
    guard sheet.posts.count <= Self.rowLimit else {
      throw Failure(description: "a sheet has \(Self.rowLimit) rows at most; write CSV")
    }
    guard let book = workbook_new(file.path) else {
      throw Failure(description: "\(file.path) cannot be written")
    }
    let head = workbook_add_format(book)
    format_set_bold(head)
    let text = workbook_add_format(book)
    format_set_text_wrap(text)
    format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    // Or `0012` would be read as a number once somebody touches the cell.
    format_set_num_format(text, "@")
    let posts = workbook_add_worksheet(book, "Posts")
    let codebook = workbook_add_worksheet(book, Self.codebookName)
    write(sheet.header, in: 0, of: posts, head)
    for (place, post) in sheet.posts.enumerated() {
      write(sheet.cells(of: post), in: place + 1, of: posts, text)
    }
    write(CodingSheet.codebookHeader, in: 0, of: codebook, head)
    for (place, row) in sheet.codebookRows.enumerated() { write(row, in: place + 1, of: codebook, text) }
    for column in sheet.header.indices {
      let width = column == 0 || column > 1 ? Self.narrow : Self.wide
      worksheet_set_column(posts, UInt16(column), UInt16(column), width, text)
    }
    worksheet_set_column(codebook, 0, 1, Self.narrow * 1.5, text)
    worksheet_set_column(codebook, 2, 2, Self.wide * 2, text)
    worksheet_freeze_panes(posts, 1, 1)
    worksheet_freeze_panes(codebook, 1, 0)
    addLists(to: posts)
    let error = workbook_close(book)
    guard error == LXW_NO_ERROR else { throw Failure(description: String(cString: lxw_strerror(error))) }
  }

  private func write(
    _ cells: [String], in row: Int, of worksheet: UnsafeMutablePointer<lxw_worksheet>?,
    _ format: UnsafeMutablePointer<lxw_format>?
  ) {
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      worksheet_write_string(worksheet, UInt32(row), UInt16(column), Self.written(cell), format)
    }
  }

  /// A cell as XML and Excel take it: no control characters, and not too long, counted in UTF-16 as Excel does.
  private static func written(_ cell: String) -> String {
    var text = String(
      String.UnicodeScalarView(
        cell.unicodeScalars.filter {
          ($0.value >= 0x20 || $0 == "\n" || $0 == "\t") && $0.value & 0xFFFE != 0xFFFE
        }))
    if text.utf16.count > cellLimit {
      var length = 0
      text = String(
        text.prefix {
          length += $0.utf16.count
          return length <= cellLimit
        })
    }
    return text
  }

  /// Lets each cell of a variable be chosen from its values, which stand on the second sheet, or be a number in its range.
  private func addLists(to worksheet: UnsafeMutablePointer<lxw_worksheet>?) {
    guard !sheet.posts.isEmpty else { return }
    var first = 2
    for (place, variable) in sheet.variables.enumerated() {
      let column = UInt16(sheet.givenCount + place)
      let labels = variable.labels.count
      defer { first += labels + 1 }
      var rule = lxw_data_validation()
      rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
      func add() {
        worksheet_data_validation_range(worksheet, 1, column, UInt32(sheet.posts.count), column, &rule)
      }
      switch variable.type {
      case .category where !variable.allowsOther, .boolean:
        let list = "=\(Self.codebookName)!$B$\(first + 1):$B$\(first + labels)"
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        list.withCString {
          rule.value_formula = UnsafeMutablePointer(mutating: $0)
          add()
        }
      case .number:
        guard let range = variable.range else { continue }
        rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
        rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        rule.minimum_number = range.lowerBound
        rule.maximum_number = range.upperBound
        add()
      case .category, .tags, .openText: continue
      }
    }
  }
}
