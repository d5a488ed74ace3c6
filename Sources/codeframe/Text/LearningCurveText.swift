import ContentCoding
import Reliability
import Workflows

/// A learning curve as a table, and what it says.
struct LearningCurveText {
  private let curve: LearningCurve.OfVariable

  /// The words for `curve`.
  init(_ curve: LearningCurve.OfVariable) {
    self.curve = curve
  }

  /// The table of one variable, and a sentence below it.
  var text: String {
    var table = TextTable([
      (curve.variable, .left), ("codings learned from", .right), (label, .right), ("lowest", .right),
      ("highest", .right), ("95 % interval", .left),
    ])
    for point in curve.points {
      table.add([
        Figures.percent(point.share), Figures.count(Int(point.learned.rounded())), Self.figure(point.mean),
        Self.figure(point.lowest), Self.figure(point.highest),
        point.interval?.value.map { "\(Self.figure($0.lower)) to \(Self.figure($0.upper))" } ?? "",
      ])
    }
    return table.text + sentence.map { "\n\($0)\n" }.joined()
  }

  private var label: String {
    curve.figure == .macroF1WithAbstentionsWrong ? StatisticKind.macroF1.label : curve.figure.label
  }

  private var sentence: [String] {
    guard let gain = curve.lastGain else { return [] }
    let by = Figures.decimal(abs(gain), places: 3)
    return [
      gain > 0
        ? "the last fifth of gold made it better by \(by); as many more codings again will hardly bring more than that"
        : "the last fifth of gold did not make it better (\(by) worse): more codings of the same kind buy little"
    ]
  }

  private static func figure(_ value: Double?) -> String {
    value.map { Figures.decimal($0, places: 3) } ?? "-"
  }
}
