import ContentCoding
import Learning
import ModelCoders
import Pages
import Storage

extension FusionSetup: ExplainsItself {
  func explanation(
    of variables: [Variable], count: Int
  ) throws -> (explanation: Explain.Outcome, notices: [String])? {
    try explanation { .courses(CourseExplanation.explanations(of: $0, variables: variables)) }
  }
}

extension FusionSetup: ShowsCourse {
  static func courses(in stored: StoredHead, of coder: String) throws -> [LearningCourse] {
    let trained: TrainedFusion = try stored.learned()
    return trained.variables.compactMap { variable in
      variable.course.map { course in
        LearningCourse(
          coder: coder, variable: variable.variable.name, parts: trained.parameters.parts.map(\.name), course)
      }
    }
  }
}

extension LearningCourse {
  /// The course of `variable` as the report shows it.
  init(coder: String, variable: String, parts: [String] = [], _ course: TrainingCourse) {
    self.init(
      coder: coder, variable: variable, parts: parts, weights: course.weights, losses: course.losses,
      heldOutLosses: course.validationLosses, accuracies: course.accuracies,
      heldOutAccuracies: course.validationAccuracies, bestEpoch: course.bestEpochs)
  }
}
