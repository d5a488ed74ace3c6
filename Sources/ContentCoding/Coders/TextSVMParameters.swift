import Learning

/// The parameters of a text-svm coder: a linear model on the words of a post's text.
public struct TextSVMParameters: Codable, Hashable, Sendable {
  /// The text that is read; never ``PostPart/image``.
  public var uses: [PostPart]
  /// The linear model.
  public var model: TermModel
  /// How many terms are kept, those of most gold posts first.
  public var terms: Int
  /// How many words in a row make a term; nil for no words.
  public var wordNgrams: ClosedRange<Int>?
  /// How many characters in a row make a term, within what stands between white space; nil for none.
  public var characterNgrams: ClosedRange<Int>?
  /// Words that are passed over, before words in a row are joined; characters in a row are not touched.
  public var stopWords: [String]
  /// Whether a term that stands n times in a post counts 1 + ln n, not n.
  public var sublinear: Bool
  /// The coder whose codings are learned from.
  public var learnsFrom: String
  /// Whether rare categories weigh as much as frequent ones.
  public var classWeights: ClassWeights

  /// Parameters with the documented defaults.
  public init(
    uses: [PostPart] = [.caption], model: TermModel = .svm, terms: Int = 20_000,
    wordNgrams: ClosedRange<Int>? = 1...2, characterNgrams: ClosedRange<Int>? = 3...5,
    stopWords: [String] = [], sublinear: Bool = false, learnsFrom: String = "gold",
    classWeights: ClassWeights = .none
  ) {
    self.uses = uses
    self.model = model
    self.terms = terms
    self.wordNgrams = wordNgrams
    self.characterNgrams = characterNgrams
    self.stopWords = stopWords
    self.sublinear = sublinear
    self.learnsFrom = learnsFrom
    self.classWeights = classWeights
  }

  /// How many terms may be kept at most.
  public static let termLimit = 1_000_000
  /// How many words in a row may make a term.
  public static let wordLimit = 1...5
  /// How many characters in a row may make a term.
  public static let characterLimit = 1...10
}

extension TextSVMParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.textSVM
  /// Whose codings are learned.
  public var teacher: String? { learnsFrom }
  /// What is looked at.
  public var readings: [[PostPart]] { [uses] }
}

/// Linear models on terms.
public enum TermModel: String, Codable, CaseIterable, Sendable {
  /// A linear support vector machine with squared hinge loss.
  case svm
  /// Logistic regression.
  case logistic
}
