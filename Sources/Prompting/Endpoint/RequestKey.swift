import ContentCoding
import Foundation

/// What a paid answer is found by: the endpoint, the content of the request, and the repetition.
///
/// No key of an account is in it.
public struct RequestKey: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The endpoint's address.
  public var endpoint: String
  /// The fingerprint of model, messages with their pictures, schema, temperature and longest reply.
  public var fingerprint: Fingerprint
  /// From 0.
  public var repetition: Int

  /// The key of a request.
  public init(endpoint: EndpointAddress, request: ChatRequest, repetition: Int) {
    self.endpoint = endpoint.text
    fingerprint = Fingerprint(of: Content(request))
    self.repetition = repetition
  }

  /// A key that was stored before.
  public init(endpoint: String, fingerprint: Fingerprint, repetition: Int) {
    self.endpoint = endpoint
    self.fingerprint = fingerprint
    self.repetition = repetition
  }

  /// The fingerprint, the repetition and the endpoint.
  public var description: String { "\(fingerprint.short), repetition \(repetition), at \(endpoint)" }

  /// A request in a form that encodes the same on every machine, with pictures by their hashes.
  private struct Content: Encodable {
    struct Piece: Encodable {
      var text: String?
      var picture: Fingerprint?
      var mediaType: String?
      var detail: String?
    }

    struct Message: Encodable {
      var role: String
      var parts: [Piece]
    }

    var version = 1
    var model: String
    var messages: [Message]
    var schemaName: String?
    var schema: String?
    var temperature: Double
    var maxTokens: Int

    init(_ request: ChatRequest) {
      model = request.model
      messages = request.messages.map { message in
        Message(
          role: message.role.rawValue,
          parts: message.parts.map { part in
            switch part {
            case .text(let text): Piece(text: text)
            case .picture(let picture):
              Piece(
                picture: Fingerprint(ofBytes: picture.bytes), mediaType: picture.mediaType,
                detail: picture.detail)
            }
          })
      }
      schemaName = request.schema?.name
      schema = request.schema?.json
      temperature = request.temperature
      maxTokens = request.maxTokens
    }
  }
}
