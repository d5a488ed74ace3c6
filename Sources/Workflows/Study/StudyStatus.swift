import ContentCoding
import Foundation
import Reliability
import Storage

/// How a study stands, and what to do next.
package struct StudyStatus: Encodable {
  /// A coder and what it has coded.
  package struct OfCoder: Encodable {
    package let name: String
    package let kind: CoderKind
    /// Codings with a value, abstentions and failures.
    package let coded: Int
    package let abstained: Int
    package let failed: Int
    /// Whether the coder stands in codeframe.yaml.
    let isConfigured: Bool
    /// Whether it learned from other codings than there are now; nil where it does not learn or has not.
    package var isStale: Bool?
  }

  /// What people agree on, for one variable.
  package struct Agreement: Encodable {
    package let variable: String
    package let coders: [String]
    package let posts: Int
    /// Krippendorff's alpha; nil where it is undefined.
    package let alpha: Double?
    /// The coefficient, or why there is none.
    package let text: String

    /// The agreement of the people who coded `variable`; nil where there are not two.
    init?(of variable: Variable, among coded: [CoderSummary], in open: OpenStudy) throws {
      let people = try AgreementChoice.ofPeople.coders(of: variable, among: coded, in: open).compared
      guard people.count > 1 else { return nil }
      let alpha = try open.codingMatrix(of: variable, by: people, in: .all).alpha
      self.variable = variable.name
      coders = people.map(\.name)
      posts = alpha.pairableUnits
      self.alpha = alpha.alpha.value
      text = Figures.figure(alpha.alpha)
    }
  }

  package let study: String
  package let posts: Int
  package let media: Int
  /// Media whose files could not be read when a coder last looked.
  package let unreadable: Int
  package let coders: [OfCoder]
  package let agreement: [Agreement]
  package let samples: [String]
  /// What a person should know, one sentence each.
  package let notices: [String]
  /// What to do next: a sentence and a command.
  package let next: NextStep

  package init(of open: OpenStudy) throws {
    let study = open.study
    self.study = open.folder.path
    posts = try study.postCount()
    media = try study.mediaCount()
    unreadable = try study.unreadablePosts()
    let configured = open.configuration.coders.map(\.name)
    let coded = try study.coders()
    coders = try coded.map { summary in
      let counts = summary.counts.values
      func sum(_ status: Answer.Status) -> Int { counts.reduce(0) { $0 + ($1[status] ?? 0) } }
      var coder = OfCoder(
        name: summary.identity.name, kind: summary.identity.kind, coded: sum(.coded),
        abstained: sum(.abstained),
        failed: sum(.failed), isConfigured: configured.contains(summary.identity.name))
      coder.isStale = try Self.isStale(summary.identity.name, in: open)
      return coder
    }
    let people = coders.filter { $0.kind == .person && $0.coded > 0 && !Person.isApart($0.name) }
    agreement = try open.configuration.codebook.variables.compactMap {
      try Agreement(of: $0, among: coded, in: open)
    }
    samples = try study.samples().map(\.name)
    notices = try study.notices()
    next = NextStep(
      open: open, posts: posts, samples: samples, people: people.map(\.name),
      codedBy: Dictionary(coders.map { ($0.name, $0.coded + $0.abstained + $0.failed) }, uniquingKeysWith: +),
      stale: coders.filter { $0.isStale == true }.map(\.name))
  }

  /// Whether gold has changed since the coder learned.
  private static func isStale(_ name: String, in open: OpenStudy) throws -> Bool? {
    guard let coder = open.configuration.coder(named: name), let head = try open.study.head(of: name) else {
      return nil
    }
    guard let teacher = coder.parameters.teacher else { return nil }
    let gold = try GoldCodings(of: teacher, in: open)
    return head.gold != gold.fingerprint(of: open.configuration.variables(of: coder))
  }
}

/// What a person does next, in words and as a command.
package struct NextStep: Encodable {
  package let words: String
  package let command: String

  package init(_ words: String, _ command: String) { (self.words, self.command) = (words, command) }

  /// The first thing that a study of this state lacks.
  package init(
    open: OpenStudy, posts: Int, samples: [String], people: [String], codedBy: [String: Int], stale: [String]
  ) {
    let gold = open.configuration.gold
    let coders = open.configuration.coders
    let learners = coders.filter { $0.parameters.teacher != nil }
    let hasGold = codedBy[gold, default: 0] > 0
    if posts == 0 {
      self.init("import posts", "codeframe import posts FILE")
    } else if people.isEmpty, let ready = coders.first(where: { $0.parameters.teacher == nil }),
      codedBy[ready.name, default: 0] == 0
    {
      self.init(
        "let \(ready.name) code, which needs no gold; or import people's codings",
        "codeframe code \(Shell.quoted(ready.name))")
    } else if people.isEmpty, let sample = samples.first {
      self.init("code \(sample) by hand, in the browser", "codeframe serve")
    } else if people.isEmpty {
      self.init(
        "draw a sample and code it by hand, in the browser",
        "codeframe sample \(min(200, posts)) --name main && codeframe serve")
    } else if !hasGold {
      self.init(
        people.count > 1
          ? "see how far people agree (codeframe agreement), then make gold of their answers"
          : "import a second coder's codings, or gold under the name \(gold)",
        people.count > 1
          ? "codeframe consensus --rule majority --as \(Shell.quoted(gold))"
          : "codeframe import codings FILE --coder \(Shell.quoted(gold))")
    } else if let old = stale.first {
      self.init("\(gold) has changed since \(old) learned", "codeframe train \(Shell.quoted(old))")
    } else if let idle = learners.first(where: { codedBy[$0.name, default: 0] == 0 })
      ?? coders.first(where: { codedBy[$0.name, default: 0] == 0 })
    {
      self.init("let \(idle.name) code", "codeframe code \(Shell.quoted(idle.name))")
    } else if coders.isEmpty {
      self.init("name a coder in codeframe.yaml, or see how far people agree", "codeframe evaluate")
    } else {
      self.init("see how far each coder can be trusted", "codeframe report -o report.html")
    }
  }

  /// `next: words: command`.
  package var text: String { "next: \(words): \(command)" }
}

extension OpenStudy {
  /// What to do next, said at the end of a command.
  package func nextStep() throws -> NextStep {
    let coders = try study.coders()
    var coded: [String: Int] = [:]
    for coder in coders {
      coded[coder.identity.name] = coder.counts.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    }
    return NextStep(
      open: self, posts: try study.postCount(), samples: try study.samples().map(\.name),
      people: coders.filter { $0.identity.kind == .person && coded[$0.identity.name, default: 0] > 0 }.map(
        \.identity.name),
      codedBy: coded, stale: [])
  }
}
