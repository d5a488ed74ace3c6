import ContentCoding
import Learning

/// What the members said as a row of numbers, which a regression reads.
///
/// Each member has one number for each label (its score, or where it gives none 1 for its answer and 0 for the others; for
/// a number variable its value), and one that is 1 where it has no answer; the others are 0 then.
enum StackedFeatures {
  /// The row of one post; nil where no member answered, or a number is too large for a row.
  static func row(of ballots: [Ballot], on variable: Variable) -> [Float]? {
    let width = variable.type == .number ? 1 : variable.labels.count
    var row: [Float] = []
    row.reserveCapacity(ballots.count * (width + 1))
    var answered = false
    for ballot in ballots {
      let support =
        if variable.type == .number, case .number(let number) = ballot.vote(on: variable) {
          [number] as [Double]?
        } else {
          ballot.support(on: variable)
        }
      if let support, support.count == width {
        answered = true
        row += support.map { Float($0) } + [0]
      } else {
        row += repeatElement(0, count: width) + [1]
      }
    }
    return answered && row.allSatisfy(\.isFinite) ? row : nil
  }
}
