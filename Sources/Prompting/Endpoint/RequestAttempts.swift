import ContentCoding
import HTTP
import Synchronization

/// One request to its end: within the budget and the limits, again where that may help.
final class RequestAttempts: Sendable {
  private struct State {
    var searches: [String: CapabilitySearch] = [:]
    var hasAnswered = false
    /// What answered requests were asked with, by model.
    var proven: [String: EndpointCapabilities] = [:]
    /// How many requests were rejected since the last reply.
    var rejections = 0
    /// When the last answer came, and when a silence was last said.
    var lastAnswer: ContinuousClock.Instant?
    var lastNotice: ContinuousClock.Instant?
    /// What stops the run; no further request is sent.
    var problem: EndpointProblem?
  }

  /// So many posts are rejected one after the other before the run stops: then it is hardly the posts.
  static let rejectionLimit = 8
  /// How often a request is sent again whose answer is no chat completion.
  private static let strayLimit = 1

  private let parts: CachedChat.Parts
  private let state = Mutex(State())

  init(_ parts: CachedChat.Parts) { self.parts = parts }

  /// - Returns: The reply with its cost, or why this request alone has none.
  /// - Throws: `EndpointProblem`, `BudgetProblem`, `CancellationError`.
  func run(_ request: ChatRequest) async throws -> Result<ChatReply, Unanswered> {
    let price = parts.prices.price(of: request.model, at: parts.endpoint.address)
    let bound = TokenEstimate(request, pictureTokens: price?.pictureTokens)
    let search = search(for: request.model)
    let (capabilities, isFirst) = try await search.begin()
    do {
      if let problem = state.withLock({ $0.problem }) { throw problem }
      var capabilities = capabilities
      let result = try await attempts(request, price, bound, search, &capabilities, isKnown: !isFirst)
      if case .success = result { noteReply(to: request, with: capabilities) }
      if isFirst { try await search.finish(succeeded: (try? result.get()) != nil) }
      return result
    } catch {
      if let problem = error as? EndpointProblem { state.withLock { $0.problem = problem } }
      if isFirst { try await search.finish(succeeded: false) }
      throw error
    }
  }

  private func attempts(
    _ request: ChatRequest, _ price: Price?, _ bound: TokenEstimate, _ search: CapabilitySearch,
    _ capabilities: inout EndpointCapabilities, isKnown: Bool
  ) async throws -> Result<ChatReply, Unanswered> {
    var failures = 0
    var invalidOutputs = 0
    while true {
      switch try await attempt(request, capabilities, price, bound) {
      case .invalidOutput(let reason):
        invalidOutputs += 1
        if invalidOutputs > 1 { return .failure(reason) }
      case .rejected(let problem, let reason):
        return try rejected(problem, reason, isKnown: isKnown || isProven(capabilities, for: request.model))
      case .reply(let reply): return .success(reply)
      case .unanswered(let reason): return .failure(reason)
      case .lacks(let fewer):
        capabilities = fewer
        try await search.lower(to: fewer)
      case .tooSlow(let setback):
        return try givenUp(setback)
      case .notChat(let setback):
        failures += 1
        guard failures > Self.strayLimit else { continue }
        return try rejected(
          .unreachable(endpoint: parts.endpoint.address.text, message: setback.reason),
          Unanswered(Reason(.network, setback.reason)),
          isKnown: isKnown || isProven(capabilities, for: request.model))
      case .later(let setback, _, _):
        failures += 1
        // A chance below 0 is less than a half: full jitter.
        let isAskedAgain = try await parts.retries.waits(
          afterFailures: failures, of: setback, chance: .random(in: -1...1),
          sleep: parts.pacing.time.sleep, willRetry: parts.willRetry)
        guard isAskedAgain else { return try givenUp(setback) }
      }
    }
  }

  private func attempt(
    _ request: ChatRequest, _ capabilities: EndpointCapabilities, _ price: Price?, _ bound: TokenEstimate
  ) async throws -> ChatEndpoint.Attempt.Outcome {
    let reservation = try await parts.budget?.reserve(price?.cost(of: bound.most), model: request.model)
    do {
      let ticket = try await parts.pacing.begin(tokens: bound.most.prompt + bound.most.completion)
      let attempt: ChatEndpoint.Attempt
      do {
        attempt = try await watched { [self] in
          try await parts.endpoint.attempt(
            request, with: capabilities, isProven: isProven(capabilities, for: request.model))
        }
      } catch {
        await parts.pacing.end(ticket)
        throw error
      }
      if attempt.rates != nil { state.withLock { $0.hasAnswered = true } }
      return await settled(attempt, ticket, reservation, price)
    } catch {
      // A request that was cancelled on its way may be billed all the same.
      await parts.budget?.settle(reservation, cost: error is EndpointProblem ? 0 : nil)
      throw error
    }
  }

