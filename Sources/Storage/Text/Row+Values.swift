import GRDB

/// A value of a row that is of another type than it was written with, as in a file that was damaged or edited.
struct DamagedValue: Error {
  let column: String
  /// The first column of the row, which names it as a rule.
  let row: String

  init(at column: String, of row: Row) {
    self.column = column
    let value = row.databaseValues.first.map { "\($0)".prefix(60) } ?? ""
    self.row = "\(row.columnNames.first ?? "") = \(value)"
  }

  var description: String { "the column \(column) of the row with \(row)" }
}

/// Values of rows as errors where they are of another type: GRDB's subscripts end the program there.
extension Row {
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
    do { return try decode(Value.self, atIndex: index) } catch is RowDecodingError {
      throw DamagedValue(at: columnNames.dropFirst(index).first ?? "", of: self)
    }
  }

  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) throws -> Value {
    do { return try decode(Value.self, forColumn: column) } catch is RowDecodingError {
      throw DamagedValue(at: column, of: self)
    }
  }
}
