import ContentCoding

/// Makes one answer of those to each picture and frame of a post.
enum PictureVotes {
  /// The answer of `answers`, one for each picture and not empty.
  ///
  /// - Parameters:
  ///   - answers: what was answered of each picture.
  ///   - type: the variable's.
  ///   - rule: `mode` is the most frequent answer, of numbers the mean, of tags those of more than half; `any` and `at-least` count
  ///     the pictures that show something, of booleans and tags.
  /// - Returns: the answer; where no picture has one, that of the first.
  static func combined(_ answers: [Answer], type: VariableType, rule: CombineRule) -> Answer {
    guard answers.count > 1 else { return answers[0] }
    let needed: Int? =
      switch rule {
      case .any: 1
      case .atLeast(let count): max(1, count)
      case .mean, .max, .mode, .atLeastLearned: nil
      }
    let values = answers.compactMap(\.value)
    guard let needed, !values.isEmpty, type == .boolean || type == .tags else {
      return named(RepeatedAnswers.combined(answers, type: type), answers.count)
    }
    var answer = answers.first { $0.value != nil } ?? answers[0]
    var counts: [String: Int] = [:]
    for value in values {
      switch value {
      case .boolean(true): counts["true", default: 0] += 1
      case .tags(let tags): for tag in tags { counts[tag, default: 0] += 1 }
      default: break
      }
    }
    let seen = Set(counts.filter { $0.value >= needed }.keys)
    answer.value = type == .boolean ? .boolean(seen.contains("true")) : .tags(seen)
    answer.confidence = nil
    answer.details["at-least"] = "\(needed)"
    return named(answer, answers.count)
  }

  /// The answer with how many pictures were asked about.
  private static func named(_ answer: Answer, _ count: Int) -> Answer {
    var answer = answer
    answer.details["repetitions"] = nil
    answer.details["pictures"] = "\(count)"
    return answer
  }
}
