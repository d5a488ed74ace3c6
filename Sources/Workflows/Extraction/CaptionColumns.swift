import ContentCoding
import Exchange
import Foundation
import ModelCoders
import Prompting
import Storage

/// What a model that sees pictures says of them, under one prompt, as a column.
///
/// Answers are kept in the study with those of prompted coders, so that nothing is paid twice.
struct CaptionColumns: PostExtractor {
  /// The prompt, where none is given: the short description of the workshop's models.
  static let usualPrompt = "Describe the image. Keep your response short."
  /// The longer side of pictures as they are sent, in pixels.
  private static let longestSide = 768
  /// The most frames of a video that are shown at once.
  private static let frameLimit = 4
  private static let maxTokens = 300
  /// So many posts are on their way at the same time.
  private static let workers = Workers(count: 8)
  /// From the requests of so many posts those of all are estimated.
  private static let sampleSize = 10

  private let asked: AskedEndpoint
  private let prompt: String
  private let client: CachedChat
  private let address: EndpointAddress
  private let prices: PriceList
  private let pictures: SentPictures
  private let listener: any WorkflowListener
  private let bill = Bill()

  let columns = ["picture_caption"]

  /// - Throws: ``UserError`` and `EndpointProblem` where the endpoint cannot be asked.
  init(_ asked: AskedEndpoint, prompt: String?, in open: OpenStudy) throws {
    self.asked = asked
    self.prompt = prompt ?? Self.usualPrompt
    let endpoint = try asked.opened()
    address = endpoint.address
    prices = try PriceList.known(to: open.folder)
    if asked.budget != nil, prices.price(of: asked.model, at: address) == nil {
      throw UserError(BudgetProblem.unknownPrice(model: asked.model).description)
    }
    let (ledger, listener) = (StudyStore(study: open.study, isOfNoRun: true), open.listener)
    var parts = CachedChat.Parts(
      endpoint: endpoint, ledger: ledger, capabilities: ledger,
      pacing: RequestPacing(RequestLimits(concurrency: Self.workers.count)) { _ in }, prices: prices,
      budget: asked.budget.map { Budget(limit: $0, spent: 0) }, isFresh: false)
    parts.willRetry = { retry in
      if retry.failures > 2 { listener.notice("\(retry.reason); asking again in \(retry.delay.text)") }
    }
    client = CachedChat(parts)
    pictures = SentPictures(folder: open.folder)
    self.listener = listener
  }

  var remark: String? { bill.remark }

  var identity: ExtractorIdentity {
    ExtractorIdentity(
      name: "caption", fingerprint: Fingerprint(of: ["caption 1", address.text, asked.model, prompt]))
  }

  /// Asks the person before anything leaves the machine; an endpoint on this machine needs no asking.
  ///
  /// - Throws: ``UserError`` where the person does not agree, or cannot be asked.
  func obtainConsent(for selection: PostSelection, in open: OpenStudy) async throws {
    guard !address.isLoopback else { return }
    var (count, sample) = (0, [ChatRequest]())
    try await open.eachPage(in: selection, noun: "posts looked through") { posts in
      for post in posts where !post.media.isEmpty {
        count += 1
        if count <= Self.sampleSize { sample += try await requests(about: post) }
      }
    }
    guard count > 0 else { return }
    let consent = asked.consent(to: address, listener: listener)
    let contents = "pictures (without metadata, at most \(Self.longestSide) pixels)"
    try consent.trust(for: "extract caption", sending: contents)
    let estimate = CostEstimate(
      sample: sample, requests: sample.count * count / max(1, min(count, Self.sampleSize)),
      price: prices.price(of: asked.model, at: address), isBatch: false)
    let cost = estimate?.cost.map {
      "$\(Figures.dollars($0.lowerBound)) to $\(Figures.dollars($0.upperBound))"
    }
    try consent.send(
      "\(Figures.count(count, "post")) to \(asked.model) at \(address.text); sent are \(contents); cost: "
        + (cost ?? "unknown, for the model's price is; prices.json in the study can say it")
        + (consent.warning.map { "\n\($0)" } ?? ""))
  }

  func look(at posts: [Post]) async throws -> [Sight] {
    try await Self.workers.waiting(for: posts) { post in
      // What is answered is forgotten with the post.
      try await AskedPost.$id.withValue(post.id) { try await sight(of: post) }
    }
  }

  private func sight(of post: Post) async throws -> Sight {
    guard !post.media.isEmpty else { return .nothing }
    var said: [String] = []
    for request in try await requests(about: post) {
      switch try await client.ask(request, repetition: 0) {
      case .success(let reply):
        bill.add(reply.cost)
        let words = reply.text.trimmingCharacters(in: .whitespacesAndNewlines)
        if !words.isEmpty { said.append(words) }
      case .failure(let unanswered): listener.notice("\(post.id): \(unanswered.reason.message)")
      }
    }
    return said.isEmpty ? .unreadable : .cells(["picture_caption": said.joined(separator: "\n")])
  }

  /// A request about each picture and video of a post that can be read.
  private func requests(about post: Post) async throws -> [ChatRequest] {
    var requests: [ChatRequest] = []
    for media in post.media {
      let shown = try await pictures.shown(
        of: media, longestSide: Self.longestSide, frames: .usual, limit: Self.frameLimit)
      guard case .success(let shown) = shown else { continue }
      let files: [[UInt8]] =
        switch shown {
        case .picture(let bytes): [bytes]
        case .video(let frames): frames
        }
      requests.append(
        ChatRequest(
          model: asked.model,
          messages: [ChatMessage(.user, files.map { .picture(ChatPicture(bytes: $0)) } + [.text(prompt)])],
          maxTokens: Self.maxTokens))
    }
    return requests
  }
}
