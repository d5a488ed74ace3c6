import ContentCoding
import Workflows

/// One line that tells how far work is, how fast it goes and how long it will take.
enum ProgressLine {
  /// The line's words.
  static func text(_ progress: WorkProgress) -> String {
    func amount(_ number: Int) -> String {
      progress.unit == .count ? Figures.count(number) : Figures.bytes(Int64(number))
    }
    var text = amount(progress.done) + (progress.total.map { " of \(amount($0))" } ?? "")
    text += progress.noun.isEmpty ? "" : " \(progress.noun)"
    text += progress.percent.map { " (\($0) %)" } ?? ""
    guard let rate = progress.rate else { return text }
    text += " · \(progress.unit == .count ? Figures.rate(rate) : Figures.bytes(Int64(rate))) a second"
    if let left = progress.secondsLeft { text += " · \(Figures.duration(left)) left" }
    return text
  }
}
