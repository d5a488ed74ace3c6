import ContentCoding

extension WorkProgress {
  /// One line that tells how far work is, how fast it goes and how long it will take.
  package var text: String {
    func amount(_ number: Int) -> String {
      unit == .count ? Figures.count(number) : Figures.bytes(Int64(number))
    }
    var text = amount(done) + (total.map { " of \(amount($0))" } ?? "")
    text += noun.isEmpty ? "" : " \(noun)"
    text += percent.map { " (\($0) %)" } ?? ""
    guard let rate else { return text }
    text += " · \(unit == .count ? Figures.rate(rate) : Figures.bytes(Int64(rate))) a second"
    if let left = secondsLeft { text += " · \(Figures.duration(left)) left" }
    return text
  }
}
