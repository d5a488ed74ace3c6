import ContentCoding
import Yams

/// Reads what the study's file says of a coder of one kind.
protocol CoderKindReader: SendableMetatype {
  /// What is read.
  associatedtype Parameters: CoderParameters

  /// The keys of the kind, beside those of every coder.
  static var keys: [String] { get }
  /// Keys that are refused, each with the reason.
  static var refused: [String: String] { get }
  /// The key that names the coders whose codings are read; nil where none are.
  static var sourcesKey: String? { get }
  /// A coder of the kind in a message, with its article.
  static var subject: String { get }

  /// A reader of `settings` in a study whose truth is `gold`.
  init(settings: CoderSettings, gold: String)

  /// The parameters; nil where something that cannot be left out is missing, which is reported.
  func read() -> Parameters?

  /// Reports what is wrong among the coders of a file, once all are read.
  static func check(_ coders: ReadCoders)
}

extension CoderKindReader {
  static var refused: [String: String] { [:] }
  static var sourcesKey: String? { nil }
  static var subject: String { Parameters.kind.withArticle }

  static func check(_ coders: ReadCoders) {}
}

/// The coders of a file, and where problems with them are reported.
struct ReadCoders {
  let coders: [CoderConfiguration]
  let codebook: Codebook
  /// Where each coder's name, or the name of its teacher, stands.
  let teachers: [String: Mark]
  /// Where the names of the coders stand whose codings a coder reads.
  let sources: [String: Mark]
  let log: ProblemLog
}

/// The kinds of coders that the study's file may name, in the order in which messages name them.
enum CoderKindReaders {
  static let all: [any CoderKindReader.Type] = [
    ProbeReader.self, ZeroShotReader.self, ClassifierReader.self, PromptedReader.self, TextSVMReader.self,
    TextToTextReader.self, ClusterReader.self, FusionReader.self, EnsembleReader.self, EngagementReader.self,
    ExtractReader.self,
  ]

  /// The reader of `kind`; nil for one that the file may not name.
  static func reader(of kind: CoderKind) -> (any CoderKindReader.Type)? {
    all.first { $0.kind == kind }
  }
}

extension CoderKindReader {
  static var kind: CoderKind { Parameters.kind }
  static var writesText: Bool { Parameters.writesText }

  /// Which of `variables` a coder of the kind answers where it is not told which.
  static func answered(of variables: [Variable]) -> [Variable] {
    Parameters.answered(of: variables)
  }

  /// The parameters that `settings` hold, of whatever kind; nil where something is missing.
  static func parameters(in settings: CoderSettings, gold: String) -> (any CoderParameters)? {
    Self(settings: settings, gold: gold).read()
  }
}
