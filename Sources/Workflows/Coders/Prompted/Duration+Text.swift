import ContentCoding

extension Duration {
  /// In seconds, for people.
  var text: String { "\(Figures.decimal(self / .seconds(1), places: 1)) s" }
}
