import ContentCoding

/// The labelling configuration of Label Studio that asks what a codebook asks.
public enum LabelStudioConfig {
  /// The name of the picture's and of the caption's tag.
  static let (picture, caption) = ("img", "cap")

  /// The configuration as XML: a control for each variable, under the variable's name.
  public static func xml(of codebook: Codebook) -> String {
    var lines = [
      "<View>", "  <Image name=\"\(picture)\" value=\"$image\" zoom=\"true\"/>",
      "  <Text name=\"\(caption)\" value=\"$caption\"/>",
    ]
    for variable in codebook.variables {
      let name = escaped(variable.name)
      lines.append(
        "  <Header value=\"\(escaped(variable.definition.isEmpty ? variable.name : variable.definition))\" size=\"5\"/>"
      )
      switch variable.type {
      case .number:
        var range = ""
        if let accepted = variable.range {
          range = " min=\"\(accepted.lowerBound)\" max=\"\(accepted.upperBound)\""
        }
        lines.append("  <Number name=\"\(name)\" toName=\"\(picture)\"\(range)/>")
      case .openText:
        lines.append(
          "  <TextArea name=\"\(name)\" toName=\"\(picture)\" maxSubmissions=\"1\" editable=\"true\"/>")
      case .category, .boolean, .tags:
        let choice = variable.type == .tags ? "multiple" : "single"
        lines.append("  <Choices name=\"\(name)\" toName=\"\(picture)\" choice=\"\(choice)\">")
        for label in variable.labels {
          let hint = variable.categories.first { $0.name == label }?.definition ?? ""
          let told = hint.isEmpty ? "" : " hint=\"\(escaped(hint))\""
          lines.append("    <Choice value=\"\(escaped(label))\"\(told)/>")
        }
        lines.append("  </Choices>")
      }
    }
    return (lines + ["</View>", ""]).joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("\n", with: " ")
  }
}
