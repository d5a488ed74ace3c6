import ContentCoding
import Learning
import ModelCoders

extension ExplainCommand {
  /// How the training of one variable went, as JSON has it.
  private struct Explanation: Encodable {
    let variable: String
    /// The names of the parts, in the order of the weights.
    let parts: [String]
    /// The weights after the best epoch; nil for concatenated parts.
    let weights: [Double]?
    let course: FusionCourse
  }

  /// Prints the weights of a fusion's parts and how they came about.
  func explain(_ workshop: FusionWorkshop, variables: [Variable]) throws {
    guard let (trained, notices) = try workshop.learned() else {
      throw UserError(
        "\(coder) has not been trained for this configuration; codeframe train \(coder) does it")
    }
    for notice in notices { Console.say(notice) }
    let names = Set(variables.map(\.name))
    let parts = trained.parameters.parts.map(\.name)
    let found = trained.variables.filter { names.contains($0.variable.name) }.compactMap { variable in
      variable.course.map {
        Explanation(variable: variable.variable.name, parts: parts, weights: variable.weights, course: $0)
      }
    }
    if json { return try Console.put(json: found) }
    guard !found.isEmpty else {
      throw UserError("\(coder) could not learn anything; codeframe train \(coder) says why")
    }
    for (place, explanation) in found.enumerated() {
      if place > 0 { Console.put("") }
      Console.put(
        Console.printable("\(explanation.variable): trained for \(explanation.course.bestEpochs) epochs"))
      Console.put(Self.table(explanation))
    }
  }

  private static func table(_ explanation: Explanation) -> TextTable {
    let course = explanation.course
    let parts = course.weights.isEmpty ? [] : explanation.parts
    var table = TextTable(
      [("epoch", .right), ("loss", .right), ("left out", .right)] + parts.map { ($0, .right) })
    for epoch in course.losses.indices {
      let weights = course.weights.indices.contains(epoch) ? course.weights[epoch] : []
      table.add(
        [
          "\(epoch + 1)\(epoch + 1 == course.bestEpochs ? " *" : "")",
          Figures.decimal(course.losses[epoch], places: 4),
          course.validationLosses.indices.contains(epoch)
            ? Figures.decimal(course.validationLosses[epoch], places: 4) : "",
        ] + parts.indices.map { $0 < weights.count ? Figures.decimal(weights[$0], places: 3) : "" })
    }
    return table
  }
}
