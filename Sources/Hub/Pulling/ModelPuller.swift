import Foundation
import HTTP

/// Brings models from the Hugging Face hub into its cache on this machine.
public struct ModelPuller: Sendable {
  /// How the hub is reached and where its cache is.
  public let settings: HubSettings

  private let catalogue: ModelCatalogue
  private let connection: HubConnection
  private let freeSpace: @Sendable (URL) -> Int64?

  private static let transfersAtOnce = 4

  /// A puller.
  ///
  /// - Parameters:
  ///   - settings: How the hub is reached and where its cache is.
  ///   - catalogue: What is known of models by name.
  ///   - transport: Sends the requests.
  ///   - policy: How often and after how long a request is sent again.
  ///   - sleep: How is waited between attempts.
  ///   - freeSpace: Tells how many bytes may be written to the disk of a folder.
  public init(
    settings: HubSettings, catalogue: ModelCatalogue, transport: HTTPTransport,
    policy: RetryPolicy = RetryPolicy(),
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    freeSpace: (@Sendable (URL) -> Int64?)? = nil
  ) {
    self.settings = settings
    self.catalogue = catalogue
    connection = HubConnection(settings: settings, transport: transport, policy: policy, sleep: sleep)
    self.freeSpace = freeSpace ?? { HubCache.freeSpace(at: $0) }
  }

  /// Asks the hub which files a model has, and chooses those that a coder needs.
  ///
  /// - Parameters:
  ///   - text: `OWNER/NAME`, with `@REVISION` for a branch, tag or commit other than `main`.
  ///   - precision: How the weights are stored.
  ///   - tell: Told of each attempt that failed.
  /// - Returns: The commit and its files.
  /// - Throws: `PullProblem`; `CancellationError`.
  public func plan(
    _ text: String, precision: Precision = .fp32, tell: @escaping @Sendable (PullEvent) -> Void = { _ in }
  ) async throws -> PullPlan {
    guard let name = ModelName(text) else { throw PullProblem.noName(text) }
    let entry = catalogue[name]
    guard entry?.embedded != true else { throw PullProblem.embedded(name.path) }
    guard !settings.isOffline else { throw PullProblem.offline(name.description) }
    let repository = entry?.repository.flatMap { ModelName($0) } ?? name
    let revision = name.revision ?? "main"
    do {
      let listing = try await listing(of: repository, at: revision, tell)
      return try PullPlan(name, from: repository, at: revision, listing, entry: entry, precision: precision)
    } catch PullProblem.notFound(let repository, let endpoint, _, let hasToken) {
      throw PullProblem.notFound(
        repository: repository, endpoint: endpoint, nearNames: await nearNames(to: name), hasToken: hasToken)
    } catch PullProblem.noExport(let repository, _) {
      let exports = await search(name.base, onlyExports: true).filter { $0 != repository }
      throw PullProblem.noExport(repository: repository, exports: exports)
    }
  }

  /// Fetches the files of a plan that the cache does not have; then they are linked into the snapshot, and the branch
  /// is noted to stand at its commit.
  ///
  /// - Parameters:
  ///   - plan: What is pulled.
  ///   - tell: Told what happens, from several tasks.
  /// - Returns: Where the model is, and what came.
  /// - Throws: `PullProblem`; `CancellationError`. What came is kept, and the same call goes on from there.
  public func fetch(
    _ plan: PullPlan, tell: @escaping @Sendable (PullEvent) -> Void = { _ in }
  ) async throws -> PulledModel {
    let cache = HubCache(root: settings.cache, repository: plan.repository)
    let missing = missingFiles(of: plan)
    if !missing.isEmpty {
      guard !settings.isOffline else { throw PullProblem.offline(plan.name.description) }
      try checkSpace(for: missing, in: cache)
      try cache.prepare()
    }
    let received = try await transfer(missing, of: plan, to: cache, tell)
    for file in plan.files { try cache.link(file, at: plan.commit) }
    try cache.refer(plan.revision, to: plan.commit)
    return PulledModel(
      plan: plan, folder: cache.snapshot(plan.commit), fetched: missing.map(\.path), received: received)
  }

  /// The files of a plan whose bytes the cache does not have, each content once.
  public func missingFiles(of plan: PullPlan) -> [RepositoryListing.File] {
    let cache = HubCache(root: settings.cache, repository: plan.repository)
    var seen: Set<BlobName> = []
    return plan.files.filter { file in
      !cache.hasPointer(file, at: plan.commit) && !cache.hasBlob(file) && seen.insert(file.blob).inserted
    }
  }

  private func checkSpace(for files: [RepositoryListing.File], in cache: HubCache) throws(PullProblem) {
    let needed = files.reduce(Int64(0)) { $0 + $1.size - cache.incompleteSize($1) }
    guard let free = freeSpace(settings.cache), free < needed else { return }
    throw .diskFull(folder: settings.cache.path, needed: needed, free: free)
  }

  private func transfer(
    _ files: [RepositoryListing.File], of plan: PullPlan, to cache: HubCache,
    _ tell: @escaping @Sendable (PullEvent) -> Void
  ) async throws -> Int64 {
    try await withThrowingTaskGroup(of: Int64.self) { group in
      var received: Int64 = 0
      for (index, file) in files.enumerated() {
        if index >= Self.transfersAtOnce { received += try await group.next() ?? 0 }
        let download = BlobDownload(
          connection: connection, cache: cache, file: file, plan: plan, tell: tell)
        group.addTask { try await download.run() }
      }
      for try await count in group { received += count }
      return received
    }
  }

  private func listing(
    of repository: ModelName, at revision: String, _ tell: @escaping @Sendable (PullEvent) -> Void
  ) async throws -> RepositoryListing {
    guard let url = settings.listing(of: repository, at: revision) else {
      throw PullProblem.badEndpoint(settings.endpoint)
    }
    let (answer, body) = try await connection.read(url) { tell(.retrying(path: repository.path, $0)) }
    let asked = "the list of files of \(repository.path)"
    if let refusal = connection.refusal(answer, of: repository, revision: revision, asked: asked) {
      throw refusal
    }
    return try RepositoryListing(body, from: answer.host)
  }

  /// What a mistyped name may have meant: of the catalogue, then of the hub.
  private func nearNames(to name: ModelName) async -> [String] {
    let known = NearModels.of(name.path, among: catalogue.models.filter { !$0.embedded }.map(\.name))
    let found = await search(name.base, onlyExports: false)
    return known + found.filter { $0 != name.path && !known.contains($0) }.prefix(3)
  }

  /// Repositories of the hub whose names hold a word; none where the hub does not answer.
  private func search(_ word: String, onlyExports: Bool) async -> [String] {
    struct Row: Decodable {
      let id: String
    }
    guard let url = settings.search(word, onlyExports: onlyExports),
      let (answer, body) = try? await connection.read(url, willRetry: { _ in }),
      answer.response.status == 200,
      let rows = try? JSONDecoder().decode([Row].self, from: Data(body))
    else { return [] }
    return rows.prefix(5).compactMap { ModelName($0.id)?.path }
  }
}
