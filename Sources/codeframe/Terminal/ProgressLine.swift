import Foundation
import Synchronization

/// One line that tells how far a run is, how fast it goes and how long it will take; drawn on terminals only.
final class ProgressLine: Sendable {
  /// What is counted.
  enum Unit {
    case count
    case bytes

    func text(_ number: Int) -> String {
      self == .count ? Figures.count(number) : Figures.bytes(Int64(number))
    }
  }

  private struct State {
    var done = 0
    var skipped = 0
    var lastDrawn: ContinuousClock.Instant?
  }

  private let total: Int?
  private let noun: String
  private let unit: Unit
  private let start = ContinuousClock.now
  private let isShown: Bool
  private let state = Mutex(State())

  /// A line that counts to `total`; nil where the end is not known.
  init(total: Int? = nil, noun: String, unit: Unit = .count) {
    self.total = total
    self.noun = noun
    self.unit = unit
    isShown = isatty(FileHandle.standardError.fileDescriptor) == 1
  }

  /// Counts `count` more and redraws at most ten times a second.
  func advance(by count: Int) { add(count, skipped: 0) }

  /// Counts what is there without work, or with a negative count what is lost again; it does not make the rate.
  func skip(_ count: Int) { add(count, skipped: count) }

  private func add(_ count: Int, skipped: Int) {
    let line = state.withLock { state -> String? in
      state.done += count
      state.skipped += skipped
      let now = ContinuousClock.now
      guard isShown, state.lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return nil }
      state.lastDrawn = now
      return Self.text(
        done: state.done, skipped: state.skipped, total: total, noun: noun, unit: unit,
        seconds: (now - start) / .seconds(1))
    }
    if let line { Output.say("\r\u{1B}[K\(line)") }
  }

  /// Wipes the line, so that a summary can take its place.
  func clear() {
    if isShown { Output.say("\r\u{1B}[K") }
  }

  /// The line's words.
  static func text(
    done: Int, skipped: Int = 0, total: Int?, noun: String, unit: Unit = .count, seconds: Double
  ) -> String {
    let share = total.map { $0 > 0 ? " (\(min(100, Int(100 * Double(done) / Double($0)))) %)" : "" } ?? ""
    var text = unit.text(done) + (total.map { " of \(unit.text($0))" } ?? "")
    text += (noun.isEmpty ? "" : " \(noun)") + share
    let worked = done - skipped
    guard seconds > 0, worked > 0 else { return text }
    let rate = Double(worked) / seconds
    text += " · \(unit == .count ? Figures.rate(rate) : Figures.bytes(Int64(rate))) a second"
    if let total, done < total { text += " · \(Figures.duration(Double(total - done) / rate)) left" }
    return text
  }
}
