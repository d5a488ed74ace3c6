/// What a coder of one kind has to be told, as the study's file says it.
///
/// Each kind has a type of its own. Here stands what the program asks about a coder of any kind, so that nothing else has to
/// know which kinds there are.
public protocol CoderParameters: Hashable, Sendable {
  /// The kind of coder.
  static var kind: CoderKind { get }

  /// Whether coders of the kind answer open texts.
  static var writesText: Bool { get }

  /// The coder whose codings are learned from; nil where nobody's are.
  var teacher: String? { get }

  /// What of a post is read as one text or looked at as one picture; of several, each is embedded by itself.
  var readings: [[PostPart]] { get }

  /// The encoders that posts are embedded with, each with what of a post it is given, in the file's order.
  var encodings: [(encoder: EncoderChoice, uses: [PostPart])] { get }

  /// The coders that are named as such: members of an ensemble, and others whose answers are read as they are.
  var namedSources: [String] { get }

  /// The count of the posts that is learned, and so counts as the truth of a number; nil for none.
  var countTarget: String? { get }

  /// Whether the coder may learn from posts that nobody has coded, so that what it learned goes when any post is forgotten.
  var learnsFromUncodedPosts: Bool { get }

  /// Whether the coder asks an endpoint, so that posts leave the machine and answers may cost.
  var asksEndpoint: Bool { get }

  /// Whether the coder writes down what it sees in a post, which other coders can embed.
  var writesDescriptions: Bool { get }
}

extension CoderParameters {
  /// Only labels and numbers.
  public static var writesText: Bool { false }
  /// No encoder.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] { [] }
  /// No other coder.
  public var namedSources: [String] { [] }
  /// No count.
  public var countTarget: String? { nil }
  /// Only from posts that its teacher has coded.
  public var learnsFromUncodedPosts: Bool { false }
  /// No endpoint.
  public var asksEndpoint: Bool { false }
  /// No descriptions.
  public var writesDescriptions: Bool { false }

  /// The kind of coder.
  public var kind: CoderKind { Self.kind }

  /// Which of `variables` a coder of the kind answers where it is not told which.
  public static func answered(of variables: [Variable]) -> [Variable] {
    writesText ? variables : variables.filter { $0.type != .openText }
  }

  /// The codings that are read as parts of a post, each once.
  public var codingsRead: [CodingReference] {
    readings.joined().compactMap(\.coding).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The coders whose codings are read to answer, each once.
  public var sources: [String] {
    (namedSources + codingsRead.map(\.coder)).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether `other` is of the same kind and says the same.
  public func isEqual(to other: any CoderParameters) -> Bool { other as? Self == self }
}
