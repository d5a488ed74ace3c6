import Foundation
import Synchronization

/// One line that tells how far a run is, how fast it goes and how long it will take; drawn on terminals only.
final class ProgressLine: Sendable {
  private struct State {
    var done = 0
    var lastDrawn: ContinuousClock.Instant?
  }

  private let total: Int?
  private let noun: String
  private let start = ContinuousClock.now
  private let isShown: Bool
  private let state = Mutex(State())

  /// A line that counts to `total`; nil where the end is not known.
  init(total: Int? = nil, noun: String) {
    self.total = total
    self.noun = noun
    isShown = isatty(FileHandle.standardError.fileDescriptor) == 1
  }

  /// Counts `count` more and redraws at most ten times a second.
  func advance(by count: Int) {
    let line = state.withLock { state -> String? in
      state.done += count
      let now = ContinuousClock.now
      guard isShown, state.lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return nil }
      state.lastDrawn = now
      return Self.text(done: state.done, total: total, noun: noun, seconds: (now - start) / .seconds(1))
    }
    if let line { FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8)) }
  }

  /// Wipes the line, so that a summary can take its place.
  func clear() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }

  /// The line's words.
  static func text(done: Int, total: Int?, noun: String, seconds: Double) -> String {
    let share = total.map { $0 > 0 ? " (\(min(100, 100 * done / $0)) %)" : "" } ?? ""
    var text = "\(Figures.count(done))\(total.map { " of \(Figures.count($0))" } ?? "") \(noun)\(share)"
    guard seconds > 0, done > 0 else { return text }
    let rate = Double(done) / seconds
    text += " · \(Figures.rate(rate)) a second"
    if let total, done < total { text += " · \(Figures.duration(Double(total - done) / rate)) left" }
    return text
  }
}
