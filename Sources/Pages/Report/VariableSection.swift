import ContentCoding
import Reliability

/// One variable: every coder against gold, and the coders among themselves.
struct VariableSection: ReportSection {
  let id: String
  private let variable: Evaluation.OfVariable
  private let gold: String

  init(_ variable: Evaluation.OfVariable, place: Int, gold: String) {
    self.variable = variable
    self.gold = gold
    id = "variable-\(place + 1)"
  }

  var title: String { "Variable \(variable.variable.shortName)" }

  var parts: [ReportPart] {
    variable.validity.enumerated().map { place, comparison in
      ReportPart(id: partID(place), title: "\(comparison.coder.name.shortName) against gold")
    } + (variable.agreement.isEmpty ? [] : [ReportPart(id: "\(id)-pairs", title: "Coders among themselves")])
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.warnings(variable.flags)
    if variable.validity.isEmpty {
      page.element("p", ["class": "empty"], text: "No coder can be compared with gold here.")
    }
    send(page)
    for (place, comparison) in variable.validity.enumerated() {
      var page = Markup()
      page.element("h3", ["id": partID(place)]) { page in
        page.name(comparison.coder.name.shortName)
        page.text(" against gold")
      }
      page.newline()
      ComparisonBlock(comparison).write(to: &page)
      send(page)
    }
    guard !variable.agreement.isEmpty else { return }
    var pairs = Markup()
    pairs.element("h3", ["id": "\(id)-pairs"], text: "Coders among themselves")
    PairsTable(variable.agreement).write(to: &pairs)
    send(pairs)
  }

  private func partID(_ place: Int) -> String { "\(id)-coder-\(place + 1)" }
}

extension Markup {
  /// Warning signs as a list; marked by a word, not by colour alone.
  mutating func warnings(_ flags: [ValidityFlag]) {
    if flags.isEmpty { return }
    element("div", ["class": "warnings"]) { box in
      box.element("p") { heading in
        heading.element("strong", text: ReportFigures.count(flags.count, "warning"))
      }
      box.element("ul") { list in
        for flag in flags {
          list.element("li", text: ReadableText(flag.description, limit: HTMLReport.captionLimit).text)
        }
      }
    }
    newline()
  }
}
