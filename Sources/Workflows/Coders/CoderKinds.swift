import ContentCoding
import ModelCoders
import Pages
import Prompting
import Storage

/// The kinds of coders that can be made ready: the one place in the program that lists them.
///
/// What a kind can beside coding is a protocol that its setup conforms to: ``ExplainsItself``, ``AblatesParts``,
/// ``AsksEndpoint``, ``ShowsCourse``, ``NamesClusters``.
enum CoderKinds {
  static let all: [any CoderSetup.Type] = [
    ProbeSetup.self, ZeroShotSetup.self, ClassifierSetup.self, PromptedSetup.self, TextSVMSetup.self,
    TextToTextSetup.self, ClusterSetup.self, FusionSetup.self, EnsembleSetup.self, EngagementSetup.self,
    ExtractSetup.self,
  ]

  /// The setup of the kind that `parameters` are of.
  static func setup(for parameters: any CoderParameters) -> (any CoderSetup.Type)? {
    all.first { $0.kind == parameters.kind }
  }
}

extension CoderSetup {
  static var kind: CoderKind { Parameters.kind }

  /// The setup of the coder of `context`; nil where that is of another kind.
  fileprivate static func opened(_ context: CoderContext) throws -> (any CoderSetup)? {
    try (context.coder.parameters as? Parameters).map { try Self(context: context, parameters: $0) }
  }
}

extension CoderContext {
  /// What makes the coder ready.
  ///
  /// - Throws: ``UserError`` where the study does not have what the coder needs.
  func setup() throws -> any CoderSetup {
    guard let setup = try CoderKinds.setup(for: coder.parameters)?.opened(self) else {
      throw UserError(
        "\(coder.name) is of kind \(coder.parameters.kind.rawValue), which cannot be made ready")
    }
    return setup
  }
}

/// A coder that says what it decides by.
protocol ExplainsItself: CoderSetup {
  /// What it decides by.
  ///
  /// - Parameters:
  ///   - variables: The variables.
  ///   - count: How many terms for and against each category.
  /// - Returns: The explanation, and what people should know of it; nil where nothing was learned yet.
  /// - Throws: What keeps the study from being read.
  func explanation(
    of variables: [Variable], count: Int
  ) throws -> (explanation: Explain.Outcome, notices: [String])?
}

/// A coder that is made of parts, each of which can be left out.
protocol AblatesParts: CoderSetup {
  /// What each part is worth.
  func ablation() async throws -> Ablation
}

/// A coder whose training takes a course, epoch by epoch.
protocol ShowsCourse: CoderSetup {
  /// The course of each variable's training.
  ///
  /// - Parameters:
  ///   - stored: What was learned last, as the study keeps it.
  ///   - coder: The coder's name.
  /// - Returns: A course for each variable that has one.
  /// - Throws: A decoding error where another kind of coder learned it.
  static func courses(in stored: StoredHead, of coder: String) throws -> [LearningCourse]
}

/// A coder that gives clusters names.
protocol NamesClusters: CoderSetup {
  /// The name of each cluster that has one.
  ///
  /// - Parameters:
  ///   - stored: What was learned last, as the study keeps it.
  ///   - coder: What the study's file says of the coder.
  ///   - clustering: The clusters as they are today.
  /// - Returns: The names; none where other clusters were named.
  /// - Throws: A decoding error where another kind of coder learned it.
  static func names(
    in stored: StoredHead, by coder: CoderConfiguration, of clustering: Clustering
  ) throws -> [Int: ClustersContent.Naming]
}

/// A coder that asks an endpoint: what is sent and paid is agreed to first.
protocol AsksEndpoint: CoderSetup {
  /// What would be asked about `uncoded` posts.
  func requestCount(of uncoded: UncodedPosts) async throws -> RequestCount

  /// Gets the person's consent, and sees to batches.
  ///
  /// - Parameters:
  ///   - uncoded: The posts that are not coded yet.
  ///   - consent: What the person has agreed to before.
  ///   - isBatch: Whether requests are handed in as a batch.
  /// - Returns: The posts that are asked about now; nil where all was handed in as a batch.
  /// - Throws: ``UserError`` where the person does not agree, or cannot be asked.
  func postsToAsk(
    of uncoded: UncodedPosts, consent: Consent.Given, isBatch: Bool
  ) async throws -> PostSelection?

  /// What would be sent about `post`.
  func plan(for post: Post) async throws -> PlanPrompt.Outcome

  /// What a model is taught by each of `posts`, a line of JSON; or why it cannot be.
  ///
  /// - Parameters:
  ///   - posts: The posts.
  ///   - values: Gold's values, by post and variable.
  ///   - take: Gets each training example as soon as it is made.
  /// - Throws: What keeps them from being made, and what `take` throws.
  func trainingExamples(
    of posts: [Post], values: [String: [String: CodedValue]],
    take: (Post, Result<[UInt8], Unanswered>) throws -> Void
  ) async throws
}
