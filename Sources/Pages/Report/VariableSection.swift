import ContentCoding
import Reliability

/// One variable: every coder against gold, and the coders among themselves.
struct VariableSection: ReportSection {
  let id: String
  private let variable: Evaluation.OfVariable
  /// Every coder against gold, the best first.
  private let validity: [Comparison]
  private let unscaled: [UnscaledCalibration]

  /// The section of `variable`; `coders` are its coders' names, the best first.
  init(
    _ variable: Evaluation.OfVariable, place: Int, coders: [String], unscaled: [UnscaledCalibration] = []
  ) {
    self.variable = variable
    self.unscaled = unscaled.filter { $0.variable == variable.variable }
    let ranks = Dictionary(coders.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    validity = variable.validity.enumerated().sorted { first, second in
      (ranks[first.element.coder.name] ?? .max, first.offset)
        < (ranks[second.element.coder.name] ?? .max, second.offset)
    }.map(\.element)
    id = "variable-\(place + 1)"
  }

  var title: String { "Variable \(variable.variable.shortName)" }

  var parts: [ReportPart] {
    validity.enumerated().map { place, comparison in
      ReportPart(id: partID(place), title: "\(comparison.coder.name.shortName) against gold")
    } + (variable.agreement.isEmpty ? [] : [ReportPart(id: "\(id)-pairs", title: "Coders among themselves")])
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.warnings(variable.flags)
    if validity.isEmpty {
      page.element("p", ["class": "empty"], text: "No coder can be compared with gold here.")
    }
    send(page)
    // One coder is shown at once, the best machine: where it is wrong is asked first.
    let shown = validity.firstIndex { $0.coder.kind != .person } ?? 0
    for (place, comparison) in validity.enumerated() {
      var page = Markup()
      page.startFold(id: partID(place), isOpen: place == shown) { page in
        page.name(comparison.coder.name.shortName)
        page.text(" against gold")
      }
      ComparisonBlock(
        comparison, unscaled: unscaled.first { $0.coder == comparison.coder.name }?.calibration
      ).write(to: &page)
      page.endFold()
      send(page)
    }
    guard !variable.agreement.isEmpty else { return }
    var pairs = Markup()
    pairs.startFold(id: "\(id)-pairs", isOpen: false) { $0.text("Coders among themselves") }
    PairsTable(variable.agreement).write(to: &pairs)
    pairs.endFold()
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
