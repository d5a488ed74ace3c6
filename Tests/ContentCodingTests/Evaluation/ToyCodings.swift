import ContentCoding
import Reliability

extension VariableCodings {
  /// Codings of the posts `p0000`, `p0001`, ...; nil where the coder never saw the post.
  init(_ name: String, _ answers: [Answer?], kind: CoderKind = .model, fold: Int? = nil) {
    self.init(
      coder: CoderIdentity(name: name, kind: kind),
      codings: answers.enumerated().compactMap { position, answer in
        answer.map { Coding(postID: Self.post(position), variable: "v", answer: $0, fold: fold) }
      })
  }

  /// The id of the post at `position`; ids sort as positions do.
  static func post(_ position: Int) -> String {
    let digits = String(position)
    return "p" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Answer {
  static let unsure = Answer.abstained(Reason(.undecided, "none fits"))
  static let broken = Answer.failed(Reason(.unreadable, "no picture"))

  static func category(_ name: String) -> Answer { .coded(.category(name)) }
  static func flag(_ flag: Bool) -> Answer { .coded(.boolean(flag)) }
  static func number(_ number: Double) -> Answer { .coded(.number(number)) }
  static func tags(_ tags: String...) -> Answer { .coded(.tags(Set(tags))) }
}

extension Variable {
  static func categories(_ names: [String], level: MeasurementLevel? = nil) -> Variable {
    Variable(name: "v", type: .category, level: level, categories: names.map { Category(name: $0) })
  }
}

extension EvaluationFrame {
  /// All posts, few draws: enough where the interval itself is not what is tested.
  static let quick = EvaluationFrame(bootstrap: Bootstrap(draws: 50))
}

extension Comparison {
  var choice: ChoiceFigures? { if case .choice(let figures) = figures { figures } else { nil } }
  var tags: TagFigures? { if case .tags(let figures) = figures { figures } else { nil } }
  var numbers: NumberFigures? { if case .number(let figures) = figures { figures } else { nil } }
}

func near(_ found: Double?, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
  found.map { abs($0 - expected) <= tolerance } ?? false
}
