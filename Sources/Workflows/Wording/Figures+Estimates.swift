import ContentCoding
import Reliability

extension Figures {
  /// A share of 1 as `81.2 %`.
  package static func percent(_ share: Double) -> String {
    "\(Figures.decimal(100 * share, places: 1)) %"
  }

  /// A figure with three decimals, or why there is none.
  package static func figure(_ estimate: Estimate<Double>) -> String {
    switch estimate {
    case .defined(let value): Figures.decimal(value, places: 3)
    case .undefined(let reason): "undefined (\(reason))"
    }
  }

  /// A figure with its interval.
  package static func figure(_ estimate: BootstrapEstimate) -> String {
    figure(estimate.estimate) + interval(estimate.interval)
  }

  /// A statistic with its interval, where it has one.
  package static func figure(_ statistic: Statistic) -> String {
    figure(statistic.value) + (statistic.interval.map(interval) ?? "")
  }

  /// An interval after its figure, as ` [0.712, 0.901]`; empty where there is none.
  package static func interval(_ interval: Estimate<Interval>) -> String {
    guard let interval = interval.value else { return "" }
    return " [\(Figures.decimal(interval.lower, places: 3)), \(Figures.decimal(interval.upper, places: 3))]"
  }
}
