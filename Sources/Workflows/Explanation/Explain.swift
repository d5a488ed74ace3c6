import ContentCoding
import Inference
import Learning
import ModelCoders

/// Says what a coder that learned decides by: the terms of a text-svm coder, the weights of a fusion.
package struct Explain: Workflow, Sendable {
  /// The coder's name in the study's file.
  package let coder: String
  /// The variable; nil for all that the coder answers.
  package var variable: String?
  /// How many terms for and against each category.
  package var count = 20

  /// The explanation of `coder`.
  package init(coder: String, variable: String? = nil, count: Int = 20) {
    self.coder = coder
    self.variable = variable
    self.count = count
  }

  /// What a coder decides by, at least one variable of it.
  package enum Outcome: Sendable {
    /// Terms, for each category.
    case terms([TextExplanation])
    /// How a training by epochs went, for each variable.
    case courses([CourseExplanation])
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    let context = try open.context(for: coder, on: .cpu)
    guard let setup = try context.setup() as? any ExplainsItself else {
      throw UserError(
        "\(coder) is \(context.coder.parameters.kind.withArticle) coder; only the terms of text-svm coders and the "
          + "epochs of fusions, engagement networks and the heads linear-sgd and mlp can be listed")
    }
    guard let learned = try setup.explanation(of: context.variables(named: variable), count: count) else {
      throw UserError(
        "\(coder) has not been trained for this configuration; codeframe train \(coder) does it")
    }
    for notice in learned.notices { open.listener.notice(notice) }
    return learned.explanation
  }

}

extension CoderContext {
  /// The variable called `name` that the coder answers; all that it answers where there is no name.
  func variables(named name: String?) throws -> [Variable] {
    guard let name else { return variables }
    let found = variables.filter { $0.name == name }
    guard !found.isEmpty else {
      throw UserError(
        "\(coder.name) answers no variable \(name); it answers "
          + variables.map(\.name).joined(separator: ", "))
    }
    return found
  }
}

/// How the training of one variable went, epoch by epoch, as JSON has it.
package struct CourseExplanation: Encodable, Sendable {
  /// The variable's name.
  package let variable: String
  /// The names of a fusion's parts, in the order of the weights; empty where there are none.
  package let parts: [String]
  /// The weights after the best epoch; nil for concatenated parts, and without parts.
  package let weights: [Double]?
  /// Losses and weights, epoch by epoch.
  package let course: TrainingCourse

  /// The explanations of those of `variables` that something without parts learned by epochs.
  static func explanations(
    of courses: [(variable: String, course: TrainingCourse)], variables: [Variable]
  ) -> [CourseExplanation] {
    let names = Set(variables.map(\.name))
    return courses.filter { names.contains($0.variable) }.map {
      CourseExplanation(variable: $0.variable, parts: [], weights: nil, course: $0.course)
    }
  }

  /// The explanations of those of `variables` that the fusion learned.
  package static func explanations(of trained: TrainedFusion, variables: [Variable]) -> [CourseExplanation] {
    let names = Set(variables.map(\.name))
    let parts = trained.parameters.parts.map(\.name)
    return trained.variables.filter { names.contains($0.variable.name) }.compactMap { variable in
      variable.course.map {
        CourseExplanation(
          variable: variable.variable.name, parts: parts, weights: variable.weights, course: $0)
      }
    }
  }
}
