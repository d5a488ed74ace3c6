import Foundation
import HTTP
import Hub

/// One model that is being pulled, and what is said about it.
struct PullDesk: Sendable {
  let name: String
  let precision: Precision
  let shelf: ModelShelf
  let settings: HubSettings

  /// Pulls the model and puts its folder.
  func pull() async throws {
    guard !settings.isOffline else { return try putFromCache() }
    let start = ContinuousClock.now
    let pulled = try await HTTPTransport.with(userAgent: "codeframe/\(Codeframe.version)") { transport in
      let puller = ModelPuller(settings: settings, catalogue: shelf.catalogue, transport: transport)
      let plan = try await puller.plan(name, precision: precision, tell: say)
      let missing = puller.missingFiles(of: plan)
      say(plan, missing)
      let progress = PullProgress(total: missing.reduce(0) { $0 + $1.size }, say: say)
      defer { progress.clear() }
      return try await puller.fetch(plan, tell: progress.take)
    }
    sayEnd(pulled, seconds: (ContinuousClock.now - start) / .seconds(1))
    Console.put(pulled.folder.path)
  }

  /// Where no connection may be opened, a model that is whole in the cache will do.
  private func putFromCache() throws {
    let cache = ModelShelf(places: shelf.places.filter { $0.kind == .cache }, catalogue: shelf.catalogue)
    guard let folder = try? cache.find(name), folder.missingFiles.isEmpty,
      folder.precisions.contains(precision)
    else { throw PullProblem.offline(name) }
    Console.say("HF_HUB_OFFLINE is set; nothing was asked of the hub, the model is in the cache")
    Console.put(folder.url.path)
  }

  private func say(_ event: PullEvent) {
    switch event {
    case .retrying(let path, let retry):
      let wait = Figures.duration(retry.delay / .seconds(1))
      Console.say("\(path): \(retry.reason); once more in \(wait)")
    case .waiting(let path): Console.say("\(path): another process is fetching it; waiting")
    case .received, .kept, .lost, .finished: break
    }
  }

  private func say(_ plan: PullPlan, _ missing: [RepositoryListing.File]) {
    if plan.isExport { Console.say("\(plan.name.path) is fetched from its export \(plan.repository.path)") }
    let whole = "\(Figures.count(plan.files.count, "file")), \(Figures.bytes(plan.size))"
    let rest =
      missing.isEmpty
      ? "all here"
      : missing.count == Set(plan.files.map(\.blob)).count
        ? "all to fetch"
        : "\(Figures.bytes(missing.reduce(0) { $0 + $1.size })) in \(Figures.count(missing.count, "file")) to fetch"
    Console.say("\(plan.repository.path) at \(plan.commit.prefix(12)): \(whole); \(rest)")
  }

  private func sayEnd(_ pulled: PulledModel, seconds: Double) {
    guard !pulled.fetched.isEmpty else { return }
    let rate = seconds > 0 ? " (\(Figures.bytes(Int64(Double(pulled.received) / seconds))) a second)" : ""
    let licence = (try? shelf.find(name))?.licence.map { "; licence \($0)" } ?? ""
    Console.say(
      "fetched \(Figures.count(pulled.fetched.count, "file")), \(Figures.bytes(pulled.received)) in "
        + "\(Figures.duration(seconds))\(rate), all checked\(licence)")
  }
}

/// Draws how far a pull is.
private final class PullProgress: Sendable {
  private let line: ProgressLine
  private let say: @Sendable (PullEvent) -> Void

  init(total: Int64, say: @escaping @Sendable (PullEvent) -> Void) {
    line = ProgressLine(total: Int(total), noun: "", unit: .bytes)
    self.say = say
  }

  func take(_ event: PullEvent) {
    switch event {
    case .received(let count): line.advance(by: Int(count))
    case .kept(let count): line.skip(Int(count))
    case .lost(let count): line.skip(-Int(count))
    case .finished: break
    case .retrying, .waiting:
      line.clear()
      say(event)
    }
  }

  func clear() { line.clear() }
}
