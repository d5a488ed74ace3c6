/// How often each term stands in each of some texts.
struct TermCounts: Sendable {
  /// The terms of one text: numbers of terms, rising, and how often each stands there.
  struct OfText: Sendable {
    var terms: [Int32] = []
    var counts: [Int32] = []

    /// From the number of every term of a text, as often as it stands there.
    init(_ numbers: [Int32]) {
      for number in numbers.sorted() {
        if terms.last == number, let last = counts.indices.last {
          counts[last] += 1
        } else {
          terms.append(number)
          counts.append(1)
        }
      }
    }
  }

  let table: TermTable
  let texts: [OfText]

  /// How many counts of all texts together are held: 1.6 GB.
  static let limit = 200_000_000

  /// Counts the terms of `texts`.
  ///
  /// - Throws: ``TooMuchText``, `CancellationError`.
  init(of texts: [String], forms: TermForms) throws {
    var table = TermTable()
    var counted: [OfText] = []
    counted.reserveCapacity(texts.count)
    var total = 0
    var isFull = false
    for text in texts {
      try Task.checkCancellation()
      var numbers: [Int32] = []
      forms.each(of: text) { term in
        if let number = table.insert(term) { numbers.append(number) } else { isFull = true }
      }
      counted.append(OfText(numbers))
      total += counted.last?.terms.count ?? 0
      guard total <= Self.limit, !isFull else {
        throw TooMuchText(texts: texts.count, counted: counted.count)
      }
    }
    self.table = table
    self.texts = counted
  }
}

/// The texts to learn from hold more terms than memory should.
struct TooMuchText: Error, CustomStringConvertible {
  let texts: Int
  let counted: Int

  var description: String {
    "the first \(counted) of \(texts) texts already hold more than \(TermCounts.limit) terms; learn from fewer posts, or "
      + "from shorter `ngrams`"
  }
}
