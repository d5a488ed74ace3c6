import ContentCoding

extension PromptedCoder {
  /// The answers of one repetition, one for each variable.
  func answers(
    about material: PostMaterial, examples: [GoldExample], repetition: Int, expenses: inout Expenses
  ) async throws -> [Answer] {
    switch composer.parameters.prompt {
    case .simple, .extended, .fewShot, .custom:
      let request = composer.question(about: material, examples: examples)
      return try await answers(to: request, repetition: repetition, expenses: &expenses)
    case .twoStep:
      return try await twoSteps(about: material, repetition: repetition, expenses: &expenses)
    case .verbatim:
      return try await words(about: material, repetition: repetition, expenses: &expenses)
    case .sequence:
      return try await sequence(about: material, repetition: repetition, expenses: &expenses)
    }
  }

  private func answers(
    to request: ChatRequest, repetition: Int, expenses: inout Expenses
  ) async throws -> [Answer] {
    let outcome = try await interview.ask(
      request, form: composer.form, repetition: repetition, expenses: &expenses)
    switch outcome {
    case .answered(let reading): return reading.explained
    case .obstacle(let answer): return composer.form.variables.map { _ in answer }
    }
  }

  /// The reply as it is.
  private func words(
    about material: PostMaterial, repetition: Int, expenses: inout Expenses
  ) async throws -> [Answer] {
    let found = try await interview.words(
      composer.words(about: material), repetition: repetition, expenses: &expenses)
    return variables.map { variable in
      switch found {
      case .success(let words): .reading(words, of: variable)
      case .failure(let obstacle): obstacle.answer
      }
    }
  }

  /// A post without pictures has nothing to describe: its texts are classified.
  private func twoSteps(
    about material: PostMaterial, repetition: Int, expenses: inout Expenses
  ) async throws -> [Answer] {
    var description: String?
    if !material.pictures.isEmpty {
      let found = try await interview.words(
        composer.description(of: material), repetition: repetition, expenses: &expenses)
      switch found {
      case .success(let words): description = words
      case .failure(let obstacle): return variables.map { _ in obstacle.answer }
      }
    }
    let request = composer.classification(of: material, described: description)
    var coded = try await answers(to: request, repetition: repetition, expenses: &expenses).map { answer in
      var answer = answer
      answer.details["description"] = description.map { String($0.prefix(AnswerLoop.replyLimit)) }
      return answer
    }[...]
    return variables.compactMap { variable in
      guard variable.name == composer.parameters.describes else { return coded.popFirst() }
      return description.map { .reading($0, of: variable) }
        ?? .abstained(Reason(.noPicture, "the post has no picture to describe"))
    }
  }

  /// Asks variable by variable; one that the answers before rule out is not asked, and one without an answer is not spoken of
  /// again.
  private func sequence(
    about material: PostMaterial, repetition: Int, expenses: inout Expenses
  ) async throws -> [Answer] {
    var known: [String: Answer] = [:]
    var earlier: [(variable: Variable, answer: Answer)] = []
    var answers: [Answer] = []
    for variable in variables {
      let answer: Answer
      if let reason = variable.exclusion(by: { known[$0] }) {
        answer = .abstained(reason)
      } else {
        let outcome = try await interview.ask(
          composer.step(variable, about: material, after: earlier), form: composer.stepForm(variable),
          repetition: repetition, expenses: &expenses)
        answer =
          switch outcome {
          case .answered(let reading): reading.explained.first ?? .failed(Reason(.invalidAnswer, "no answer"))
          case .obstacle(let answer): answer
          }
      }
      known[variable.name] = answer
      answers.append(answer)
      if answer.status == .coded { earlier.append((variable, answer)) }
    }
    return answers
  }
}

extension AnswerReading {
  /// The answers with the rationale, and what was ignored of the reply, in their details.
  fileprivate var explained: [Answer] {
    answers.map { answer in
      var answer = answer
      answer.details["rationale"] = rationale
      if !unknown.isEmpty { answer.details["ignored"] = unknown.joined(separator: ", ") }
      return answer
    }
  }
}
