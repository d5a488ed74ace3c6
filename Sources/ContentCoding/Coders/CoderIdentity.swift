/// A coder's name and kind: what a coding is signed with.
public struct CoderIdentity: Codable, Hashable, Sendable {
  /// Unique in the study.
  public var name: String
  /// What kind of coder it is.
  public var kind: CoderKind

  /// An identity.
  public init(name: String, kind: CoderKind) {
    self.name = name
    self.kind = kind
  }
}

/// Kinds of coders.
///
/// ``person`` and ``model`` come from imports and people, ``consensus`` from `codeframe consensus`; coders of the other kinds stand in `codeframe.yaml`.
public enum CoderKind: String, Codable, CaseIterable, Sendable {
  /// A person, in the browser or by an imported table.
  case person
  /// A model whose codings were made elsewhere and imported.
  case model
  /// A light model trained on frozen embeddings and human codings.
  case probe
  /// A model that compares posts with the codebook's phrases, without training.
  case zeroShot = "zero-shot"
  /// A model with labels of its own, mapped to the codebook's.
  case classifier
  /// A vision or language model that is asked.
  case prompted
  /// A language model that is given a text and a question, and answers it, such as Flan-T5.
  case textToText = "text-to-text"
  /// The text that an extractor wrote of a post.
  case extract
  /// A linear model on the words of a text, trained on human codings.
  case textSVM = "text-svm"
  /// A small network on several embeddings of a post, trained on human codings.
  case fusion
  /// Clusters of likeness, each with the category that it stands for.
  case cluster
  /// Made of other coders' answers.
  case ensemble
  /// A regression of a number, such as likes, on what is known of a post.
  case engagement
  /// What several coders agree on, by a rule.
  case consensus

  /// Whether it is made of other coders, with whom agreement says little.
  public var isDerived: Bool { self == .ensemble || self == .consensus }
}