  private func settled(
    _ attempt: ChatEndpoint.Attempt, _ ticket: RequestPacing.Ticket, _ reservation: Budget.Reservation?,
    _ price: Price?
  ) async -> ChatEndpoint.Attempt.Outcome {
    let pacing = parts.pacing
    switch attempt.outcome {
    case .reply(var reply):
      reply.cost = price?.cost(ofCounted: reply.usage)
      await pacing.end(ticket, succeeded: true, usage: reply.usage, rates: attempt.rates)
      await parts.budget?.settle(reservation, cost: reply.cost)
      return .reply(reply)
    case .later(let setback, let isCrowded, let mayBeBilled):
      let pause = setback.retryAfter.flatMap { $0 <= parts.retries.longestRetryAfter ? $0 : nil }
      await pacing.end(ticket, isCrowded: isCrowded, rates: attempt.rates, retryAfter: pause)
      await parts.budget?.settle(reservation, cost: mayBeBilled ? nil : 0)
    case .tooSlow, .notChat:
      await pacing.end(ticket, rates: attempt.rates)
      await parts.budget?.settle(reservation, cost: nil)
    case .lacks, .unanswered, .invalidOutput, .rejected:
      await pacing.end(ticket, rates: attempt.rates)
      await parts.budget?.settle(reservation, cost: 0)
    }
    return attempt.outcome
  }

  /// Says what is waited for where no request at all has had an answer for long.
  private func watched(
    _ attempt: @escaping @Sendable () async throws -> ChatEndpoint.Attempt
  ) async throws -> ChatEndpoint.Attempt {
    let begun = ContinuousClock.now
    let watch = Task { [self] in
      while true {
        try await Task.sleep(for: parts.patience)
        let now = ContinuousClock.now
        let silence = state.withLock { state -> Duration? in
          let since = max(state.lastAnswer ?? begun, begun)
          guard now - since >= parts.patience, now - (state.lastNotice ?? since) >= parts.patience else {
            return nil
          }
          state.lastNotice = now
          return now - since
        }
        if let silence { parts.isWaiting(silence) }
      }
    }
    defer { watch.cancel() }
    let result = try await attempt()
    state.withLock { $0.lastAnswer = ContinuousClock.now }
    return result
  }

  private func isProven(_ capabilities: EndpointCapabilities, for model: String) -> Bool {
    state.withLock { $0.proven[model] == capabilities }
  }

  private func noteReply(to request: ChatRequest, with capabilities: EndpointCapabilities) {
    state.withLock { state in
      state.proven[request.model] = capabilities
      state.rejections = 0
    }
  }

  /// What comes of a rejected request: no answer for one post where requests of its form are answered, in this run or an
  /// earlier one, until too many in a row have met the same.
  private func rejected(
    _ problem: EndpointProblem, _ reason: Unanswered, isKnown: Bool
  ) throws -> Result<ChatReply, Unanswered> {
    let count = state.withLock { state in
      state.rejections += 1
      return state.rejections
    }
    guard isKnown, count < Self.rejectionLimit else { throw problem }
    return .failure(reason)
  }

  /// What comes of the last attempt: an endpoint that never answered at all will not answer the other posts.
  ///
  /// One that asks for a long wait would ask it of them as well.
  private func givenUp(_ setback: Setback) throws -> Result<ChatReply, Unanswered> {
    if let wait = setback.retryAfter, wait > parts.retries.longestRetryAfter {
      throw EndpointProblem.busy(
        endpoint: parts.endpoint.address.text, seconds: Int(wait.components.seconds))
    }
    guard state.withLock({ $0.hasAnswered }) else {
      throw EndpointProblem.unreachable(endpoint: parts.endpoint.address.text, message: setback.reason)
    }
    return .failure(Unanswered(Reason(.network, setback.reason)))
  }

  private func search(for model: String) -> CapabilitySearch {
    state.withLock { state in
      if let search = state.searches[model] { return search }
      let search = CapabilitySearch(
        store: parts.capabilities, endpoint: parts.endpoint.address.text, model: model)
      state.searches[model] = search
      return search
    }
  }
}
