/// Numbers of gold and a coder for the same units, ready to be resampled many times.
///
/// Ranks of a draw need no sorting: the units are sorted once, and a draw only says how often each comes up.
struct NumberUnits {
  let gold: [Double]
  let predicted: [Double]
  private let goldOrder: RankOrder
  private let predictedOrder: RankOrder

  init(gold: [Double], predicted: [Double]) {
    self.gold = gold
    self.predicted = predicted
    goldOrder = RankOrder(gold)
    predictedOrder = RankOrder(predicted)
  }

  /// The mean of |predicted - gold| when unit `i` occurs `counts[i]` times.
  func meanAbsoluteError(_ counts: [Int]) -> Estimate<Double> {
    var sum = 0.0
    var total = 0
    for (unit, times) in counts.enumerated() where times > 0 {
      sum += Double(times) * abs(predicted[unit] - gold[unit])
      total += times
    }
    return .ratio(sum, Double(total), orUndefined: .noObservations)
  }

  /// 1 - Σ (gold - predicted)² / Σ (gold - mean gold)², undefined where the drawn gold is constant.
  func rSquared(_ counts: [Int]) -> Estimate<Double> {
    var (total, sum, first) = (0, 0.0, Double?.none)
    var varies = false
    for (unit, times) in counts.enumerated() where times > 0 {
      total += times
      sum += Double(times) * gold[unit]
      varies = varies || (first.map { $0 != gold[unit] } ?? false)
      first = first ?? gold[unit]
    }
    guard total > 0 else { return .undefined(.noObservations) }
    guard varies else { return .undefined(.constantGold) }
    let mean = sum / Double(total)
    var (squares, spread) = (0.0, 0.0)
    for (unit, times) in counts.enumerated() where times > 0 {
      let error = gold[unit] - predicted[unit]
      squares += Double(times) * error * error
      spread += Double(times) * (gold[unit] - mean) * (gold[unit] - mean)
    }
    return spread > 0 ? .finite(1 - squares / spread) : .undefined(.notFinite)
  }

  /// Pearson's correlation of the ranks within the draw, ties by mean rank.
  func spearman(_ counts: [Int]) -> Estimate<Double> {
    let total = counts.reduce(0, +)
    guard total > 0 else { return .undefined(.noObservations) }
    let one = goldOrder.meanRanks(counts)
    let other = predictedOrder.meanRanks(counts)
    let centre = Double(total + 1) / 2
    var (product, firstSquares, secondSquares) = (0.0, 0.0, 0.0)
    for (unit, times) in counts.enumerated() where times > 0 {
      let (x, y, weight) = (one[unit] - centre, other[unit] - centre, Double(times))
      product += weight * x * y
      firstSquares += weight * x * x
      secondSquares += weight * y * y
    }
    guard firstSquares > 0, secondSquares > 0 else { return .undefined(.constantValues) }
    let scale = firstSquares.squareRoot() * secondSquares.squareRoot()
    return .defined(min(1, max(-1, product / scale)))
  }

  /// Values in rising order, and where equal ones begin.
  private struct RankOrder {
    private let order: [Int]
    private let startsRun: [Bool]

    init(_ values: [Double]) {
      let order = values.indices.sorted { values[$0] < values[$1] }
      self.order = order
      startsRun = order.indices.map { $0 == 0 || values[order[$0]] != values[order[$0 - 1]] }
    }

    /// The rank of each unit that is drawn, from 1.
    func meanRanks(_ counts: [Int]) -> [Double] {
      var ranks = [Double](repeating: 0, count: order.count)
      var (start, before) = (0, 0)
      while start < order.count {
        var end = start + 1
        while end < order.count, !startsRun[end] { end += 1 }
        let times = order[start..<end].reduce(0) { $0 + counts[$1] }
        let rank = Double(before) + Double(times + 1) / 2
        for place in start..<end { ranks[order[place]] = rank }
        before += times
        start = end
      }
      return ranks
    }
  }
}
