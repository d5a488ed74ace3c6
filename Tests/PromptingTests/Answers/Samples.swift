import ContentCoding

/// Codebooks for these tests.
enum Sample {
  static let genre = Variable(
    name: "genre", type: .category, definition: "The kind of picture.",
    categories: [
      Category(name: "meme", definition: "Words on a picture that is known."), Category(name: "Cartoon"),
      Category(name: "Other", definition: "Anything else."),
    ], allowsOther: true)
  static let protest = Variable(
    name: "protest", type: .boolean, definition: "Whether a protest is shown.")
  static let anger = Variable(
    name: "anger", type: .number, definition: "How angry people look.", range: 0...1)
  static let things = Variable(
    name: "things", type: .tags,
    categories: [Category(name: "flag"), Category(name: "big sign"), Category(name: "car")])
  static let violence = Variable(
    name: "violence", type: .category, categories: [Category(name: "state"), Category(name: "none")],
    appliesWhen: [FilterCondition(variable: "protest", values: ["true"])])

  static let description = Variable(
    name: "description", type: .openText, definition: "What is shown, in a sentence.")

  /// One variable of each type with labels or numbers, and one with a filter question.
  static let all = [genre, protest, anger, things, violence]

  static var parameters: PromptedParameters {
    PromptedParameters(endpoint: "http://127.0.0.1:1/v1", model: "m", learnsFrom: "gold")
  }
}
