import ContentCoding
import Foundation

/// Names a group of posts with a category of the codebook: asks a model about the texts of its members.
///
/// The texts come from posts, so they may hold anything; they are cut, put on one line and quoted. Whatever the model
/// answers, what comes back is one of the categories.
public struct CategoryNaming: Sendable {
  /// What was found for a group.
  public struct Name: Hashable, Sendable {
    /// The category's place in the codebook.
    public let category: Int
    /// What the model answered in its own words.
    public let answer: String
    /// Whether the answer named the category; otherwise it is the likeliest one.
    public let isAnswered: Bool
    /// For each category the probability of its name among all names, from 0 to 1, in sum 1.
    ///
    /// p_k = exp(l_k) / sum_j exp(l_j), where l_k is ln p(name k | prompt), the end mark included.
    public let shares: [Double]
  }

  /// The most characters (Unicode scalars) of a text or definition that the model is shown.
  public static let textLimit = 200

  /// The categories that a group can get.
  public let categories: [ContentCoding.Category]

  private let names: CategoryNames

  /// A naming.
  ///
  /// - Parameter categories: the categories of the variable.
  public init(_ categories: [ContentCoding.Category]) {
    self.categories = categories
    names = CategoryNames(categories.map(\.name))
  }

  /// Names a group.
  ///
  /// - Parameters:
  ///   - texts: captions or descriptions of the group's typical members, the most typical first; blank ones do not count.
  ///   - model: the model that is asked.
  /// - Returns: the name; nil where there is no category, or no text to go by.
  /// - Throws: what the model throws.
  public func name(for texts: [String], by model: some PromptAnswering) throws -> Name? {
    guard !categories.isEmpty, texts.contains(where: { !SingleLine.of($0).isEmpty }) else { return nil }
    let prompt = try prompt(for: texts, fitting: model.reads)
    let likelihoods = try model.likelihoods(of: categories.map { SingleLine.of($0.name) }, to: prompt)
    let answer = try model.answer(to: prompt, maxTokens: 32)
    let shares = Self.shares(likelihoods.map(\.sum))
    let likeliest = shares.indices.max { shares[$0] < shares[$1] || (shares[$0] == shares[$1] && $0 > $1) }
    let named = names.index(in: answer)
    guard let category = named ?? likeliest else { return nil }
    return Name(category: category, answer: answer, isAnswered: named != nil, shares: shares)
  }

  /// The prompt about a group: the categories, as many of the texts as fit, and the question.
  ///
  /// - Parameters:
  ///   - texts: as in ``name(for:by:)``.
  ///   - fits: whether a prompt is not too long. Where the definitions leave no room for a text they are left out.
  /// - Returns: the longest prompt that fits; where none does, the shortest.
  /// - Throws: what `fits` throws.
  public func prompt(for texts: [String], fitting fits: (String) throws -> Bool) rethrows -> String {
    let lines = texts.map { SingleLine.of($0) }.filter { !$0.isEmpty }
    for defined in [true, false] {
      let shortest = prompt(Array(lines.prefix(1)), defined: defined)
      guard try fits(shortest) else { continue }
      // The most texts that fit: at least `low`, fewer than `high`.
      var (low, high) = (min(1, lines.count), lines.count + 1)
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if try fits(prompt(Array(lines.prefix(middle)), defined: defined)) {
          low = middle
        } else {
          high = middle
        }
      }
      return prompt(Array(lines.prefix(low)), defined: defined)
    }
    return prompt(Array(lines.prefix(1)), defined: false)
  }

  private func prompt(_ texts: [String], defined: Bool) -> String {
    let list = categories.map { category in
      let definition = defined ? SingleLine.of(category.definition) : ""
      return "- " + SingleLine.of(category.name) + (definition.isEmpty ? "" : ": \(definition)")
    }
    let quoted = texts.enumerated().map { "\($0 + 1). \"\($1)\"" }
    return
      ([
        "Posts were put into one group because they are alike. Which category fits the group best?",
        "Categories:",
      ]
      + list + ["Texts of the posts:"] + quoted + ["Answer with the name of one category."])
      .joined(separator: "\n")
  }

  /// The softmax of log-likelihoods.
  static func shares(_ logarithms: [Double]) -> [Double] {
    let greatest = logarithms.max() ?? 0
    let weights = logarithms.map { exp($0 - greatest) }
    let total = weights.reduce(0, +)
    guard total.isFinite, total > 0 else { return logarithms.map { _ in 1 / Double(logarithms.count) } }
    return weights.map { $0 / total }
  }
}
