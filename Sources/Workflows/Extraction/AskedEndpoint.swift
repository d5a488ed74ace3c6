import ContentCoding
import HTTP
import Prompting
import Synchronization

/// An OpenAI-compatible endpoint that an extractor asks, and what the person agreed to.
package struct AskedEndpoint: Sendable {
  /// The address, below which `/chat/completions` and `/audio/transcriptions` stand.
  let address: String
  /// The model, as the endpoint knows it.
  let model: String
  /// The environment variable that holds the key; nil for none.
  package var keyFrom: String?
  /// US dollars that may be spent; nil for any.
  package var budget: Double?
  /// What the person has agreed to.
  package var consent = Consent.Given()

  /// A model at an endpoint.
  package init(address: String, model: String) {
    self.address = address
    self.model = model
  }

  /// The endpoint, opened; its key is read.
  ///
  /// - Throws: `EndpointProblem` where the address or the key cannot be used.
  func opened() throws -> ChatEndpoint {
    ChatEndpoint(
      address: try EndpointAddress(address),
      key: try keyFrom.map { name throws(EndpointProblem) in try EndpointKey(variable: name) },
      transport: HTTPTransport(
        userAgent: "codeframe/\(ProgramVersion.current)", timeouts: ChatEndpoint.timeouts))
  }

  /// Who asks the person before anything is sent to `address`.
  func consent(to address: EndpointAddress, listener: any WorkflowListener) -> EndpointConsent {
    EndpointConsent(address: address, key: keyFrom, given: consent, listener: listener)
  }
}

/// What an extraction has spent so far.
final class Bill: Sendable {
  private let spent = Mutex<(dollars: Double, answers: Int)>((0, 0))

  /// Adds an answer and what it cost; nil where that is not known, 0 where it was paid before.
  func add(_ cost: Double?) {
    spent.withLock {
      $0.dollars += cost ?? 0
      $0.answers += 1
    }
  }

  /// How many answers came.
  var answers: Int { spent.withLock(\.answers) }

  /// What people should know of it; nil where nothing was spent.
  var remark: String? {
    let dollars = spent.withLock(\.dollars)
    return dollars > 0 ? "spent: $\(Figures.dollars(dollars))" : nil
  }
}
