import ContentCoding
import Foundation
import Prompting

/// Asks the person before anything leaves the machine or costs money; an endpoint on this machine needs no asking.
package struct Consent {
  let setup: PromptedSetup
  /// What the person has agreed to before.
  package let given: Given
  /// Whether a batch is handed in, which is cheaper.
  package var isBatch = false

  /// What a person agrees to in the arguments of a command, where nobody can be asked.
  package struct Given: Sendable {
    /// Whether this machine may use the endpoint with its key variable from now on.
    package var trustsEndpoint: Bool
    /// Whether what is sent, and what it may cost, is agreed to.
    package var sends: Bool

    /// What is agreed to.
    package init(trustsEndpoint: Bool = false, sends: Bool = false) {
      self.trustsEndpoint = trustsEndpoint
      self.sends = sends
    }
  }

  /// From so many posts the requests of all are estimated.
  private static let sampleSize = 10

  /// - Parameters:
  ///   - total: how many posts are to be coded.
  ///   - first: some of them.
  /// - Throws: ``UserError`` where the person does not agree, or cannot be asked.
  func obtain(forPosts total: Int, first: [Post]) async throws {
    if setup.context.asking.budget != nil, setup.price == nil {
      throw UserError(BudgetProblem.unknownPrice(model: setup.parameters.model).description)
    }
    guard total > 0 else { return }
    if !setup.address.isLoopback {
      try endpoint.trust(for: setup.context.coder.name, sending: contents)
    }
    let prospect = try await prospect(posts: total, first: Array(first.prefix(Self.sampleSize)))
    if isBatch, let budget = setup.context.asking.budget, let most = prospect.estimate?.cost?.upperBound,
      most > budget
    {
      throw UserError(
        "a batch is paid as a whole, and this one may cost $\(Figures.dollars(most)), more than the budget; "
          + "hand in fewer posts with --limit")
    }
    guard !setup.address.isLoopback else { return }
    try endpoint.send(statement(of: prospect, posts: total))
  }

  private var endpoint: EndpointConsent {
    EndpointConsent(
      address: setup.address, key: setup.parameters.keyFrom, given: given,
      listener: setup.context.open.listener)
  }

  /// What a run would ask for, as far as it can be known before.
  private struct Prospect {
    let sampled: Int
    let requests: Int
    let estimate: CostEstimate?
  }

  private func prospect(posts: Int, first: [Post]) async throws -> Prospect {
    let planner = try await setup.planner()
    var sample: [ChatRequest] = []
    for post in first {
      sample += try await planner.plan(for: post).requests.map(\.request)
    }
    let each = Double(sample.count * setup.parameters.repetitions) / Double(max(1, first.count))
    let requests = Int((each * Double(posts)).rounded(.up))
    return Prospect(
      sampled: first.count, requests: requests,
      estimate: CostEstimate(
        sample: sample, requests: requests, price: setup.price, isBatch: isBatch))
  }

  /// What would be sent, where, and what it may cost.
  private func statement(of prospect: Prospect, posts: Int) -> String {
    var lines = [
      "\(Figures.count(posts, "post")), about \(Figures.count(prospect.requests, "request")) to "
        + "\(setup.parameters.model) at \(setup.address.text); sent are \(contents)"
    ]
    if let warning = endpoint.warning { lines.append(warning) }
    guard let estimate = prospect.estimate else { return lines.joined(separator: "\n") }
    let cost =
      estimate.cost.map {
        "$\(Figures.dollars($0.lowerBound)) to $\(Figures.dollars($0.upperBound)) at the prices of "
          + (setup.prices.date.isEmpty ? "prices.json" : setup.prices.date)
      } ?? "unknown, for the model's price is; prices.json in the study can say it"
    lines.append(
      "estimated from the first \(Figures.count(prospect.sampled, "post")): up to "
        + "\(Figures.count(estimate.tokens.prompt)) tokens in and \(Figures.count(estimate.tokens.completion)) out; "
        + "cost: \(cost), and more where a reply is no answer and is asked again; --budget limits both")
    return lines.joined(separator: "\n")
  }

  /// What of each post leaves the machine.
  private var contents: String {
    setup.parameters.uses.map { part in
      switch part {
      case .image: "pictures (without metadata, at most \(setup.parameters.longestSide) pixels)"
      case .caption: "captions"
      case .author: "authors' names"
      case .imported: "its id"
      case .column(let name): "the column \(name)"
      case .coding(let reference): "what \(reference.coder) says of \(reference.variable)"
      }
    }.joined(separator: ", ")
  }
}
