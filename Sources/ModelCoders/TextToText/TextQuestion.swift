import ContentCoding

/// A question about a text, as a model that answers texts with texts is asked it.
struct TextQuestion {
  /// What may be answered; nil for words of the model's own.
  let options: [String]?
  private let opening: String
  private let list: [(name: String, definition: String)]
  private let closing: String
  private let own: String?

  /// So many scalars of a text are shown at most.
  static let textLimit = 4000

  /// Which of the categories fits.
  init(categoryOf variable: Variable, prompt: TextToTextParameters.Prompt) {
    options = variable.labels
    let definition = SingleLine.of(variable.definition)
    opening = "Which category fits the post best?" + (definition.isEmpty ? "" : " \(definition)")
    list = variable.categories.map { ($0.name, prompt == .simple ? "" : $0.definition) }
    closing = "Answer with the name of one category."
    own = prompt.words
  }

  /// Whether `name` is so; `definition` says what it means.
  init(whether name: String, _ definition: String, prompt: TextToTextParameters.Prompt) {
    options = ["yes", "no"]
    let meaning = prompt == .simple ? "" : SingleLine.of(definition)
    opening =
      "Does this describe the post: \(SingleLine.of(name))?"
      + (meaning.isEmpty ? "" : " It means: \(meaning)")
    list = []
    closing = "Answer yes or no."
    own = prompt.words.map { $0.replacing("{categories}", with: SingleLine.of(name)) }
  }

  /// What the model says of it in its own words, or as a number.
  init(about variable: Variable, prompt: TextToTextParameters.Prompt) {
    options = nil
    let definition = SingleLine.of(variable.definition)
    opening = definition.isEmpty ? "What is the \(ReadableName(variable.name)) of the post?" : definition
    list = []
    closing = variable.type == .number ? "Answer with a number." : "Answer in a sentence."
    own = prompt.words
  }

  /// The prompt about `text`, which is cut where `fits` asks for it; where even definitions leave it no room, they go first.
  func prompt(about text: String, fitting fits: (String) throws -> Bool) rethrows -> String {
    let line = SingleLine.of(text, limit: Self.textLimit)
    for defined in [true, false] {
      for part in 0..<8 {
        let cut = SingleLine.of(line, limit: max(1, line.unicodeScalars.count >> part))
        let prompt = prompt(cut, defined: defined)
        if try fits(prompt) { return prompt }
      }
    }
    return prompt(SingleLine.of(line), defined: false)
  }

  private func prompt(_ text: String, defined: Bool) -> String {
    let categories = list.map { name, definition in
      let meaning = defined ? SingleLine.of(definition) : ""
      return "- " + SingleLine.of(name) + (meaning.isEmpty ? "" : ": \(meaning)")
    }
    if let own {
      return own.replacing("{categories}", with: categories.joined(separator: "\n")).replacing(
        "{text}", with: text)
    }
    return
      ([opening]
      + (categories.isEmpty ? [] : ["Categories:"] + categories)
      + ["Post: \"\(text)\"", closing])
      .joined(separator: "\n")
  }
}

extension TextToTextParameters.Prompt {
  /// The researcher's own words; nil where the program words the question.
  var words: String? { if case .own(let words) = self { words } else { nil } }
}
