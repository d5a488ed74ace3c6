import ContentCoding

/// The codebook as it was when the report was made.
struct CodebookSection: ReportSection {
  let id = "codebook"
  let title = "Codebook"
  private let codebook: Codebook

  private static let definitionLimit = 4000

  init(_ codebook: Codebook) { self.codebook = codebook }

  var parts: [ReportPart] {
    codebook.variables.enumerated().map { ReportPart(id: partID($0), title: $1.name.shortName) }
  }

  func write(_ send: (Markup) -> Void) {
    var start = Markup()
    start.element("p", ["class": "muted"]) { page in
      page.text("Version ")
      page.element("code", text: codebook.fingerprint.short)
    }
    if codebook.variables.isEmpty {
      start.element("p", ["class": "empty"], text: "The codebook has no variables.")
    }
    send(start)
    for (place, variable) in codebook.variables.enumerated() {
      var page = Markup()
      page.element("h3", ["id": partID(place)]) { $0.name(variable.name.shortName) }
      write(variable, to: &page)
      send(page)
    }
  }

  private func write(_ variable: Variable, to page: inout Markup) {
    page.element("p", ["class": "muted"], text: Self.kind(of: variable))
    if !variable.definition.isEmpty {
      page.element("p", ["class": "prose", "dir": "auto"], text: cut(variable.definition))
    }
    if variable.categories.isEmpty { return }
    page.element("dl", ["class": "categories"]) { page in
      for category in variable.categories {
        page.element("dt") { $0.name(category.name.shortName) }
        page.element(
          "dd", ["dir": "auto"], text: category.definition.isEmpty ? "–" : cut(category.definition))
      }
    }
    page.newline()
  }

  private static func kind(of variable: Variable) -> String {
    var words = [variable.type.rawValue, variable.level.rawValue + " level"]
    if let range = variable.range {
      words.append(
        "from \(ReportFigures.decimal(range.lowerBound)) to \(ReportFigures.decimal(range.upperBound))")
    }
    if variable.allowsOther { words.append("with free text beside “Other”") }
    if variable.isSensitive { words.append("sensitive") }
    if !variable.appliesWhen.isEmpty {
      let conditions = variable.appliesWhen.map { "\($0.variable) is \($0.values.joined(separator: " or "))" }
      words.append("asked only where " + conditions.joined(separator: " and "))
    }
    return ReadableText(words.joined(separator: " · "), limit: HTMLReport.captionLimit).text
  }

  private func cut(_ text: String) -> String { ReadableText(text, limit: Self.definitionLimit).text }
  private func partID(_ place: Int) -> String { "codebook-\(place + 1)" }
}
