import ContentCoding
import Foundation
import HTTP
import ModelCoders
import Prompting

/// Makes prompted coders ready; they learn nothing, but may show examples of gold.
struct PromptedSetup: CoderSetup {
  let context: CoderContext
  let parameters: PromptedParameters
  let address: EndpointAddress
  let prices: PriceList
  let extractors = Extractors()

  /// A setup; nothing is asked yet, and no key is read.
  init(context: CoderContext, parameters: PromptedParameters) throws {
    self.context = context
    self.parameters = parameters
    address = try EndpointAddress(parameters.endpoint)
    prices = try PriceList.known(to: context.open.folder)
  }

  var models: [ModelRecord] {
    ([parameters.model] + [parameters.classifier].compactMap(\.self)).map {
      ModelRecord(name: "\($0) at \(address.authority)", revision: nil, sha256: "")
    }
  }

  var configurationText: String { get throws { try Recipe(self, examples: nil).configurationText } }

  /// The price of a model of this coder; nil where it is unknown.
  var price: Price? { prices.price(of: parameters.model, at: address) }

  func ready() async throws -> ReadyCoder? {
    let shown = try await examples()
    let configuration = context.codingsRead.fingerprint(of: Recipe(self, examples: shown?.fingerprint))
    let interrupted = try context.open.study.resumableRun(
      coder: context.coder.name, configuration: configuration)
    let announcements = CodingStream()
    let coder = PromptedCoder(
      name: context.coder.name, variables: context.variables, parameters: parameters, examples: shown?.set,
      correspondent: correspondence(
        key: context.asking.isDry ? nil : try key(),
        spent: try interrupted.map { try context.open.study.spent(byRun: $0.id, at: address.text) } ?? 0),
      pictures: SentPictures(folder: context.open.folder),
      concurrency: context.asking.limits.concurrency, onAnswer: announcements.announce,
      onWarning: { [listener = context.open.listener] in listener.notice($0) })
    return ReadyCoder(
      coder: coder, configuration: configuration, announcements: announcements)
  }

  func train() async throws -> TrainingResult {
    throw UserError(
      "\(context.coder.name) is a prompted coder and learns nothing; it is ready: codeframe code \(context.coder.name)"
    )
  }

  /// The coder with nobody to ask, for what is only planned.
  func planner() async throws -> PromptedCoder {
    PromptedCoder(
      name: context.coder.name, variables: context.variables, parameters: parameters,
      examples: try await examples()?.set, correspondent: NullClient(),
      pictures: SentPictures(folder: context.open.folder))
  }

  /// Whoever answers: the endpoint, behind the study's paid answers.
  ///
  /// - Parameters:
  ///   - key: what the endpoint is asked with.
  ///   - spent: US dollars of the budget that the run has spent before it was interrupted.
  /// - Returns: the correspondence, with a budget where one was given.
  func correspondence(key: EndpointKey?, spent: Double = 0) -> CachedChat {
    let ledger = StudyStore(study: context.open.study)
    let listener = context.open.listener
    var parts = CachedChat.Parts(
      endpoint: endpoint(key: key), ledger: ledger, capabilities: ledger,
      pacing: RequestPacing(context.asking.limits) { [address] wait in
        listener.notice(
          "\(address.authority) says that its limit is used up for another \(wait.text), which is hard to believe; "
            + "asking again in \(RequestPacing.longestBelieved.text)")
      }, prices: prices,
      budget: context.asking.budget.map { Budget(limit: $0, spent: spent) }, isFresh: context.asking.isFresh)
    parts.willRetry = { retry in
      if retry.failures > 2 { listener.notice("\(retry.reason); asking again in \(retry.delay.text)") }
    }
    parts.isWaiting = { [address] waited in
      listener.notice("\(address.authority) has answered nothing for \(waited.text); still waiting")
    }
    return CachedChat(parts)
  }

  /// The key in the environment variable that the study names; nil where it names none.
  func key() throws -> EndpointKey? {
    try parameters.keyFrom.map { name throws(EndpointProblem) in try EndpointKey(variable: name) }
  }

  /// The endpoint, to be asked with `key`.
  func endpoint(key: EndpointKey?) -> ChatEndpoint {
    ChatEndpoint(
      address: address, key: key,
      transport: HTTPTransport(
        userAgent: "codeframe/\(ProgramVersion.current)", timeouts: ChatEndpoint.timeouts))
  }

  /// What the design few-shot shows, and a fingerprint of everything in it that an answer depends on.
  private func examples() async throws -> (set: ExampleSet, fingerprint: Fingerprint)? {
    guard parameters.learns else { return nil }
    let gold = try context.gold(of: parameters.learnsFrom)
    let material = try await context.material(from: gold)
    let set = ExampleSet(
      posts: material.posts, values: gold.values, folds: material.folds, variables: context.variables,
      parameters: parameters,
      seed: context.open.configuration.seed)
    return (
      set,
      Fingerprint(of: [gold.fingerprint(of: context.variables), Fingerprint(of: material.folds.assignment)])
    )
  }
}

extension PromptedSetup {
  /// Everything that decides an answer: of the codebook what the prompt holds.
  fileprivate struct Recipe: Encodable {
    struct Settings: Encodable {
      let endpoint: String
      let model: String
      let prompt: PromptDesign
      let uses: [PostPart]
      let examples: Int?
      let learnsFrom: String?
      let classifier: String?
      let template: String?
      let describes: String?
      let combine: CombineRule?
      let temperature: Double
      let maxTokens: Int
      let longestSide: Int
      let detail: PictureDetail?
      let pictures: Int
      let repetitions: Int
      let wantsRationale: Bool
      let wantsConfidence: Bool
    }

    struct Question: Encodable {
      let shape: VariableShape
      let definitions: [String]
      let allowsOther: Bool
      let appliesWhen: [FilterCondition]
    }

    let settings: Settings
    let questions: [Question]
    let examples: Fingerprint?
    let version: Int

    init(_ setup: PromptedSetup, examples: Fingerprint?) {
      let parameters = setup.parameters
      settings = Settings(
        endpoint: setup.address.text, model: parameters.model, prompt: parameters.prompt,
        uses: parameters.uses, examples: parameters.learns ? parameters.examples : nil,
        learnsFrom: parameters.learns ? parameters.learnsFrom : nil, classifier: parameters.classifier,
        template: parameters.template, describes: parameters.describes,
        combine: parameters.combine, temperature: parameters.temperature,
        maxTokens: parameters.maxTokens,
        longestSide: parameters.longestSide, detail: parameters.detail, pictures: parameters.pictures,
        repetitions: parameters.repetitions, wantsRationale: parameters.wantsRationale,
        wantsConfidence: parameters.wantsConfidence)
      questions = setup.context.variables.map { variable in
        Question(
          shape: VariableShape(variable),
          definitions: parameters.prompt == .simple
            ? [] : [variable.definition] + variable.categories.map(\.definition),
          allowsOther: variable.allowsOther, appliesWhen: variable.appliesWhen)
      }
      self.examples = examples
      // 2: what a model thinks aloud is no answer. Answers that were paid are read again.
      version = 2
    }
  }
}

/// No client: requests that are only planned are never sent.
private struct NullClient: ChatClient {
  package func ask(_ request: ChatRequest, repetition: Int) async throws -> Result<ChatReply, Unanswered> {
    .failure(Unanswered(Reason(.network, "nobody is asked")))
  }
}
