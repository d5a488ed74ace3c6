import ContentCoding
import Yams

/// Reads the settings of a text-to-text coder.
struct TextToTextReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys = ["model", "precision", "uses", "prompt"]

  func read() -> TextToTextParameters? {
    var parameters = TextToTextParameters()
    if let model = settings.model("model") {
      parameters.model = EncoderChoice(
        model, precision: settings.fields.choice("precision", of: WeightPrecision.self))
    }
    parameters.uses = settings.uses() ?? parameters.uses
    if parameters.uses.contains(.image) {
      settings.log.add(
        settings.fields["uses"]?.mark,
        "a text-to-text coder reads text, not pictures; describe them first, and read {coder: NAME, variable: NAME} "
          + "or {extract: caption}")
    }
    if let words = settings.fields.text("prompt") { parameters.prompt = prompt(words) }
    return parameters
  }

  private func prompt(_ words: String) -> TextToTextParameters.Prompt {
    switch words {
    case "simple": return .simple
    case "extended": return .extended
    default:
      if !words.contains("{text}") {
        settings.log.add(
          settings.fields["prompt"]?.mark,
          "`prompt` is simple, extended, or words of your own with {text} where the post's text goes"
            + NearName.hint(for: words, among: ["simple", "extended"]))
      }
      return .own(words)
    }
  }
}
