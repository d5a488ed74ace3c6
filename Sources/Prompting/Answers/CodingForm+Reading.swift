import ContentCoding
import Foundation

extension CodingForm {
  /// Reads a reply.
  ///
  /// The reply may be the object alone, in a code fence, or with words or other objects around it; of several objects the last
  /// one that is a whole answer counts. Objects inside are flattened; unknown keys are noted and ignored. A variable whose
  /// filter question fails by the reply's own answers is `abstained` (``Reason/Code/notApplicable``), whatever is said of it.
  /// What the model thinks aloud (``Reasoning``) is no answer, nor is what comes before the end of a reply that was cut off.
  /// Where one variable is asked, the bare value is read as well.
  ///
  /// - Parameters:
  ///   - text: the reply.
  ///   - tokens: its tokens with their log-probabilities, for the confidence; see ``TokenConfidence``.
  ///   - isCutOff: whether the model had to stop before its end.
  /// - Returns: what it says, or what is wrong with it.
  public func read(
    _ text: String, tokens: [TokenProbability] = [], isCutOff: Bool = false
  ) -> Result<AnswerReading, AnswerProblems> {
    guard let start = Reasoning.answerStart(in: text) else {
      return .failure(AnswerProblems(["the reply ends before the model has thought its answer through"]))
    }
    let finder = JSONFinder(text, from: start)
    let rest = text.utf8.dropFirst(finder.objects.last?.place.upperBound ?? start)
    if isCutOff, !finder.isCutOff, !finder.objects.isEmpty, !rest.allSatisfy(Self.mayFollow) {
      return .failure(AnswerProblems(["what follows the answer is not complete"]))
    }
    if isCutOff, finder.isCutOff { return .failure(AnswerProblems(["the JSON object is not complete"])) }
    let confidence = TokenConfidence(tokens: tokens, text: text)
    var best: (problems: AnswerProblems, count: Int)?
    for object in finder.objects.reversed() {
      let fields = ReplyFields(object.members, form: self)
      guard fields.count > 0 || variables.isEmpty else { continue }
      let result = read(fields, confidence: confidence)
      guard case .failure(let problems) = result else { return result }
      if fields.count > best?.count ?? 0 { best = (problems, fields.count) }
    }
    if let best { return .failure(best.problems) }
    if finder.isCutOff { return .failure(AnswerProblems(["the JSON object is not complete"])) }
    if finder.objects.isEmpty, !isCutOff, let bare = bareAnswer(rest) { return .success(bare) }
    let isEmpty = text.utf8.dropFirst(start).allSatisfy { Self.blanks.contains($0) }
    return .failure(
      AnswerProblems([
        isEmpty
          ? "the reply is empty"
          : finder.objects.isEmpty
            ? "the reply holds no JSON object" : "the JSON object has none of the keys that were asked for"
      ]))
  }

  private static let blanks = Array(" \n\r\t".utf8)

  /// What may stand behind an answer that is whole: blanks and the end of a code fence.
  private static func mayFollow(_ byte: UInt8) -> Bool { blanks.contains(byte) || byte == UInt8(ascii: "`") }

  /// `B`, `"B"`, `["a", "b"]`, `YES`, `3`, `topic: B`: the value alone, where one variable is asked.
  private func bareAnswer(_ bytes: Substring.UTF8View) -> AnswerReading? {
    guard variables.count == 1, let variable = variables.first, bytes.count <= 1000 else { return nil }
    var text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    let reader = ValueReader(variable: variable)
    for _ in 0..<3 {
      let written = JSONScanner.whole(text) ?? .string(text)
      if case .value(let value, _) = reader.read(written) {
        return AnswerReading(
          answers: [
            .coded(value, confidence: nil, details: ["mended": String("the bare reply: \(text)".prefix(200))])
          ],
          rationale: nil, unknown: [])
      }
      text = text.trimmingCharacters(in: Self.dressing)
      for name in [variable.name, "answer", "final answer"]
      where text.lowercased().hasPrefix(name.lowercased() + ":") {
        text = String(text.dropFirst(name.count + 1))
      }
      text = text.trimmingCharacters(in: Self.dressing)
    }
    return nil
  }

