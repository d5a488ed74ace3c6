import ContentCoding
import Reliability

@testable import ModelCoders

/// A small study of captions with known answers: 48 gold posts in 4 folds, and some that were never coded.
///
/// A word of the category, two words and an emoji where people are shown, hashtags for tags, among words of chance.
struct TextStudy {
  static let kind = Variable(
    name: "kind", type: .category, categories: ["sea", "hill", "town"].map { Category(name: $0) })
  static let people = Variable(name: "people", type: .boolean)
  static let things = Variable(
    name: "things", type: .tags, categories: ["boat", "tree", "car"].map { Category(name: $0) })
  static let variables = [kind, people, things]

  private static let words = [
    ["waves and salt", "der Strand am Meer", "море и волны"],
    ["a steep summit", "der Gipfel", "гора высока"],
    ["streets of houses", "die Altstadt", "улицы города"],
  ]
  private static let fillers = [
    "today", "again", "so nice", "wow", "heute", "с утра", "new", "one more", "later", "bye",
  ]

  let goldPosts: [Post]
  let otherPosts: [Post]
  let values: [String: [String: CodedValue]]
  let folds: Folds

  init() {
    var generator = SplitMix64(seed: 11)
    var posts: [Post] = []
    var values: [String: [String: CodedValue]] = [:]
    var folds: [String: Int] = [:]
    for index in 0..<48 {
      let id = "g\(index < 10 ? "0" : "")\(index)"
      let tags = [(2, "boat"), (3, "tree"), (5, "car")].filter { index.isMultiple(of: $0.0) }.map(\.1)
      let people = index % 4 < 2
      var parts = [Self.words[index % 3].randomElement(using: &generator) ?? ""]
      parts += (0..<3).compactMap { _ in Self.fillers.randomElement(using: &generator) }
      if people { parts.append("mit Freunden 👫") }
      parts += tags.map { "#\($0)" }
      parts.shuffle(using: &generator)
      posts.append(Post(id: id, text: parts.joined(separator: " ")))
      values[id] = [
        "kind": .category(["sea", "hill", "town"][index % 3]), "people": .boolean(people),
        "things": .tags(Set(tags)),
      ]
      folds[id] = index / 12
    }
    goldPosts = posts
    otherPosts = [
      Post(id: "none"), Post(id: "blank", text: " \n\u{2003}"), Post(id: "sea", text: "Waves! #boat"),
      Post(id: "hill", text: "Der GIPFEL!"),
      Post(id: "people", text: "Mit Freunden 👫"), Post(id: "unknown", text: "ⵣⵣⵣ"),
      Post(id: "signs", text: "!?"),
      Post(id: "long", text: String(repeating: "waves ", count: 9_000)),
    ]
    self.values = values
    self.folds = Folds(count: 4, assignment: folds)
  }

  var posts: [Post] { otherPosts + goldPosts }

  var gold: [GoldText] { GoldText.read(goldPosts.reversed(), values: values, uses: [.caption]) }

  func trained(
    _ parameters: TextSVMParameters = TextSVMParameters(), on gold: [GoldText]? = nil,
    variables: [Variable] = Self.variables
  ) async throws -> TrainedTextSVM {
    try await TextSVMTrainer(parameters: parameters, seed: 3, workers: Workers(count: 2))
      .train(on: gold ?? self.gold, variables: variables, folds: folds)
  }

  func codings(_ trained: TrainedTextSVM, of posts: [Post]) async throws -> [Coding] {
    try await TextSVM(name: "words", variables: Self.variables, trained: trained)
      .code(posts, with: GivenFeatures())
  }
}
