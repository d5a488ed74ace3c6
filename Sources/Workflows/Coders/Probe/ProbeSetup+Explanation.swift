import ContentCoding
import ModelCoders
import Pages
import Storage

extension ProbeSetup: ExplainsItself {
  func explanation(
    of variables: [Variable], count: Int
  ) throws -> (explanation: Explain.Outcome, notices: [String])? {
    guard parameters.head.isTrainedByEpochs else {
      throw UserError(
        "\(context.coder.name) learns by \(parameters.head.rawValue), which has no epochs to list; those of the heads linear-sgd and mlp can be"
      )
    }
    return try explanation { .courses(CourseExplanation.explanations(of: $0.courses, variables: variables)) }
  }
}

extension ProbeSetup: ShowsCourse {
  static func courses(in stored: StoredHead, of coder: String) throws -> [LearningCourse] {
    let trained: TrainedProbe = try stored.learned()
    return trained.courses.map { LearningCourse(coder: coder, variable: $0.variable, $0.course) }
  }
}
