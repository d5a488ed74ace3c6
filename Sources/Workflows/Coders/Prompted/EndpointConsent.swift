import Prompting

/// Asks the person before an endpoint that is not on this machine is used for the first time, and before anything is sent to it.
struct EndpointConsent {
  let address: EndpointAddress
  /// The environment variable that holds the key; nil for none.
  let key: String?
  /// What the person has agreed to before.
  let given: Consent.Given
  let listener: any WorkflowListener

  /// What people should know of an address in the clear; nil where it is not.
  var warning: String? {
    address.isUnencrypted
      ? "! the endpoint's address is http, so anyone on the way can read what is sent" : nil
  }

  /// Asks for trust in the endpoint.
  ///
  /// - Parameters:
  ///   - sender: Who would send something.
  ///   - contents: What would be sent.
  /// - Throws: ``UserError`` where the person does not agree, or cannot be asked.
  func trust(for sender: String, sending contents: String) throws {
    guard try !TrustedEndpoints.contain(address, key: key) else { return }
    if !given.trustsEndpoint {
      listener.notice(
        "\(sender) would send \(contents) to \(address.text)"
          + (key.map { " with the key in \($0)" } ?? "") + ", which this machine has not done before.")
      try ask("Trust this endpoint from now on?", otherwise: "--trust-endpoint")
    }
    try TrustedEndpoints.add(address, key: key)
  }

  /// Says what would be sent, and asks whether it may.
  ///
  /// - Throws: ``UserError`` where the person does not agree, or cannot be asked.
  func send(_ statement: String) throws {
    listener.notice(statement)
    guard !given.sends else { return }
    try ask("Send them?", otherwise: "--yes")
  }

  private func ask(_ question: String, otherwise option: String) throws {
    switch try listener.agrees(to: question) {
    case true?: break
    case false?: throw UserError("nothing was sent")
    case nil:
      throw UserError("this has to be agreed to; nobody is at a terminal to ask, so say so with \(option)")
    }
  }
}
