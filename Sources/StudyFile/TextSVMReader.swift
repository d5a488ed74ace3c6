import ContentCoding
import Learning
import Yams

/// Reads the settings of a text-svm coder.
struct TextSVMReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys = [
    "uses", "model", "terms", "ngrams", "stop-words", "sublinear-tf", "learns-from", "class-weights",
  ]

  func read() -> TextSVMParameters? {
    let fields = settings.fields
    settings.refuse([.number], by: .textSVM)
    var parameters = TextSVMParameters(learnsFrom: fields.text("learns-from") ?? gold)
    parameters.uses = uses() ?? parameters.uses
    parameters.model = fields.choice("model", of: TermModel.self) ?? parameters.model
    if let node = fields["terms"] {
      parameters.terms =
        count(node, of: "terms", in: 1...TextSVMParameters.termLimit) ?? parameters.terms
    }
    if let node = fields["ngrams"] { ngrams(node, into: &parameters) }
    parameters.stopWords = stopWords() ?? parameters.stopWords
    parameters.sublinear = fields.flag("sublinear-tf") ?? parameters.sublinear
    parameters.classWeights =
      fields.choice("class-weights", of: ClassWeights.self) ?? parameters.classWeights
    return parameters
  }

  private func uses() -> [PostPart]? {
    guard let parts = settings.uses() else { return nil }
    if parts.contains(.image) {
      settings.log.add(
        settings.fields["uses"]?.mark,
        "a text-svm coder reads text, not pictures; `uses` accepts caption, author, and names of columns")
    }
    return parts
  }

  /// `ngrams: {word: [1, 2], characters: [3, 5]}`; what is not named is not used.
  private func ngrams(_ node: Node, into parameters: inout TextSVMParameters) {
    guard
      let fields = MappingReader(
        node, as: "`ngrams`", accepting: ["word", "characters"], log: settings.log)
    else { return }
    parameters.wordNgrams = lengths("word", in: TextSVMParameters.wordLimit, of: fields)
    parameters.characterNgrams = lengths("characters", in: TextSVMParameters.characterLimit, of: fields)
    if fields["word"] == nil, fields["characters"] == nil {
      settings.log.add(node.mark, "`ngrams` names neither `word` nor `characters`; add `word: [1, 2]`")
    }
  }

  /// `[LEAST, MOST]`, or one number for both.
  private func lengths(
    _ key: String, in range: ClosedRange<Int>, of fields: MappingReader
  ) -> ClosedRange<Int>? {
    guard let node = fields[key] else { return nil }
    let items: [Node] = if case .sequence(let list) = node { Array(list) } else { [node] }
    let numbers = items.compactMap { item -> Int? in
      guard case .scalar(let scalar) = item, let number = Int(scalar.string), range.contains(number) else {
        return nil
      }
      return number
    }
    guard numbers.count == items.count, let least = numbers.first, let most = numbers.last,
      numbers.count <= 2, least <= most
    else {
      settings.log.add(
        node.mark,
        "`\(key)` is the least and the most in a row, from \(range.lowerBound) to \(range.upperBound), as in "
          + "[\(range.lowerBound), \(range.lowerBound + 1)], not \(node.kind)")
      return nil
    }
    return least...most
  }

  /// `stop-words: [the, of]`.
  private func stopWords() -> [String]? {
    guard let words = settings.fields.texts("stop-words") else { return nil }
    for (word, mark) in words where word.contains(where: \.isWhitespace) {
      settings.log.add(mark, "\(quoted(word)) is more than one word; a stop word is one")
    }
    return words.map(\.text)
  }

  private func count(_ node: Node, of key: String, in range: ClosedRange<Int>) -> Int? {
    if case .scalar(let scalar) = node, let count = Int(scalar.string), range.contains(count) {
      return count
    }
    settings.log.add(
      node.mark,
      "`\(key)` is a whole number from \(range.lowerBound) to \(range.upperBound), not \(node.kind)")
    return nil
  }
}
