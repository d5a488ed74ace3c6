import ContentCoding

/// A vision or language model that is asked for the codings of each post.
///
/// Posts are asked about concurrently and answered in order. An invalid answer is asked for again twice, then the post has
/// `failed` with the reply in the details; a refusal is `abstained` with its words. Each answer's details name the model and
/// its fingerprint, tokens, seconds, the rationale, and what was mended; its cost is an even share of the post's.
public struct PromptedCoder: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  /// Makes the requests.
  public let composer: PromptComposer
  let source: MaterialSource
  let gallery: ExampleGallery?
  let interview: AnswerLoop
  private let folds: [String: Int]
  private let concurrency: Int
  private let onAnswer: @Sendable ([Coding]) -> Void

  /// A coder.
  ///
  /// - Parameters:
  ///   - name: the coder's name.
  ///   - variables: what is answered.
  ///   - parameters: as the study's file says.
  ///   - examples: what the design few-shot shows; nil for the others.
  ///   - correspondent: whoever answers.
  ///   - pictures: where pictures come from.
  ///   - concurrency: how many posts are asked about at once, at least 1.
  ///   - onAnswer: gets the codings of each post as soon as they are there, also those that were under way when the run stops.
  ///   - onWarning: gets sentences for people: another model answers, an example is left out.
  public init(
    name: String, variables: [Variable], parameters: PromptedParameters, examples: ExampleSet? = nil,
    correspondent: any ChatClient, pictures: any PictureSource, concurrency: Int = 8,
    onAnswer: @escaping @Sendable ([Coding]) -> Void = { _ in },
    onWarning: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    identity = CoderIdentity(name: name, kind: .prompted)
    self.variables = variables
    self.concurrency = max(1, concurrency)
    self.onAnswer = onAnswer
    let shown = parameters.learns ? examples : nil
    folds = shown?.folds ?? [:]
    composer = PromptComposer(variables: variables, parameters: parameters)
    source = MaterialSource(parameters: parameters, pictures: pictures)
    gallery = shown.map { [source] in ExampleGallery(examples: $0, source: source, onWarning: onWarning) }
    interview = AnswerLoop(
      correspondent: correspondent, composer: composer, watch: ModelChangeDetector(), onWarning: onWarning)
  }

  /// See ``Coder/code(_:with:)``; no features are used.
  ///
  /// - Throws: also what the correspondent throws, which stops the run: posts under way are finished first, for their answers
  ///   may be paid, and given to `onAnswer`.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    var results = [[Coding]](repeating: [], count: posts.count)
    var problem: (any Error)?
    await withTaskGroup(of: (Int, Result<[Coding], any Error>).self) { group in
      var next = 0
      func start() {
        guard next < posts.count, problem == nil else { return }
        let index = next
        next += 1
        group.addTask { (index, await result(of: posts[index])) }
      }
      for _ in 0..<min(concurrency, posts.count) { start() }
      while let (index, result) = await group.next() {
        switch result {
        case .success(let codings):
          results[index] = codings
          onAnswer(codings)
        case .failure(let error): problem = problem ?? error
        }
        start()
      }
    }
    if let problem { throw problem }
    return results.flatMap(\.self)
  }

  private func result(of post: Post) async -> Result<[Coding], any Error> {
    do {
      try Task.checkCancellation()
      return .success(try await AskedPost.$id.withValue(post.id) { try await codings(of: post) })
    } catch {
      return .failure(error)
    }
  }

  private func codings(of post: Post) async throws -> [Coding] {
    let fold = folds[post.id]
    let answers: [Answer]
    switch try await source.material(of: post) {
    case .failure(let obstacle): answers = variables.map { _ in obstacle.answer }
    case .success(let ready): answers = try await self.answers(about: ready)
    }
    return zip(variables, answers).map { variable, answer in
      Coding(postID: post.id, variable: variable.name, answer: answer, fold: fold)
    }
  }

  private func answers(about ready: MaterialSource.Ready) async throws -> [Answer] {
    guard !variables.isEmpty else { return [] }
    let examples = try await gallery?.examples(for: ready.material.postID) ?? []
    var expenses = Expenses()
    var ofMaterials: [[Answer]] = []
    for material in composer.materials(of: ready.material) {
      var repetitions: [[Answer]] = []
      for repetition in 0..<max(1, composer.parameters.repetitions) {
        try Task.checkCancellation()
        repetitions.append(
          try await answers(about: material, examples: examples, repetition: repetition, expenses: &expenses))
      }
      ofMaterials.append(
        variables.indices.map { index in
          RepeatedAnswers.combined(repetitions.map { $0[index] }, type: variables[index].type)
        })
    }
    let combined = variables.indices.map { index in
      PictureVotes.combined(
        ofMaterials.map { $0[index] }, type: variables[index].type,
        rule: composer.parameters.combine ?? .mode)
    }
    let shared = expenses.shared(among: combined)
    guard !ready.unreadable.isEmpty else { return shared }
    return shared.map { answer in
      var answer = answer
      answer.details["unreadable"] = ready.unreadable.joined(separator: "; ")
      return answer
    }
  }
}
