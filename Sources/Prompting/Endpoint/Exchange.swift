import ContentCoding
import HTTP
import Synchronization

/// One request to its end: within the budget and the limits, again where that may help.
final class Exchange: Sendable {
  private struct State {
    var searches: [String: CapabilitySearch] = [:]
    var hasAnswered = false
    /// What stops the run; no further request is sent.
    var problem: EndpointProblem?
  }

  private let parts: Correspondence.Parts
  private let state = Mutex(State())

  init(_ parts: Correspondence.Parts) { self.parts = parts }

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
      let result = try await attempts(request, price, bound, search, &capabilities)
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
    _ capabilities: inout EndpointCapabilities
  ) async throws -> Result<ChatReply, Unanswered> {
    var failures = 0
    while true {
      switch try await attempt(request, capabilities, price, bound) {
      case .reply(let reply): return .success(reply)
      case .unanswered(let reason): return .failure(reason)
      case .lacks(let fewer):
        capabilities = fewer
        try await search.lower(to: fewer)
      case .later(let setback, _, _):
        failures += 1
        // A chance below 0 is less than a half: full jitter.
        let delay = parts.retries.delay(
          afterFailures: failures, retryAfter: setback.retryAfter, chance: .random(in: -1...1))
        guard let delay else { return try givenUp(setback) }
        parts.willRetry(Retry(failures: failures, reason: setback.reason, delay: delay))
        try await parts.pacing.time.sleep(delay)
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
        attempt = try await parts.endpoint.attempt(request, with: capabilities)
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
    case .lacks, .unanswered:
      await pacing.end(ticket, rates: attempt.rates)
      await parts.budget?.settle(reservation, cost: 0)
    }
    return attempt.outcome
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
