import Foundation
import Testing

@testable import Learning

@Suite struct MatrixTests {
  @Test func productsEqualTheirDefinition() {
    var draws = Draws(1)
    let a = draws.matrix(5, 7)
    let b = draws.matrix(7, 3)
    let product = a.multiplied(by: b)
    for row in 0..<5 {
      for column in 0..<3 {
        let sum = (0..<7).reduce(Float(0)) { $0 + a[row, $1] * b[$1, column] }
        #expect(abs(product[row, column] - sum) < 1e-5)
      }
    }
    let transposed = Matrix(rows: 3, columns: 7, storage: (0..<21).map { b[$0 % 7, $0 / 7] })
    #expect(distance(a.multiplied(byTransposeOf: transposed), product.nested) < 1e-5)
    let other = Matrix(rows: 7, columns: 5, storage: (0..<35).map { a[$0 % 5, $0 / 5] })
    #expect(distance(other.transposeMultiplied(by: b), product.nested) < 1e-5)
  }

  @Test func raggedRowsAreRefusedWithTheirNumber() {
    #expect(throws: LearningError.mismatch(what: "the length of row 1", expected: 2, found: 1)) {
      try Matrix(rows: [[1, 2], [3]])
    }
  }

  @Test func rowsCanBeChosenInAnyOrderAndMoreThanOnce() throws {
    let matrix = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    #expect(try matrix.selecting(rows: [2, 0, 2]) == Matrix(rows: [[5, 6], [1, 2], [5, 6]]))
    #expect(Array(matrix.row(1)) == [3, 4])
  }

  @Test func codingIsExact() throws {
    let matrix = try Matrix(rows: [
      [.pi, -0.0, .leastNonzeroMagnitude], [.greatestFiniteMagnitude, 1e-20, 3],
    ])
    let back = try JSONDecoder().decode(Matrix.self, from: JSONEncoder().encode(matrix))
    #expect(back.storage.map(\.bitPattern) == matrix.storage.map(\.bitPattern))
    #expect(back.rows == 2 && back.columns == 3)
  }

  @Test(arguments: [
    #"{"rows":2,"columns":2,"float32":"AAAA"}"#, #"{"rows":-1,"columns":-1,"float32":"AAAAAA=="}"#,
    #"{"rows":4611686018427387904,"columns":4,"float32":""}"#,
    #"{"rows":1,"columns":2,"float32":"AAAAAA=="}"#,
  ])
  func damagedFilesAreDecodingErrors(_ json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: Data(json.utf8)) }
  }

  @Test func aRowOfZerosStaysOne() throws {
    let normalised = try Matrix(rows: [[3, 4], [0, 0]]).normalisedRows()
    #expect(normalised.storage == [0.6, 0.8, 0, 0])
  }
}

extension Matrix {
  var nested: [[Double]] { (0..<rows).map { row($0).map(Double.init) } }
}
