import ArgumentParser
import Prompting
import Workflows

/// The options of `code` for prompted coders.
struct AskingOptions: ParsableArguments {
  @Option(help: "Stop before more US dollars than this could be spent.") var budget: Double?
  @Flag(help: "Agree to what is sent and what it may cost.") var yes = false
  @Flag(help: "Let this machine use the endpoint with its key variable from now on.")
  var trustEndpoint = false
  @Flag(help: "Ask anew what was answered and paid before.") var fresh = false
  @Flag(help: "Hand the requests in as a batch, or take what an earlier batch has finished.")
  var batch = false
  @Option(help: ArgumentHelp("This many requests at once at most; 16 if left out.", valueName: "n"))
  var concurrency: Int?
  @Option(
    help: ArgumentHelp(
      "Begin this many requests within any minute at most; learned from the endpoint if left out.",
      valueName: "n"))
  var requestsPerMinute: Int?

  func validate() throws {
    if let budget, !(budget.isFinite && budget > 0) {
      throw ValidationError("--budget takes US dollars above 0")
    }
    if let concurrency, !(1...1000).contains(concurrency) {
      throw ValidationError("--concurrency takes a whole number from 1 to 1000")
    }
    if fresh, batch { throw ValidationError("--batch asks only what is not answered yet; leave out --fresh") }
    if let requestsPerMinute, requestsPerMinute < 1 {
      throw ValidationError("--requests-per-minute takes a whole number from 1")
    }
  }

  /// The options that were given.
  var names: [String] {
    [
      budget == nil ? nil : "--budget", yes ? "--yes" : nil, trustEndpoint ? "--trust-endpoint" : nil,
      fresh ? "--fresh" : nil, batch ? "--batch" : nil, concurrency == nil ? nil : "--concurrency",
      requestsPerMinute == nil ? nil : "--requests-per-minute",
    ].compactMap(\.self)
  }

  /// What they agree to.
  var consent: Consent.Given { Consent.Given(trustsEndpoint: trustEndpoint, sends: yes) }

  /// How endpoints are asked.
  var settings: AskingSettings {
    AskingSettings(
      budget: budget, limits: RequestLimits(concurrency: concurrency ?? 16, requests: requestsPerMinute),
      isFresh: fresh)
  }
}
