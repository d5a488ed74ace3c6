import ContentCoding
import Foundation
import Prompting
import Storage

/// Hands a prompted coder's requests in as batches, and fetches what earlier ones have answered.
struct BatchSubmission {
  let setup: PromptedSetup
  let uncoded: UncodedPosts

  private var listener: any WorkflowListener { setup.context.open.listener }
  private var ledger: StudyStore { StudyStore(study: setup.context.open.study) }

  /// Takes the answers of batches that are over.
  ///
  /// - Returns: what is said of those that are not; nil where there are none.
  func takeFinished() async throws -> String? {
    let batches = try ledger.open(of: setup.context.coder.name)
    guard !batches.isEmpty else { return nil }
    var waiting: [String] = []
    for batch in batches where batch.endpoint == setup.address.text {
      try Task.checkCancellation()
      let taken = try await client().take(batch)
      guard taken.state.isOver else {
        waiting.append(
          "batch \(batch.id) is \(taken.state.status.rawValue): \(Figures.count(taken.state.completed)) of "
            + "\(Figures.count(batch.requests, "request")) answered")
        continue
      }
      listener.notice(summary(of: batch, taken))
    }
    guard !waiting.isEmpty else { return nil }
    return waiting.joined(separator: "\n")
      + "\ncodeframe code \(setup.context.coder.name) takes what is finished when it is called again"
  }

  /// The uncoded posts whose requests are all answered already.
  func answeredPosts() async throws -> [String] { try await posts { $0.isEmpty } }

  /// The uncoded posts with a request that is not answered yet.
  func unansweredPosts() async throws -> [String] { try await posts { !$0.isEmpty } }

  /// Hands in what is not answered yet about `posts`.
  func handIn(_ posts: [String]) async throws {
    guard ![.twoStep, .sequence].contains(setup.parameters.prompt) else {
      throw UserError(
        "the prompt \(setup.parameters.prompt.rawValue) asks one thing after another, which no batch can; leave out --batch"
      )
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "codeframe-batch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let submission = try await client().submit(
      requests(about: posts), capabilities: try await capabilities(about: posts),
      coder: setup.context.coder.name,
      folder: folder)
    for batch in submission.batches {
      listener.notice("handed in \(Figures.count(batch.requests, "request")) as the batch \(batch.id)")
    }
    if !submission.tooLong.isEmpty {
      listener.notice(
        "\(Figures.count(submission.tooLong.count, "request")) are too long for a batch; code without --batch asks them"
      )
    }
    if submission.batches.isEmpty {
      listener.notice("everything is answered already; codeframe code \(setup.context.coder.name) codes it")
    } else {
      listener.notice(
        "codeframe code \(setup.context.coder.name) takes what is finished, within a day as a rule")
    }
  }

  private func client() throws -> BatchClient {
    BatchClient(
      endpoint: setup.endpoint(key: try setup.key()), ledger: ledger, register: ledger,
      prices: setup.prices)
  }

  /// What the endpoint takes; found out by the first request, whose answer is kept like any other.
  private func capabilities(about posts: [String]) async throws -> EndpointCapabilities {
    let (endpoint, model) = (setup.address.text, setup.parameters.model)
    if let known = try ledger.capabilities(of: endpoint, model: model) { return known }
    let correspondence = setup.correspondence(key: try setup.key())
    for try await (request, repetition) in requests(about: posts) {
      if case .success = try await correspondence.ask(request, repetition: repetition) { break }
    }
    return try ledger.capabilities(of: endpoint, model: model) ?? EndpointCapabilities()
  }

  /// Each request with its repetitions, made when it is needed.
  private func requests(about posts: [String]) -> AsyncThrowingStream<
    (request: ChatRequest, repetition: Int), any Error
  > {
    let (study, setup) = (setup.context.open.study, setup)
    let state = RequestQueue(posts: posts, study: study, setup: setup)
    return AsyncThrowingStream { try await state.next() }
  }

  /// The ids of uncoded posts of whose requests those that are not answered yet fulfil `condition`.
  private func posts(where condition: ([ChatRequest]) -> Bool) async throws -> [String] {
    let planner = try await setup.planner()
    let correspondence = setup.correspondence(key: nil)
    var found: [String] = []
    try await uncoded.forEachPage(of: 256) { page in
      for post in page {
        try Task.checkCancellation()
        let requests = try await planner.plan(for: post).requests.map(\.request)
        let open = try requests.filter { request in
          try (0..<setup.parameters.repetitions).contains {
            try !correspondence.remembers(request, repetition: $0)
          }
        }
        if condition(open) { found.append(post.id) }
      }
    }
    return found
  }

  private func summary(of batch: SubmittedBatch, _ taken: BatchClient.Taken) -> String {
    var lines = [
      "batch \(batch.id) is \(taken.state.status.rawValue): \(Figures.count(taken.answers)) of "
        + "\(Figures.count(batch.requests, "request")) answered"
        + (taken.cost.map { ", $\(Figures.dollars($0))" } ?? "")
    ]
    if let message = taken.state.message { lines.append("  \(message)") }
    let reasons = Dictionary(grouping: taken.failures.values, by: \.description).mapValues(\.count)
    for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(5) {
      lines.append("  \(Figures.count(count)) x \(reason)")
    }
    if taken.unasked > 0 {
      lines.append(
        "  \(Figures.count(taken.unasked, "answer")) to nothing that was asked, which were not taken")
    }
    let missing = batch.requests - taken.answers
    if missing > 0 {
      lines.append("  \(Figures.count(missing, "request")) without an answer can be asked again")
    }
    return lines.joined(separator: "\n")
  }
}

/// The requests about posts, one after the other, so that no more than one post's pictures are in memory.
private actor RequestQueue {
  private var posts: ArraySlice<String>
  private var waiting: [(request: ChatRequest, repetition: Int)] = []
  private var planner: PromptedCoder?
  private let study: Study
  private let setup: PromptedSetup

  init(posts: [String], study: Study, setup: PromptedSetup) {
    self.posts = posts[...]
    self.study = study
    self.setup = setup
  }

  package func next() async throws -> (request: ChatRequest, repetition: Int)? {
    while waiting.isEmpty {
      guard let id = posts.popFirst() else { return nil }
      let planner = try await ready()
      guard let post = try study.post(id) else { continue }
      let requests = try await planner.plan(for: post).requests.map(\.request)
      waiting = requests.flatMap { request in
        (0..<setup.parameters.repetitions).map { (request, $0) }
      }.reversed()
      try note(waiting, about: id)
    }
    return waiting.popLast()
  }

  private func ready() async throws -> PromptedCoder {
    if let planner { return planner }
    let made = try await setup.planner()
    planner = made
    return made
  }

  /// Ties the answers that will come to their post, with which they are forgotten.
  private func note(_ requests: [(request: ChatRequest, repetition: Int)], about id: String) throws {
    try study.noteAsked(
      requests.map { request, repetition in
        (
          PaidAnswerKey(RequestKey(endpoint: setup.address, request: request, repetition: repetition)), id
        )
      })
  }
}
