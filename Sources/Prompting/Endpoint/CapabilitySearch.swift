/// Finds out what an endpoint takes for one model with one request, while the others wait for what it learns.
actor CapabilitySearch {
  private let store: any CapabilityStore
  private let endpoint: String
  private let model: String
  private var known: EndpointCapabilities?
  private var guess = EndpointCapabilities()
  private var hasRead = false
  private var isSearching = false
  private var line = FIFOQueue()

  init(store: any CapabilityStore, endpoint: String, model: String) {
    self.store = store
    self.endpoint = endpoint
    self.model = model
  }

  /// What to ask with; `isFirst` for the request that finds out, which ends with ``finish(succeeded:)``.
  func begin() async throws -> (capabilities: EndpointCapabilities, isFirst: Bool) {
    if !hasRead {
      known = try store.capabilities(of: endpoint, model: model)
      hasRead = true
    }
    while known == nil, isSearching {
      let place = line.nextPlace()
      await withTaskCancellationHandler {
        await withCheckedContinuation { line.join($0, at: place) }
      } onCancel: {
        Task { await self.leave(place) }
      }
      try Task.checkCancellation()
    }
    if let known { return (known, false) }
    isSearching = true
    return (guess, true)
  }

  /// The endpoint refused a field.
  func lower(to fewer: EndpointCapabilities) throws {
    if known == nil {
      guess = fewer
    } else if known != fewer {
      known = fewer
      try store.keep(fewer, of: endpoint, model: model)
    }
  }

  /// The first request is over.
  func finish(succeeded: Bool) throws {
    isSearching = false
    defer { line.callAll() }
    guard succeeded, known == nil else { return }
    known = guess
    try store.keep(guess, of: endpoint, model: model)
  }

  private func leave(_ place: FIFOQueue.Place) { line.leave(place) }
}
