import ContentCoding
import Foundation

extension Cite {
  /// The works on the methods that a study used, as BibTeX.
  static func works(agreement: Bool, kinds: Set<CoderKind>, rules: [String]) -> [String] {
    var works = [
      entry(
        "article", "efron1979", author: "Efron, Bradley",
        title: "Bootstrap Methods: Another Look at the Jackknife",
        year: 1979, "journal = {Annals of Statistics}, volume = {7}, number = {1}, pages = {1--26}")
    ]
    if agreement {
      works.append(
        entry(
          "techreport", "krippendorff2011", author: "Krippendorff, Klaus",
          title: "Computing Krippendorff's Alpha-Reliability", year: 2011,
          "institution = {University of Pennsylvania, Annenberg School for Communication}"))
      works.append(
        entry(
          "article", "gwet2008", author: "Gwet, Kilem Li",
          title: "Computing Inter-Rater Reliability and Its Variance in the Presence of High Agreement",
          year: 2008,
          "journal = {British Journal of Mathematical and Statistical Psychology}, volume = {61}, pages = {29--48}"
        ))
    }
    if kinds.contains(.consensus), rules.contains(where: { $0.contains("dawid-skene") }) {
      works.append(
        entry(
          "article", "dawid1979", author: "Dawid, Alexander Philip and Skene, Allan M.",
          title: "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", year: 1979,
          "journal = {Applied Statistics}, volume = {28}, number = {1}, pages = {20--28}"))
    }
    return works
  }

  private static func entry(
    _ kind: String, _ key: String, author: String, title: String, year: Int, _ rest: String
  ) -> String {
    """
    @\(kind){\(key),
      author = {\(author)}, title = {{\(title)}}, year = {\(year)},
      \(rest)
    }
    """
  }

  /// A model as it was used.
  static func entry(_ model: ModelRecord) -> String {
    let key = String(
      model.name.unicodeScalars.map {
        CharacterSet.alphanumerics.contains($0) && $0.isASCII ? Character($0) : "-"
      })
    let name = escaped(model.name)
    let revision = model.revision.map { "revision \(escaped($0)), " } ?? ""
    return """
      @misc{\(key),
        title = {{\(name)}}, note = {Model, \(revision)SHA-256 \(escaped(model.sha256))}
      }
      """
  }

  /// A text that names no command of LaTeX and closes no brace.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "\\", "{", "}": escaped += " "
      case "_", "&", "%", "$", "#": escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
  }
}
