import ContentCoding
import Foundation
import Yams

/// Reads the settings of a prompted coder.
struct PromptedReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys = [
    "endpoint", "model", "key-from", "prompt", "template", "describes", "combine", "examples", "learns-from",
    "classifier", "uses",
    "temperature", "max-tokens", "longest-side", "detail", "pictures", "frames", "repeat", "rationale",
    "confidence",
  ]

  /// Keys that are refused, and why.
  static let refused: [String: String] = {
    let names = ["key", "api-key", "api_key", "apikey", "token", "secret", "password", "authorization"]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, "`\($0)` is refused: " + keyRule) })
  }()

  private static let keyRule =
    "a key never stands in this file, which is copied and shared; keep it in an environment variable and name that: "
    + "`key-from: OPENAI_API_KEY`"

  func read() -> PromptedParameters? {
    let fields = settings.fields
    let endpoint = endpoint()
    let model = required("model", example: "gpt-4o-mini")
    var parameters = PromptedParameters(
      endpoint: endpoint ?? "", model: model ?? "", keyFrom: keyVariable(),
      learnsFrom: fields.text("learns-from") ?? gold)
    parameters.template = fields.text("template")
    if let words = ownWords {
      (parameters.prompt, parameters.template) = (.verbatim, words)
    } else {
      parameters.prompt = fields.choice("prompt", of: PromptDesign.self) ?? parameters.prompt
    }
    parameters.describes = fields.text("describes")
    parameters.uses = settings.uses(joins: true) ?? parameters.uses
    parameters.classifier = fields["classifier"] == nil ? nil : settings.model("classifier")
    parameters.examples = settings.count("examples", in: 1...100) ?? parameters.examples
    parameters.temperature = settings.number("temperature", in: 0...2) ?? parameters.temperature
    parameters.maxTokens = settings.count("max-tokens", in: 1...1_000_000) ?? parameters.maxTokens
    parameters.longestSide = settings.count("longest-side", in: 32...8192) ?? parameters.longestSide
    parameters.detail = fields.choice("detail", of: PictureDetail.self)
    parameters.pictures = settings.count("pictures", in: 1...100) ?? parameters.pictures
    switch settings.frames() {
    case nil: break
    case .even(let count): parameters.frames = count
    case let rule?: parameters.frameRule = rule
    }
    parameters.combine = combine()
    parameters.repetitions = settings.count("repeat", in: 1...100) ?? parameters.repetitions
    parameters.wantsRationale = fields.flag("rationale") ?? parameters.wantsRationale
    parameters.wantsConfidence = fields.flag("confidence") ?? parameters.wantsConfidence
    reportMisfits(parameters)
    reportNames(parameters)
    return endpoint == nil || model == nil ? nil : parameters
  }

  /// `combine`: each picture is asked about by itself; a reply has no scores, so means and highest scores are none.
  private func combine() -> CombineRule? {
    guard let rule = settings.combine(besidesLabels: true) else { return nil }
    switch rule {
    case .mode, .any, .atLeast: return rule
    case .mean, .max, .atLeastLearned:
      settings.log.add(
        settings.fields["combine"]?.mark,
        "`combine: \(rule.text)` goes with scores, which replies do not have; accepted: mode, any, {at-least: 2}; without "
          + "the key all pictures are shown at once")
      return nil
    }
  }

  /// The words of a `prompt` that is no design but the prompt itself.
  private var ownWords: String? {
    guard case .scalar(let scalar)? = settings.fields["prompt"],
      scalar.string.trimmingCharacters(in: .whitespacesAndNewlines).contains(where: \.isWhitespace)
    else { return nil }
    return settings.fields.text("prompt")
  }

  private func required(_ key: String, example: String) -> String? {
    if settings.fields[key] == nil {
      settings.log.add(
        settings.fields.mark(of: key), "a prompted coder has no `\(key)`; add `\(key): \(example)`")
    }
    return settings.model(key)
  }

  /// `endpoint`: an address without a key, a query or a `/` at its end.
  private func endpoint() -> String? {
    let example = "http://127.0.0.1:8080/v1"
    guard let node = settings.fields["endpoint"] else {
      settings.log.add(
        settings.fields.mark(of: "endpoint"), "a prompted coder has no `endpoint`; add `endpoint: \(example)`"
      )
      return nil
    }
    guard let text = settings.fields.text("endpoint") else { return nil }
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      ["http", "https"].contains(parts.scheme?.lowercased())
    else {
      settings.log.add(
        node.mark,
        "`endpoint` is the base address of an OpenAI-compatible service, such as \(example), not \(node.kind)"
      )
      return nil
    }
    if parts.user != nil || parts.password != nil || parts.query != nil || parts.fragment != nil {
      settings.log.add(
        node.mark, "`endpoint` has a user, a password or something after `?` or `#`; \(Self.keyRule)")
      return nil
    }
    let end = text.lastIndex { $0 != "/" } ?? text.startIndex
    return String(text[...end])
  }

  /// `key-from`: the name of an environment variable.
  ///
  /// What may be a key is not repeated in the message.
  private func keyVariable() -> String? {
    guard let node = settings.fields["key-from"], let name = settings.fields.text("key-from") else {
      return nil
    }
    let isName = name.utf8.enumerated().allSatisfy { place, byte in
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x5F: true
      case 0x30...0x39: place > 0
      default: false
      }
    }
    guard isName, name.utf8.count <= 100, !name.lowercased().hasPrefix("sk_") else {
      settings.log.add(
        node.mark,
        "`key-from` is the name of an environment variable: letters, digits and _; \(Self.keyRule)")
      return nil
    }
    return name
  }

  /// Keys of one design under another.
  private func reportMisfits(_ parameters: PromptedParameters) {
    let homes: [(key: String, designs: [PromptDesign])] = [
      ("template", [.custom, .verbatim]), ("examples", [.fewShot]), ("learns-from", [.fewShot]),
      ("classifier", [.twoStep]), ("describes", [.twoStep]),
    ]
    for home in homes where settings.fields[home.key] != nil {
      if home.key == "template", ownWords != nil {
        settings.log.add(
          settings.fields.mark(of: "template"),
          "`prompt` holds the text of the prompt already; remove one of both")
      } else if !home.designs.contains(parameters.prompt) {
        settings.log.add(
          settings.fields.mark(of: home.key),
          "`\(home.key)` goes with `prompt: \(home.designs[0].rawValue)`, not \(parameters.prompt.rawValue); remove one"
        )
      }
    }
    if parameters.prompt == .custom, settings.fields["template"] == nil {
      settings.log.add(
        settings.fields.mark(of: "prompt"),
        "`prompt: custom` has no `template`; write the text of the prompt there, with {{codebook}} in it")
    }
    if parameters.prompt == .verbatim { reportWords(parameters) }
    if let described = parameters.describes { reportDescription(described) }
  }

  /// A reply that is the answer answers one variable, whose values are words.
  private func reportWords(_ parameters: PromptedParameters) {
    if parameters.template == nil {
      settings.log.add(
        settings.fields.mark(of: "prompt"),
        "`prompt: verbatim` has no `template`; write the text of the prompt there")
    }
    guard settings.variables.count != 1 || settings.variables[0].type != .openText else { return }
    settings.log.add(
      settings.fields.mark(of: "prompt"),
      "a prompt of your own words, whose whole reply is the answer, goes with one variable of type text; name it in "
        + "`variables`, or write `prompt: custom` and the words in `template`, with {{codebook}} in it")
  }

  /// What two-step describes is an open text that the coder answers, beside others that it codes from the description.
  private func reportDescription(_ name: String) {
    let texts = settings.variables.filter { $0.type == .openText }.map(\.name)
    if !texts.contains(name) {
      settings.log.add(
        settings.fields["describes"]?.mark,
        "`describes` names a variable of type text that the coder answers\(NearName.hint(for: name, among: texts)); "
          + (texts.isEmpty ? "there is none" : "there is \(enumerated(texts))"))
    } else if settings.variables.count == 1 {
      settings.log.add(
        settings.fields["describes"]?.mark,
        "the coder describes and codes nothing; use `prompt: \"Describe the picture.\"`, or name another variable"
      )
    }
  }

  /// Names in the template that nothing stands for.
  private func reportNames(_ parameters: PromptedParameters) {
    guard let template = parameters.template else { return }
    let accepted = PromptTemplate.accepted(using: parameters.uses)
    for name in PromptTemplate(template).names where !accepted.contains(name) {
      settings.log.add(
        settings.fields["template"]?.mark,
        "`template`: {{\(name.prefix(60))}} means nothing\(NearName.hint(for: name, among: accepted))"
          + "; accepted: \(enumerated(accepted)); parts of the post are those that `uses` names")
    }
  }
}
