import Reliability

/// How often a coder is right at each level of confidence, if its logits had not been divided by a temperature.
public struct UnscaledCalibration: Sendable {
  /// The coder.
  public var coder: String
  /// The variable.
  public var variable: String
  /// Of answers about gold posts that the answering head did not learn from.
  public var calibration: Calibration

  /// A calibration.
  public init(coder: String, variable: String, _ calibration: Calibration) {
    self.coder = coder
    self.variable = variable
    self.calibration = calibration
  }
}