  private static let dressing = CharacterSet.whitespacesAndNewlines.union(
    CharacterSet(charactersIn: "`*\"'.“”"))

  private func read(
    _ fields: ReplyFields, confidence: TokenConfidence?
  ) -> Result<AnswerReading, AnswerProblems> {
    var problems: [String] = []
    var known: [String: Answer] = [:]
    let answers = variables.map { variable -> Answer in
      let found = answer(to: variable, in: fields, known: known, confidence: confidence)
      switch found {
      case .success(let answer):
        known[variable.name] = answer
        return answer
      case .failure(let problem):
        problems += problem.list
        return .failed(Reason(.invalidAnswer, problem.description))
      }
    }
    guard problems.isEmpty else { return .failure(AnswerProblems(problems)) }
    return .success(
      AnswerReading(
        answers: answers, rationale: text(of: keys.rationale, in: fields), unknown: fields.unknown))
  }

  private func answer(
    to variable: Variable, in fields: ReplyFields, known: [String: Answer], confidence: TokenConfidence?
  ) -> Result<Answer, AnswerProblems> {
    if let reason = variable.exclusion(by: { known[$0] }) { return .success(.abstained(reason)) }
    let name = variable.name
    let accepted = "accepted: \(variable.accepted)"
    let isFiltered = !variable.appliesWhen.isEmpty
    let reader = ValueReader(variable: variable)
    let given = fields.values[name] ?? []
    let readings = given.map { reader.read($0.value) }
    guard let reading = readings.first else {
      return .failure(AnswerProblems(["`\(name)` is missing; \(accepted)"]))
    }
    if readings.dropFirst().contains(where: { !$0.agrees(with: reading) }) {
      let written = given.prefix(3).map { String($0.value.text.prefix(60)) }.joined(separator: " and ")
      return .failure(AnswerProblems(["`\(name)` is given more than once, as \(written)"]))
    }
    switch reading {
    case .nothing where isFiltered && !variable.isAsked(by: known):
      return .success(.abstained(Reason(.notApplicable, "the model says that it does not apply")))
    case .nothing:
      let why = isFiltered ? ", though \(variable.condition ?? "it applies")" : ""
      return .failure(AnswerProblems(["`\(name)` is null\(why); \(accepted)"]))
    case .wrong(let shown):
      return .failure(AnswerProblems(["`\(name)` is \(shown); \(accepted)"]))
    case .value(let value, let isMended):
      var details: [String: String] = [:]
      if isMended || fields.mended.contains(name) {
        details["mended"] = given.first.map { String("\($0.name): \($0.value.text)".prefix(200)) }
      }
      if let key = otherKey(of: variable), let other = text(of: key, in: fields) { details["other"] = other }
      let stated = confidenceKey(of: variable).flatMap { number(of: $0, in: fields) }
      let measured = given.first?.place.flatMap { confidence?.probability(of: $0) }
      return .success(.coded(value, confidence: measured ?? stated, details: details))
    }
  }

  private func text(of key: String, in fields: ReplyFields) -> String? {
    guard case .string(let text)? = fields.values[key]?.first?.value else { return nil }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : String(trimmed.prefix(2000))
  }

  /// A self-stated confidence from 0 to 1; anything else says nothing.
  private func number(of key: String, in fields: ReplyFields) -> Double? {
    switch fields.values[key]?.first?.value {
    case .number(let number)? where (0...1).contains(number): number
    case .string(let text)?: Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
    default: nil
    }
  }
}

extension Variable {
  /// Whether earlier `answers` say that the variable applies.
  func isAsked(by answers: [String: Answer]) -> Bool {
    appliesWhen.allSatisfy { $0.holds(for: answers[$0.variable]?.value) }
  }
}
