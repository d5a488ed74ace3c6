import ContentCoding
import Inference
import ModelCoders
import Storage

/// Makes a coder of `codeframe.yaml` ready: opens its models, lets it learn, brings back what it learned.
protocol CoderSetup: Sendable {
  /// What the study's file says of a coder of the kind.
  associatedtype Parameters: CoderParameters

  /// Opens what the coder needs, but learns and codes nothing.
  ///
  /// - Throws: ``UserError`` where the study does not have what `parameters` name.
  init(context: CoderContext, parameters: Parameters) throws

  var context: CoderContext { get }
  /// What a run records of the models.
  var models: [ModelRecord] { get }
  /// The extractors that coding asks for.
  var extractors: Extractors { get }
  /// The configuration as people read it in `runs`.
  var configurationText: String { get throws }

  /// The coder as it is; nil where it must learn first.
  func ready() async throws -> ReadyCoder?
  /// Lets the coder learn from gold, and keeps what it learned.
  ///
  /// - Throws: ``UserError`` where there is nothing to learn, or nothing to learn from.
  func train() async throws -> TrainingResult
}

extension CoderSetup {
  /// A pipeline with what coding asks for.
  func pipeline(progress: @escaping @Sendable (Int) -> Void = { _ in }) -> FeaturePipeline {
    context.pipeline(extractors, progress: progress)
  }
}

/// A coder that can code.
struct ReadyCoder: Sendable {
  let coder: any Coder
  /// Covers everything that decides the coder's answers.
  let configuration: Fingerprint
  /// What people should know before it codes.
  var notices: [String] = []
  /// Where the coder hands over each post's codings as soon as they are there; nil where it does not.
  var announcements: CodingStream?
}

/// What came of learning.
struct TrainingResult: Sendable {
  let ready: ReadyCoder
  let gold: GoldCodings
  /// The posts that were learned from.
  let posts: [Post]
  let foldCount: Int
  /// What else people should know of it, one sentence each.
  var remarks: [String] = []
  /// The heads, where the coder puts heads on features.
  var heads: (any LearnedHeads)?
}

/// Where a coder is set up: a study, one of its coders, and its cache.
struct CoderContext: Sendable {
  let open: OpenStudy
  let coder: CoderConfiguration
  let cache: FeatureCache
  let encoders: Encoders
  /// What other coders say, where the coder reads it as a part of posts.
  let codingsRead: CodingsRead
  /// How endpoints are asked.
  var asking = AskingSettings()

  /// The variables that the coder answers.
  var variables: [Variable] { open.configuration.variables(of: coder) }

  /// A pipeline over the study's media and texts.
  func pipeline(
    _ extractors: Extractors, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> FeaturePipeline {
    open.pipeline(extractors, cache: cache, progress: progress)
  }

  /// The codings to learn from.
  ///
  /// - Throws: ``UserError`` where there are none.
  func gold(of teacher: String) throws -> GoldCodings {
    let gold = try GoldCodings(of: teacher, in: open)
    guard !gold.values.isEmpty else { throw UserError(noGold(of: teacher)) }
    return gold
  }

  /// What is said where `teacher` has no codings.
  func noGold(of teacher: String) -> String {
    "\(coder.name) learns from \(teacher), which has no codings yet; import some with codeframe import codings FILE"
  }

  /// What people should know where posts that were coded teach nothing, for there is nothing of them to look at.
  ///
  /// - Parameters:
  ///   - posts: the posts that `teacher` has coded.
  ///   - count: how many of them have something to learn from.
  ///   - teacher: whose codings are learned from.
  /// - Returns: a sentence, or none where all have.
  /// - Throws: ``UserError`` where no post has.
  func silence(of posts: [Post], learning count: Int, from teacher: String) throws -> [String] {
    guard count < posts.count else { return [] }
    let parts = Set(coder.parameters.readings.joined().map(\.text)).sorted().joined(separator: " or ")
    guard count > 0 else {
      let extractors = coder.parameters.readings.joined().compactMap(\.extractor)
      if let extractor = extractors.first,
        try !open.study.extractions().contains(where: { $0.name == extractor })
      {
        throw UserError("\(coder.name) reads what was not extracted yet; run: codeframe extract \(extractor)")
      }
      throw UserError(
        "\(teacher) has codings of \(Figures.count(posts.count, "post")), but none of these posts has \(parts) that can be read, "
          + "so there is nothing to learn from; codeframe show \(Shell.quoted(posts[0].id)) says what is missing of one"
      )
    }
    return [
      "\(Figures.count(posts.count - count)) of \(Figures.count(posts.count)) posts coded by \(teacher) "
        + "\(posts.count - count == 1 ? "has" : "have") no \(parts) that can be read, which leaves nothing to learn from"
    ]
  }

  /// The study's folds over `gold`, and the posts that are learned from.
  func material(from gold: GoldCodings) async throws -> TrainingMaterial {
    try material(from: gold, folds: await FoldStore(open: open, cache: cache).folds(for: gold))
  }

  /// The posts of `folds` that `gold` has coded.
  func material(from gold: GoldCodings, folds: Folds) throws -> TrainingMaterial {
    TrainingMaterial(
      gold: gold, folds: folds,
      posts: try open.study.posts(
        withIDs: folds.assignment.keys.filter { gold.values[$0] != nil }.sorted()))
  }
}

extension OpenStudy {
  /// Where the coder called `name` is made ready, with models on `provider`.
  func context(for name: String, on provider: Provider) throws -> CoderContext {
    let cache = try featureCache()
    if let notice = cache.notice { listener.notice(notice) }
    let coder = try coder(named: name)
    return CoderContext(
      open: self, coder: coder, cache: cache, encoders: try Encoders(of: self, on: provider),
      codingsRead: try CodingsRead(by: coder, in: self))
  }
}
