import ContentCoding
import Foundation
import HTTP

/// An OpenAI-compatible endpoint that is asked over HTTP, one attempt at a time.
///
/// It neither waits nor repeats; ``CachedChat`` does.
public struct ChatEndpoint: Sendable {
  /// The most bytes of a reply that are read: 8 MiB.
  public static let longestReply = 8 << 20

  /// Where it listens.
  public let address: EndpointAddress
  let key: EndpointKey?
  let transport: HTTPTransport
  let deadline: Duration

  /// The most time for one request, its answer included: 15 minutes.
  public static let deadline = Duration.seconds(900)

  /// An endpoint.
  ///
  /// - Parameters:
  ///   - address: Where it listens.
  ///   - key: What it is asked with; nil where it wants none.
  ///   - transport: Its connections, with a read timeout that leaves the model time to think; see ``timeouts``.
  ///   - deadline: The most time for one request, its answer included.
  public init(
    address: EndpointAddress, key: EndpointKey?, transport: HTTPTransport,
    deadline: Duration = ChatEndpoint.deadline
  ) {
    self.deadline = deadline
    self.address = address
    self.key = key
    self.transport = transport
  }

  /// Five minutes for the model to think before its first word.
  public static let timeouts = HTTPTimeouts(read: .seconds(300), idle: .seconds(60))

  /// What one attempt came to.
  struct Attempt {
    enum Outcome {
      case reply(ChatReply)
      /// The endpoint does not take a field; the same again with fewer.
      case lacks(EndpointCapabilities)
      /// The same request may succeed later.
      case later(Setback, isCrowded: Bool, mayBeBilled: Bool)
      /// No time is left for another attempt.
      case tooSlow(Setback)
      /// The endpoint sent something else than a chat completion, such as a web page.
      case notChat(Setback)
      /// This request alone has no answer.
      case unanswered(Unanswered)
      /// The model's output did not fit the schema; the same again may.
      case invalidOutput(Unanswered)
      /// The endpoint does not take the request. That is the matter of the one post where others like it were answered, and
      /// else of the run.
      case rejected(EndpointProblem, Unanswered)
    }

    var outcome: Outcome
    /// What it says of its limits; nil where it did not answer.
    var rates: RateReport?
  }

  /// Asks once.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - capabilities: what is known of what the endpoint takes.
  ///   - isProven: whether requests of this form were answered in this run, so that its fields are not at fault.
  /// - Returns: What came of it.
  /// - Throws: `EndpointProblem` that every other request would meet, `CancellationError`.
  func attempt(
    _ request: ChatRequest, with capabilities: EndpointCapabilities, isProven: Bool = false
  ) async throws -> Attempt {
    let start = ContinuousClock.now
    do {
      let json = request.wire(capabilities)
      let (response, body) = try await HTTPDeadline.run(within: deadline, host: address.authority) {
        let response = try await send("chat/completions", json: json)
        return (response, try await response.body.collect(limit: Self.longestReply))
      }
      let rates = RateReport(response.fields)
      guard (200...299).contains(response.status) else {
        let outcome = try refused(response, body, request, capabilities, isProven: isProven)
        return Attempt(outcome: outcome, rates: rates)
      }
      let latency = (ContinuousClock.now - start) / .seconds(1)
      guard let reply = WireValue(body).flatMap({ ChatReply.reading($0, latency: latency) }) else {
        let setback = Setback(reason: "\(address.authority) sent a reply that is no chat completion")
        let isPage = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
        return isPage
          ? Attempt(
            outcome: .notChat(Setback(reason: "\(address.authority) sent a web page, no chat completion")))
          : Attempt(outcome: .later(setback, isCrowded: false, mayBeBilled: true), rates: rates)
      }
      return Attempt(outcome: .reply(key?.redacted(reply) ?? reply), rates: rates)
    } catch let failure as HTTPFailure {
      return try Attempt(outcome: interrupted(failure))
    }
  }

  /// Sends JSON to a place below the address.
  func send(_ path: String, json: [UInt8]) async throws -> HTTPResponse {
    var fields = fields
    fields["Content-Type"] = "application/json"
    return try await transport.send(
      HTTPRequest(.post, url: try address.place(path), fields: fields, body: json))
  }

  /// The header fields of each request.
  var fields: HTTPFields {
    var fields: HTTPFields = ["Accept": "application/json"]
    fields["Authorization"] = key?.authorization
    return fields
  }

  private func interrupted(_ failure: HTTPFailure) throws -> Attempt.Outcome {
    switch failure.cause {
    case .tls, .proxy, .invalidRequest:
      throw EndpointProblem.unreachable(endpoint: address.text, message: failure.description)
    case .deadline:
      return .tooSlow(Setback(reason: failure.description))
    case .tooLong:
      return .unanswered(Unanswered(Reason(.invalidAnswer, failure.description)))
    default:
      return .later(
        Setback(reason: failure.description), isCrowded: false, mayBeBilled: !failure.isUnreachable)
    }
  }

  private func refused(
    _ response: HTTPResponse, _ body: [UInt8], _ request: ChatRequest, _ capabilities: EndpointCapabilities,
    isProven: Bool
  ) throws -> Attempt.Outcome {
    let refusal = EndpointRefusal(body: body, status: response.status, key: key)
    let status = response.status
    if refusal.isContentPolicy, (400...499).contains(status) {
      return .unanswered(Unanswered(Reason(.refused, refusal.message)))
    }
    if [400, 422].contains(status), refusal.isInvalidOutput {
      return .invalidOutput(
        Unanswered(Reason(.invalidAnswer, "the model's output did not fit the schema: \(refusal.message)")))
    }
    if !isProven, [400, 403, 422].contains(status),
      let fewer = capabilities.lowered(
        parameter: refusal.parameter, message: refusal.message, sentSchema: request.schema != nil)
    {
      return .lacks(fewer)
    }
    if status == 413 || refusal.isThisRequest && status != 429 {
      return .unanswered(Unanswered(Reason(.other, "the endpoint refused this request: \(refusal.message)")))
    }
    if refusal.isQuota || status == 402 {
      throw EndpointProblem.quotaSpent(endpoint: address.text, message: refusal.message)
    }
    if RetryPolicy.isTransient(status: status) {
      let setback = Setback(
        reason: "\(address.authority) answered with status \(status): \(refusal.message)",
        retryAfter: response.retryAfter())
      return .later(setback, isCrowded: status == 429 || status == 503, mayBeBilled: false)
    }
    let problem = problem(response, refusal, model: request.model)
    guard Self.rejections.contains(status) else { throw problem }
    return .rejected(
      problem, Unanswered(Reason(.other, "the endpoint refused this request: \(refusal.message)")))
  }

  /// The statuses that may be one request's own fault; which codes and words stand beside them differs by vendor.
  private static let rejections: Set = [400, 403, 413, 415, 422]

  /// Why the run stops.
  func problem(_ response: HTTPResponse, _ refusal: EndpointRefusal, model: String) -> EndpointProblem {
    switch response.status {
    case 401:
      .keyRefused(endpoint: address.text, variable: key?.variable, message: refusal.message)
    case 403: .forbidden(endpoint: address.text, message: refusal.message)
    case 404: .notFound(endpoint: address.text, model: model, message: refusal.message)
    case 300...399:
      .redirected(
        endpoint: address.text,
        place: response.redirection(from: URL(fileURLWithPath: "/"))
          .flatMap(\.host) ?? "another address")
    default: .badRequest(endpoint: address.text, message: refusal.message)
    }
  }
}
