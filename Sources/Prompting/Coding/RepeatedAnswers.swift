import ContentCoding

/// Makes one answer of several repetitions of the same question.
///
/// The value that most repetitions give is the answer, an abstention of one kind counting like a value; of equally frequent
/// ones that which came first. Numbers are the mean of all, a tag is given where more than half of the coded repetitions give
/// it. `agreement` in the details is the share of repetitions that gave exactly the answer; for numbers, which seldom repeat
/// exactly, the share of the most frequent one. The confidence is the mean over the repetitions of the answer's kind.
/// Repetitions that failed take no part unless all did.
enum RepeatedAnswers {
  /// The answer of `answers`, which holds one for each repetition and is not empty.
  static func combined(_ answers: [Answer], type: VariableType) -> Answer {
    guard answers.count > 1 else {
      return answers.first ?? .failed(Reason(.invalidAnswer, "nothing was asked"))
    }
    let voters = answers.filter { $0.status != .failed }
    guard let winner = mostFrequent(voters, by: { group(of: $0, type: type) }) else { return answers[0] }
    let winning = group(of: winner, type: type)
    let supporters = voters.filter { group(of: $0, type: type) == winning }
    var answer = winner
    var agreeing = supporters.count
    if winner.status == .coded {
      let values = supporters.compactMap(\.value)
      switch type {
      case .number:
        let numbers = values.compactMap { value -> Double? in
          if case .number(let number) = value { number } else { nil }
        }
        answer.value = .number(mean(of: numbers))
        agreeing = Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +).values.max() ?? 0
      case .tags:
        let tags = majority(of: values)
        answer.value = .tags(tags)
        agreeing = values.count { $0 == .tags(tags) }
      case .category, .boolean, .openText: break
      }
      let confidences = supporters.compactMap(\.confidence)
      answer.confidence =
        confidences.isEmpty ? nil : min(1, confidences.reduce(0, +) / Double(confidences.count))
    }
    answer.details["agreement"] =
      "\((Double(agreeing) / Double(answers.count) * 10_000).rounded() / 10_000)"
    answer.details["repetitions"] = "\(answers.count)"
    return answer
  }

  /// The mean, which rounding does not carry outside the numbers.
  private static func mean(of numbers: [Double]) -> Double {
    let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
    return max(numbers.min() ?? mean, min(numbers.max() ?? mean, mean))
  }

  private static func majority(of values: [CodedValue]) -> Set<String> {
    var counts: [String: Int] = [:]
    for case .tags(let tags) in values { for tag in tags { counts[tag, default: 0] += 1 } }
    return Set(counts.filter { $0.value * 2 > values.count }.keys)
  }

  /// What an answer votes for: its value, or for numbers and tags that there is one, or its kind of abstention.
  private static func group(of answer: Answer, type: VariableType) -> String {
    guard let value = answer.value else { return "abstained \(answer.reason?.code.rawValue ?? "")" }
    return type == .number || type == .tags ? "coded" : "coded \(value.text)"
  }

  private static func mostFrequent(_ answers: [Answer], by group: (Answer) -> String) -> Answer? {
    var counts: [String: Int] = [:]
    for answer in answers { counts[group(answer), default: 0] += 1 }
    let most = counts.values.max()
    return answers.first { counts[group($0)] == most }
  }
}
