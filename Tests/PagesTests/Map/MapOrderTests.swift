import Testing

@testable import Pages

@Suite struct MapOrderTests {
  /// A square lattice, whose every step along the curve leads to a neighbour.
  @Test func theCurveStepsFromNeighbourToNeighbour() {
    let side = 16
    let places = (0..<side * side).map { SIMD2(Double($0 % side), Double(side - $0 / side)) }
    // The lattice's last row and column would share cells with those before; a frame one wider keeps them apart.
    let order = MapOrder.positions(of: places + [SIMD2(Double(side), 0)]).filter { $0 < side * side }
    #expect(Set(order).count == side * side)
    for (one, next) in zip(order, order.dropFirst()) {
      let step = places[one] - places[next]
      #expect(abs(step.x) + abs(step.y) == 1)
    }
  }

  @Test func placesWithoutNumbersComeLast() {
    let places: [SIMD2<Double>] = [SIMD2(.nan, 0), SIMD2(1, 1), SIMD2(0, .infinity), SIMD2(0, 0)]
    #expect(Set(MapOrder.positions(of: places).prefix(2)) == [1, 3])
    #expect(MapOrder.positions(of: places).suffix(2) == [0, 2])
  }

  @Test func nothingAndEqualPlacesKeepTheirOrder() {
    #expect(MapOrder.positions(of: []).isEmpty)
    #expect(MapOrder.positions(of: Array(repeating: SIMD2(3, 4), count: 5)) == [0, 1, 2, 3, 4])
  }
}
