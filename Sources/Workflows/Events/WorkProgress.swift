/// How far work is, how fast it goes and how long it will take.
package struct WorkProgress: Sendable, Equatable {
  /// What is counted.
  package enum Unit: Sendable {
    /// Things, such as posts.
    case count
    /// Bytes of files.
    case bytes
  }

  /// How much is done, with what was there without work.
  package var done: Int
  /// How much of it was there without work, which makes no rate.
  var skipped: Int
  /// How much there is; nil where the end is not known.
  package var total: Int?
  /// What is counted, in the plural; empty for bytes.
  package var noun: String
  /// Whether things or bytes are counted.
  package var unit: Unit
  /// Seconds since the work began.
  package var seconds: Double

  /// Work that stands so.
  package init(
    done: Int, skipped: Int = 0, total: Int?, noun: String, unit: Unit = .count, seconds: Double
  ) {
    self.done = done
    self.skipped = skipped
    self.total = total
    self.noun = noun
    self.unit = unit
    self.seconds = seconds
  }

  /// How much is done in a second; nil before anything was.
  package var rate: Double? {
    let worked = done - skipped
    return seconds > 0 && worked > 0 ? Double(worked) / seconds : nil
  }

  /// How many seconds the rest takes at this rate; nil where that is not known, or nothing is left.
  package var secondsLeft: Double? {
    guard let total, done < total, let rate else { return nil }
    return Double(total - done) / rate
  }

  /// The share that is done, in whole percent from 0 to 100; nil where the end is not known.
  package var percent: Int? {
    total.flatMap { $0 > 0 ? min(100, Int(100 * Double(done) / Double($0))) : nil }
  }
}
