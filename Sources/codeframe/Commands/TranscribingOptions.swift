import ArgumentParser
import Workflows

/// The options of `extract transcript` that say who hears videos.
struct TranscribingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "transcript: an OpenAI-compatible endpoint that hears videos without subtitles.", valueName: "url"))
  var endpoint: String?
  @Option(
    help: ArgumentHelp(
      "transcript: the environment variable that holds the endpoint's key.", valueName: "variable"))
  var keyFrom: String?
  @Option(
    help: ArgumentHelp(
      "transcript: the language that is spoken, such as de; the model finds out if left out.",
      valueName: "code"))
  var language: String?
  @Option(help: ArgumentHelp("transcript: US dollars for a minute of sound.", valueName: "dollars"))
  var pricePerMinute: Double?
  @Option(help: "transcript: stop before more US dollars than this could be spent.") var budget: Double?
  @Flag(help: "transcript: agree to what is sent and what it may cost.") var yes = false
  @Flag(help: "transcript: let this machine use the endpoint with its key variable from now on.")
  var trustEndpoint = false

  func validate() throws {
    for (name, value) in [("--price-per-minute", pricePerMinute), ("--budget", budget)] {
      if let value, !(value.isFinite && value > 0) {
        throw ValidationError("\(name) takes US dollars above 0")
      }
    }
    if let language, language.wholeMatch(of: /[a-z]{2,3}/) == nil {
      throw ValidationError("--language takes a code such as de or en")
    }
  }

  /// The options that were given.
  var names: [String] {
    [
      endpoint == nil ? nil : "--endpoint", keyFrom == nil ? nil : "--key-from",
      language == nil ? nil : "--language", pricePerMinute == nil ? nil : "--price-per-minute",
      budget == nil ? nil : "--budget", yes ? "--yes" : nil, trustEndpoint ? "--trust-endpoint" : nil,
    ].compactMap(\.self)
  }

  /// Who hears videos; nil where no endpoint is named.
  func transcription(by model: String?) -> Transcription? {
    endpoint.map { endpoint in
      var transcription = Transcription(endpoint: endpoint, model: model ?? "whisper-1")
      transcription.keyFrom = keyFrom
      transcription.language = language
      transcription.pricePerMinute = pricePerMinute
      transcription.budget = budget
      transcription.consent = Consent.Given(trustsEndpoint: trustEndpoint, sends: yes)
      return transcription
    }
  }
}
