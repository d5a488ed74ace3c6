import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders

/// `codeframe explain`: lists what a coder goes by.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "List the terms that a text-svm coder goes by, or the weights of a fusion.",
    discussion: helpText(
      """
      For each category the terms that speak most for it and most against it, with their weights, in the model that
      learned from all gold posts. Words in a row stand as they are, characters in a row between ‹ and ›. A weight says what
      the coder goes by, not why: a word may stand for what is posted with it.

      Of a fusion: the weights of its parts and the losses, epoch by epoch.

        codeframe explain words
        codeframe explain words --variable ces -n 5
        codeframe explain words --json
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The coder's name in codeframe.yaml.") var coder: String
  @Option(help: "Only this variable.") var variable: String?
  @Option(name: [.customShort("n"), .long], help: "How many terms for and against each category.")
  var count = 20
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if count < 1 { throw ValidationError("-n takes a whole number from 1") }
  }

  func run() async throws {
    let bench = try options.workbench(for: coder, on: .cpu)
    if case .fusion(let parameters) = bench.coder.parameters {
      let workshop = try FusionWorkshop(bench: bench, parameters: parameters)
      return try explain(workshop, variables: try variables(of: bench))
    }
    guard case .textSVM(let parameters) = bench.coder.parameters else {
      throw UserError(
        "\(coder) is \(bench.coder.parameters.kind.withArticle) coder; only what text-svm coders and fusions go by "
          + "can be listed")
    }
    let workshop = TextSVMWorkshop(bench: bench, parameters: parameters)
    guard let (trained, notices) = try workshop.learned() else {
      throw UserError(
        "\(coder) has not been trained for this configuration; codeframe train \(coder) does it")
    }
    for notice in notices { Console.say(notice) }
    let found = trained.explanations(of: try variables(of: bench), count: count)
    if json { return try Console.put(json: found) }
    guard !found.isEmpty else {
      throw UserError("\(coder) could not learn anything; codeframe train \(coder) says why")
    }
    for (place, explanation) in found.enumerated() {
      if place > 0 { Console.put("") }
      Console.put(Console.printable("\(explanation.variable): \(explanation.label)"))
      Console.put(Self.table(explanation))
    }
  }

  private func variables(of bench: Workbench) throws -> [Variable] {
    guard let variable else { return bench.variables }
    let found = bench.variables.filter { $0.name == variable }
    guard !found.isEmpty else {
      throw UserError(
        "\(coder) answers no variable \(variable); it answers "
          + bench.variables.map(\.name).joined(separator: ", "))
    }
    return found
  }

  private static func table(_ explanation: TextExplanation) -> TextTable {
    var table = TextTable([("weight", .right), ("for", .left), ("weight", .right), ("against", .left)])
    for row in 0..<max(explanation.highest.count, explanation.lowest.count) {
      table.add(
        [explanation.highest, explanation.lowest].flatMap { terms in
          row < terms.count
            ? [Figures.decimal(terms[row].weight, places: 3), shown(terms[row])] : ["", ""]
        })
    }
    return table
  }

  private static func shown(_ term: TextExplanation.WeightedTerm) -> String {
    term.kind == .word ? term.term : "‹\(term.term)›"
  }
}
