import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Workflows

/// `codeframe explain`: lists what a coder goes by.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "List the terms that a text-svm coder uses, or how a training went, epoch by epoch.",
    discussion: helpText(
      """
      For each category the terms that speak most for it and most against it, with their weights, in the model that
      learned from all gold posts. Words in a row stand as they are, characters in a row between ‹ and ›. A weight says which
      terms the coder uses, not why: a word may only occur together with what matters.

      Of what is trained by epochs (the heads linear-sgd and mlp, engagement networks, fusions): the loss in training and on posts
      that were left out, the epoch that answers marked by a star; of a fusion the weights of its parts too.

        codeframe explain words
        codeframe explain words --variable ces -n 5
        codeframe explain words --json
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The coder's name in codeframe.yaml.", completion: NameCompletion.coders) var coder: String
  @Option(help: "Only this variable.", completion: NameCompletion.variables) var variable: String?
  @Option(name: [.customShort("n"), .long], help: "How many terms for and against each category.")
  var count = 20
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if count < 1 { throw ValidationError("-n takes a whole number from 1") }
  }

  func run() async throws {
    switch try Explain(coder: coder, variable: variable, count: count).run(in: options.open()) {
    case .terms(let explanations):
      try show(explanations) { ("\($0.variable): \($0.label)", Self.table($0)) }
    case .courses(let explanations):
      try show(explanations) {
        ("\($0.variable): trained for \($0.course.bestEpochs) epochs", Self.table($0))
      }
    }
  }

  /// Prints explanations, each with its heading.
  private func show<Explanation: Encodable>(
    _ explanations: [Explanation], as text: (Explanation) -> (heading: String, table: TextTable)
  ) throws {
    if json { return try Console.put(json: explanations) }
    guard !explanations.isEmpty else {
      throw UserError("\(coder) could not learn anything; codeframe train \(coder) says why")
    }
    for (place, explanation) in explanations.enumerated() {
      if place > 0 { Console.put("") }
      let (heading, table) = text(explanation)
      Console.put(Console.printable(heading))
      Console.put(table)
    }
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

  private static func table(_ explanation: CourseExplanation) -> TextTable {
    let course = explanation.course
    let parts = course.weights.isEmpty ? [] : explanation.parts
    let columns = [
      ("loss", course.losses), ("left out", course.validationLosses), ("right", course.accuracies),
      ("left out, right", course.validationAccuracies),
    ].filter { !$0.1.isEmpty }
    var table = TextTable([("epoch", .right)] + (columns.map(\.0) + parts).map { ($0, .right) })
    for epoch in course.losses.indices {
      let weights = course.weights.indices.contains(epoch) ? course.weights[epoch] : []
      table.add(
        [
          "\(epoch + 1)\(epoch + 1 == course.bestEpochs ? " *" : "")"
        ]
          + columns.map { _, values in
            values.indices.contains(epoch) ? Figures.decimal(values[epoch], places: 4) : ""
          }
          + parts.indices.map { $0 < weights.count ? Figures.decimal(weights[$0], places: 3) : "" })
    }
    return table
  }
}
