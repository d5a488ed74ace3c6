import Reliability

/// A way to say which share of a corpus is of a category, where a machine coded all posts and a person some of them.
public enum ShareMethod: String, Codable, CaseIterable, Sendable {
  /// The share of posts to which the coder gives the category. It is off by as much as the coder errs on one side.
  case naive
  /// The share among the posts that a person coded, by their inclusion probabilities. Unbiased, but the machine's work is not used.
  case human
  /// The coder's share, corrected by what a person found on the sample, with the weight of the coder that makes the interval
  /// shortest. Source: Angelopoulos and others (2023), Science 382, and "PPI++" (2023).
  case predictionPowered = "prediction-powered"
  /// Each post's answer replaced by m + (R / pi)(y - m), y the person's answer, m the coder's, R whether a person coded the post
  /// and pi its chance. Source: Egami and others (2023), NeurIPS; R package dsl.
  case designBased = "design-based supervised learning"
  /// The shares that, sent through the coder's confusion matrix, give the coder's shares. Source: Rogan and Gladen (1978) for
  /// two categories, Buonaccorsi (2010) for more. It assumes that errors are alike all over the corpus.
  case confusion = "confusion matrix"
}

/// A share with its interval.
public struct ShareEstimate: Encodable, Sendable, Equatable {
  /// How it was made.
  public let method: ShareMethod
  /// The share, from 0 to 1.
  public let share: Estimate<Double>
  /// Its standard error; undefined where the share is.
  public let standardError: Estimate<Double>
  /// Its 95 % interval, cut to 0...1.
  public let interval: Estimate<Interval>

  /// A share that does not exist.
  init(_ method: ShareMethod, undefined reason: UndefinedReason) {
    self.method = method
    (share, standardError, interval) = (.undefined(reason), .undefined(reason), .undefined(reason))
  }

  /// A share with an interval of the normal distribution.
  init(_ method: ShareMethod, share: Double, variance: Double, level: Double) {
    let error = max(0, variance).squareRoot()
    let half = Interval.normalQuantile(ofLevel: level) * error
    self.init(
      method, share: share, standardError: error,
      interval: Interval(
        lower: min(1, max(0, share - half)), upper: min(1, max(0, share + half)), level: level))
  }

  init(_ method: ShareMethod, share: Double, standardError: Double, interval: Interval) {
    self.method = method
    let isFinite = share.isFinite && standardError.isFinite
    self.share = isFinite ? .defined(min(1, max(0, share))) : .undefined(.notFinite)
    self.standardError = isFinite ? .defined(standardError) : .undefined(.notFinite)
    self.interval = isFinite ? .defined(interval) : .undefined(.notFinite)
  }
}
