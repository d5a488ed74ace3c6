import ContentCoding
import ModelCoders
import Pages
import Storage

extension EngagementSetup: ExplainsItself {
  func explanation(
    of variables: [Variable], count: Int
  ) throws -> (explanation: Explain.Outcome, notices: [String])? {
    guard parameters.model.isTrainedByEpochs else {
      throw UserError(
        "\(context.coder.name) learns by \(parameters.model.rawValue), which has no epochs to list; those of its network can be"
      )
    }
    return try explanation { .courses(CourseExplanation.explanations(of: $0.courses, variables: variables)) }
  }
}

extension EngagementSetup: ShowsCourse {
  static func courses(in stored: StoredHead, of coder: String) throws -> [LearningCourse] {
    let trained: TrainedEngagement = try stored.learned()
    return trained.courses.map { LearningCourse(coder: coder, variable: $0.variable, $0.course) }
  }
}
