import ContentCoding
import Reliability
import Workflows

/// Agreement as people read it on a terminal.
struct AgreementText {
  private let agreement: StudyAgreement

  /// The words for `agreement`.
  init(_ agreement: StudyAgreement) {
    self.agreement = agreement
  }

  /// A block for each variable.
  var text: String {
    (["Agreement between coders; none of them counts as the truth. It describes \(agreement.basis)."]
      + agreement.variables.flatMap(blocks)).joined(separator: "\n\n")
  }

  /// What to do with it.
  var next: String? {
    agreement.variables.contains { $0.agreement != nil }
      ? "next: see what they disagree on: codeframe agreement --disagreements -o disagreements.csv" : nil
  }

  private func blocks(of variable: StudyAgreement.OfVariable) -> [String] {
    guard let found = variable.agreement else {
      let coders = variable.others
      return [
        coders.isEmpty
          ? "\(variable.variable): nobody has coded it"
          : "\(variable.variable): only \(coders[0]) has coded it, and agreement takes two"
      ]
    }
    var blocks = [summary(of: variable, found)]
    if let table = Self.categories(of: found) { blocks.append(table) }
    if found.coders.count > 2 { blocks.append(Self.pairs(of: found).text) }
    if !variable.parts.isEmpty { blocks.append(parts(of: variable).text) }
    return blocks
  }

  private func summary(of variable: StudyAgreement.OfVariable, _ found: VariableAgreement) -> String {
    var lines = [
      "\(found.variable) (\(found.type == .tags || found.type == .openText ? found.type.rawValue : found.level.rawValue)): "
        + "\(found.coders.map(\.name).joined(separator: ", ")), "
        + "\(Figures.count(found.agreement.pairableUnits, "post")) coded by two or more"
    ]
    let ofPair = found.coders.count == 2 ? found.agreement.pairs.first?.statistics ?? [] : []
    let joint = found.agreement.statistics
    let shown = joint + ofPair.filter { statistic in !joint.contains { $0.label == statistic.label } }
    lines += StatisticsText(shown).lines.map { "  \($0)" }
    if found.retired > 0 {
      lines.append(
        "  ! \(Figures.count(found.retired, "coding")) left out: the codebook no longer offers their value")
    }
    if !variable.others.isEmpty {
      lines.append("  not compared: \(variable.others.joined(separator: ", ")); name them with --coders")
    }
    return lines.joined(separator: "\n")
  }

  /// The categories that were used; the rest is counted.
  private static func categories(of found: VariableAgreement) -> String? {
    let used = found.agreement.categories.filter { $0.codings > 0 }
    guard let first = used.first else { return nil }
    var table = TextTable(
      [(found.variable, .left), ("codings", .right)] + first.statistics.map { ($0.label, .left) })
    for category in used {
      table.add(
        [category.category, Figures.count(category.codings)] + category.statistics.map { Figures.figure($0) })
    }
    let unused = found.agreement.categories.count - used.count
    return table.text
      + (unused > 0 ? "\n\(Figures.count(unused, "category", plural: "categories")) that nobody used" : "")
  }

  private static func pairs(of found: VariableAgreement) -> TextTable {
    let labels = found.agreement.pairs.first?.statistics.map(\.labelBetweenCoders) ?? []
    var table = TextTable(
      [("coder", .left), ("coder", .left), ("posts", .right)] + labels.map { ($0, .left) })
    for pair in found.agreement.pairs {
      table.add(
        found.names(of: pair) + [Figures.count(pair.units)] + pair.statistics.map { Figures.figure($0) })
    }
    return table
  }

  private func parts(of variable: StudyAgreement.OfVariable) -> TextTable {
    let labels = variable.parts.first?.agreement.agreement.statistics.map(\.label) ?? []
    var table = TextTable(
      [(agreement.by ?? "", .left), ("posts", .right)] + labels.map { ($0, .left) })
    for part in variable.parts {
      table.add(
        [part.value, Figures.count(part.agreement.agreement.pairableUnits)]
          + part.agreement.agreement.statistics.map { Figures.figure($0) })
    }
    return table
  }
}
