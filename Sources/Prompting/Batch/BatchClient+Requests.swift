import Foundation
import HTTP

extension BatchClient {
  /// Asks for JSON, again where the server is busy.
  ///
  /// A `post` whose connection breaks is not sent again: what it made would be made twice.
  func json(
    _ method: HTTPRequest.Method, _ path: String, body: [UInt8]? = nil, upload: HTTPUpload? = nil,
    type: String = "application/json", model: String
  ) async throws -> WireValue? {
    let response = try await answer(
      method, path, body: body, upload: upload, type: type, model: model)
    return WireValue(try await response.body.collect(limit: ChatEndpoint.longestReply))
  }

  /// Asks, and gives an answer whose status is a success.
  func answer(
    _ method: HTTPRequest.Method, _ path: String, body: [UInt8]? = nil, upload: HTTPUpload? = nil,
    type: String = "application/json", model: String
  ) async throws -> HTTPResponse {
    var fields = endpoint.fields
    if body != nil || upload != nil { fields["Content-Type"] = type }
    var request = HTTPRequest(
      method, url: try endpoint.address.place(path), fields: fields, body: body)
    request.upload = upload
    let response =
      method == .get
      ? try await endpoint.transport.send(request, retrying: retries)
      : try await retries.run { [request] () -> (answer: HTTPResponse, setback: Setback?) in
        do {
          let response = try await endpoint.transport.send(request)
          return (response, response.status == 429 ? response.setback(from: endpoint.address.authority) : nil)
        } catch let failure as HTTPFailure {
          throw EndpointProblem.unreachable(
            endpoint: endpoint.address.text, message: failure.description)
        }
      }
    guard (200...299).contains(response.status) else {
      let body = try await response.body.collect(limit: ChatEndpoint.longestReply)
      let refusal = EndpointRefusal(body: body, status: response.status, key: endpoint.key)
      if response.status == 404 {
        throw BatchProblem.notFound(endpoint: endpoint.address.text, message: refusal.message)
      }
      if refusal.isQuota {
        throw EndpointProblem.quotaSpent(endpoint: endpoint.address.text, message: refusal.message)
      }
      throw endpoint.problem(response, refusal, model: model)
    }
    return response
  }

  /// A name that the endpoint gave, as one step of a path.
  static func step(_ name: String) throws(BatchProblem) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_")
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 256 else { throw BatchProblem.badName }
    return name
  }
}

/// A batch could not be handed in or taken.
public enum BatchProblem: Error, Hashable, Sendable {
  /// The endpoint has no batches, or not this one.
  case notFound(endpoint: String, message: String)
  /// The endpoint's answer is none of a batch.
  case unreadable(endpoint: String)
  /// The endpoint gave a name that cannot stand in an address.
  case badName
}

extension BatchProblem: CustomStringConvertible, LocalizedError {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .notFound(let endpoint, let message):
      "\(endpoint) has no such batch, or takes none: \(message); code without --batch, or check the endpoint"
    case .unreadable(let endpoint):
      "\(endpoint) answered about a batch with something else; does it take batches?"
    case .badName: "the endpoint gave a batch or a file a name that cannot be asked for"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
