import ArgumentParser
import Workflows

/// The options of `extract transcript` and `extract caption` that say who hears and sees.
struct EndpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "transcript, caption: an OpenAI-compatible endpoint that hears videos without subtitles, or describes pictures.",
      valueName: "url"))
  var endpoint: String?
  @Option(
    help: ArgumentHelp(
      "transcript, caption: the environment variable that holds the endpoint's key.", valueName: "variable"))
  var keyFrom: String?
  @Option(
    help: ArgumentHelp(
      "transcript: the language that is spoken, such as de; the model finds out if left out.",
      valueName: "code"))
  var language: String?
  @Option(help: ArgumentHelp("transcript: US dollars for a minute of sound.", valueName: "dollars"))
  var pricePerMinute: Double?
  @Option(
    help: ArgumentHelp(
      "caption: what the model is asked; \"Describe the image. Keep your response short.\" if left out.",
      valueName: "text"))
  var prompt: String?
  @Option(help: "transcript, caption: stop before more US dollars than this could be spent.") var budget:
    Double?
  @Flag(help: "transcript, caption: agree to what is sent and what it may cost.") var yes = false
  @Flag(help: "transcript, caption: let this machine use the endpoint with its key variable from now on.")
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

  /// The options that were given and go with neither, or with another kind of extraction.
  func misplaced(in kind: ExtractColumns.Kind) -> String? {
    let ofBoth = [
      endpoint == nil ? nil : "--endpoint", keyFrom == nil ? nil : "--key-from",
      budget == nil ? nil : "--budget", yes ? "--yes" : nil, trustEndpoint ? "--trust-endpoint" : nil,
    ]
    let ofTranscript = [
      language == nil ? nil : "--language", pricePerMinute == nil ? nil : "--price-per-minute",
    ]
    let ofCaption = [prompt == nil ? nil : "--prompt"]
    let misplaced: [String?] =
      switch kind {
      case .transcript: ofCaption
      case .caption: ofTranscript
      default: ofBoth + ofTranscript + ofCaption
      }
    return misplaced.compactMap(\.self).first
  }

  /// Whether an option was given that says how an endpoint is asked.
  var isGiven: Bool {
    keyFrom != nil || language != nil || pricePerMinute != nil || prompt != nil || budget != nil || yes
      || trustEndpoint
  }

  /// Who is asked; nil where no endpoint is named.
  func asked(_ model: String?, usual: String? = nil) -> AskedEndpoint? {
    guard let endpoint, let model = model ?? usual else { return nil }
    var asked = AskedEndpoint(address: endpoint, model: model)
    asked.keyFrom = keyFrom
    asked.budget = budget
    asked.consent = Consent.Given(trustsEndpoint: trustEndpoint, sends: yes)
    return asked
  }

  /// Who hears videos; nil where no endpoint is named.
  func transcription(by model: String?) -> Transcription? {
    asked(model, usual: "whisper-1").map { asked in
      var transcription = Transcription(asked)
      transcription.language = language
      transcription.pricePerMinute = pricePerMinute
      return transcription
    }
  }
}
