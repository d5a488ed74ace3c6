import ContentCoding
import Yams

/// Reads the settings of an extract coder.
struct ExtractReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys = ["extract"]

  func read() -> ExtractParameters? {
    let accepted = PostPart.extracted.keys.sorted()
    if settings.variables.count != 1 || settings.variables.first?.type != .openText {
      settings.log.add(
        settings.fields.mark(of: "variables"),
        "an extract coder answers one variable of type text; name it in `variables`")
    }
    guard let name = settings.fields.text("extract") else {
      settings.log.add(
        settings.fields.mark(of: "extract"),
        "an extract coder has no `extract`; accepted: \(enumerated(accepted))")
      return nil
    }
    guard let part = PostPart.extracted[name] else {
      settings.log.add(
        settings.fields["extract"]?.mark,
        "\(quoted(name)) is no extractor that writes text\(NearName.hint(for: name, among: accepted)); "
          + "accepted: \(enumerated(accepted))")
      return nil
    }
    return ExtractParameters(part: part)
  }
}
