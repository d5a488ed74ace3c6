import Testing

@testable import Learning

@Suite struct PrincipalAxesTests {
  @Test(arguments: [(12, 5), (5, 12), (6, 6)])
  func coordinatesOnTheAxesGiveTheTableBack(_ sides: (rows: Int, columns: Int)) throws {
    var draws = Draws(9)
    let features = draws.matrix(sides.rows, sides.columns)
    let table = Standardiser(fitting: features).double(features)
    let axes = try PrincipalAxes(of: table)
    let back = axes.coordinates.multiplied(by: axes.axes)
    #expect(zip(back.storage, table.storage).allSatisfy { abs($0 - $1) < 1e-10 })
    #expect(axes.variances.count == min(sides.rows - 1, sides.columns))
    let gram = axes.axes.multiplied(by: axes.axes, transposed: true)
    for row in 0..<gram.rows {
      for column in 0..<gram.rows { #expect(abs(gram[row, column] - (row == column ? 1 : 0)) < 1e-9) }
    }
  }

  @Test func aTableWithoutVarianceHasNoAxes() throws {
    let axes = try PrincipalAxes(of: DoubleMatrix(rows: 3, columns: 2))
    #expect(axes.variances.isEmpty && axes.coordinates.columns == 0)
  }
}
