import ContentCoding
import Exchange
import Foundation
import HTTP
import ModelCoders
import Prompting
import Storage
import Synchronization
import Video

/// Who hears videos, and what it costs.
package struct Transcription: Sendable {
  /// Who is asked.
  let asked: AskedEndpoint
  /// The language that is spoken, by its ISO 639-1 code; nil where the model is to find out.
  package var language: String?
  /// US dollars for a minute of sound; nil where it is not known.
  package var pricePerMinute: Double?

  /// A transcription by a model at an endpoint.
  package init(_ asked: AskedEndpoint) { self.asked = asked }
}

/// What an endpoint hears in videos; what it heard is kept under the video's SHA-256, so that nothing is paid twice.
final class SpokenWords: Sendable {
  /// Covers the endpoint, the model and the language.
  let identity: ExtractorIdentity
  private let settings: Transcription
  private let address: EndpointAddress
  private let client: TranscriptionClient
  private let folder: URL
  private let cache: any FeatureStore
  private let ledger: any MediaStore
  private let listener: any WorkflowListener
  /// Seconds that were sent, of which the budget is told before they are.
  private let sent = Mutex(0.0)
  private let bill = Bill()

  /// What is kept of a video.
  private struct Heard: Codable {
    let words: String
  }

  /// So many videos are on their way at the same time.
  private static let workers = Workers(count: 4)
  /// From the lengths of so many videos those of all are estimated.
  private static let sampleSize = 20

  /// What was spent; nil for nothing.
  var remark: String? { bill.remark }

  /// - Throws: ``UserError`` and `EndpointProblem` where the settings cannot be used.
  init(_ settings: Transcription, in open: OpenStudy) throws {
    if settings.asked.budget != nil, settings.pricePerMinute == nil {
      throw UserError("--budget needs --price-per-minute, for nothing else says what a minute costs")
    }
    self.settings = settings
    let endpoint = try settings.asked.opened()
    address = endpoint.address
    client = TranscriptionClient(
      endpoint: endpoint, model: settings.asked.model, language: settings.language)
    folder = open.folder
    cache = try open.featureCache()
    ledger = open.study
    listener = open.listener
    identity = ExtractorIdentity(
      name: "transcript",
      fingerprint: Fingerprint(
        of: ["transcript 1", address.text, settings.asked.model, settings.language ?? ""]))
  }

  /// Asks the person before anything leaves the machine; an endpoint on this machine needs no asking.
  ///
  /// - Throws: ``UserError`` where the person does not agree, or cannot be asked.
  func obtainConsent(
    for selection: PostSelection, without subtitles: SubtitleFiles, in open: OpenStudy
  ) async throws {
    guard !address.isLoopback else { return }
    var (count, lengths) = (0, [Double]())
    try await open.eachPage(in: selection, noun: "posts looked through") { posts in
      for video in posts.flatMap(\.media) where MediaPath.isVideo(video.path) {
        guard subtitles.words(of: video) == nil, case .success(let sha256) = self.sha256(of: video),
          try self.kept(sha256) == nil
        else { continue }
        count += 1
        guard lengths.count < Self.sampleSize else { continue }
        if let seconds = try? await SoundTrack().seconds(of: MediaFile(video, in: self.folder).url) {
          lengths.append(seconds)
        }
      }
    }
    guard count > 0 else { return }
    let consent = settings.asked.consent(to: address, listener: listener)
    try consent.trust(for: "extract transcript", sending: "the sound of videos")
    let minutes = lengths.reduce(0, +) / 60 / Double(max(1, lengths.count)) * Double(count)
    let cost =
      settings.pricePerMinute.map { "about $\(Figures.dollars($0 * minutes)) at $\($0) a minute" }
      ?? "cost unknown; --price-per-minute says it"
    try consent.send(
      "the sound of \(Figures.count(count, "video")), about \(Figures.count(Int(minutes.rounded(.up)))) minutes, to "
        + "\(settings.asked.model) at \(address.text); \(cost)"
        + (consent.warning.map { "\n\($0)" } ?? ""))
  }

  /// The words of each of `videos`, by path; those that cannot be had are left out, with a notice.
  ///
  /// - Throws: `EndpointProblem` that every other request would meet, ``UserError`` where the budget is spent, `CancellationError`.
  func words(of videos: some Sequence<Media>) async throws -> [String: String] {
    // Two posts may show one video.
    let distinct = Dictionary(videos.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }).values
      .sorted { $0.path < $1.path }
    let found = try await Self.workers.waiting(for: distinct) { try await self.words(of: $0) }
    return Dictionary(
      zip(distinct, found).compactMap { video, words in words.map { (video.path, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func words(of video: Media) async throws -> String? {
    guard case .success(let sha256) = sha256(of: video) else { return nil }
    if let kept = try kept(sha256) { return kept }
    let words: String
    do {
      words = try await hear(MediaFile(video, in: folder).url) ?? ""
    } catch let problem as VideoProblem {
      listener.notice("\(video.path): \(problem)")
      return nil
    } catch let problem as EndpointProblem where problem.isOfOneRequest && bill.answers > 0 {
      listener.notice("\(video.path): \(problem)")
      return nil
    }
    try cache.store([sha256: Feature(noting: Heard(words: words))], extractor: identity)
    return words
  }

  /// What is said in a video; nil where it has no sound.
  private func hear(_ video: URL) async throws -> String? {
    guard let seconds = try await SoundTrack().seconds(of: video) else { return nil }
    try pay(seconds)
    let sound = FileManager.default.temporaryDirectory.appending(path: "codeframe-\(UUID().uuidString).mp3")
    defer { try? FileManager.default.removeItem(at: sound) }
    try await SoundTrack().write(video, to: sound, limit: TranscriptionClient.longestFile)
    let words = try await client.words(in: sound) { [listener] retry in
      if retry.failures > 2 { listener.notice("\(retry.reason); asking again in \(retry.delay.text)") }
    }
    bill.add(settings.pricePerMinute.map { $0 * seconds / 60 })
    return words
  }

  /// Takes the price of so many seconds from the budget.
  private func pay(_ seconds: Double) throws {
    guard let price = settings.pricePerMinute, let budget = settings.asked.budget else { return }
    let isWithin = sent.withLock { sent in
      sent += seconds
      return sent / 60 * price <= budget
    }
    guard isWithin else {
      throw UserError(
        "the budget of $\(Figures.dollars(budget)) would be overspent by the next video; what was heard is kept, and the same command "
          + "with a larger --budget goes on")
    }
  }

  private func sha256(of video: Media) -> Result<String, FileProblem> {
    MediaFile(video, in: folder).sha256(of: video, in: ledger)
  }

  private func kept(_ sha256: String) throws -> String? {
    try cache.features(sha256s: [sha256], extractor: identity)[sha256]?.noted(as: Heard.self)?.words
  }
}

extension EndpointProblem {
  /// Whether another request may well be taken.
  fileprivate var isOfOneRequest: Bool { if case .badRequest = self { true } else { false } }
}
