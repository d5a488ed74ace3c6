import Foundation
import HTTP

/// Asks an OpenAI-compatible endpoint for the words that are spoken in a file: `/audio/transcriptions`.
public struct TranscriptionClient: Sendable {
  /// The longest file that such endpoints take: 25 MB.
  public static let longestFile = 25_000_000

  private let endpoint: ChatEndpoint
  private let model: String
  private let language: String?
  private let retries: RetryPolicy

  /// A client.
  ///
  /// - Parameters:
  ///   - endpoint: Where is asked.
  ///   - model: The model, such as `whisper-1`.
  ///   - language: The language that is spoken, by its ISO 639-1 code; nil where the model is to find out.
  ///   - retries: How often and after how long is asked again.
  public init(
    endpoint: ChatEndpoint, model: String, language: String? = nil, retries: RetryPolicy = .prompting
  ) {
    self.endpoint = endpoint
    self.model = model
    self.language = language
    self.retries = retries
  }

  /// The words of a sound file; empty where nobody speaks.
  ///
  /// A request that may have been paid is sent again only where the endpoint said that it did not take it (429, 5xx).
  ///
  /// - Parameters:
  ///   - sound: An MP3 file.
  ///   - willRetry: Told before each wait.
  /// - Returns: The text, without white space around it.
  /// - Throws: `EndpointProblem`; `CancellationError`.
  public func words(in sound: URL, willRetry: @Sendable (Retry) -> Void = { _ in }) async throws -> String {
    let form = MultipartForm(
      fields: [("model", model), ("response_format", "json"), ("temperature", "0")]
        + (language.map { [("language", $0)] } ?? []),
      file: sound, fileName: "sound.mp3", fileType: "audio/mpeg")
    var fields = endpoint.fields
    fields["Content-Type"] = form.type
    var request = HTTPRequest(.post, url: try endpoint.address.place("audio/transcriptions"), fields: fields)
    request.upload = form.upload
    let host = endpoint.address.authority
    let response = try await retries.run(willRetry: willRetry) { [request] in
      do {
        let response = try await HTTPDeadline.run(within: endpoint.deadline, host: host) {
          try await endpoint.transport.send(request)
        }
        return (answer: response, setback: response.setback(from: host))
      } catch let failure as HTTPFailure {
        throw EndpointProblem.unreachable(endpoint: endpoint.address.text, message: failure.description)
      }
    }
    let body = try await response.body.collect(limit: ChatEndpoint.longestReply)
    guard (200...299).contains(response.status) else {
      let refusal = EndpointRefusal(body: body, status: response.status, key: endpoint.key)
      if refusal.isQuota {
        throw EndpointProblem.quotaSpent(endpoint: endpoint.address.text, message: refusal.message)
      }
      throw endpoint.problem(response, refusal, model: model)
    }
    guard let text = WireValue(body)?["text"].text else {
      throw EndpointProblem.badRequest(
        endpoint: endpoint.address.text, message: "the reply is no transcription: it has no text")
    }
    let shown = endpoint.key?.redacted(text) ?? text
    return shown.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
