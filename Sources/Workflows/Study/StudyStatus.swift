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

    /// The agreement of the people who coded `variable`; nil where there are not two, and for open texts, which are compared by
    /// embeddings that a look at a study does not wait for.
    init?(of variable: Variable, among coded: [CoderSummary], in open: OpenStudy) throws {
      let people = try AgreementChoice.ofPeople.coders(of: variable, among: coded, in: open).compared
      guard people.count > 1, variable.type != .openText else { return nil }
      let alpha = try open.codingMatrix(of: variable, by: people, in: .all).alpha
      self.variable = variable.name
      coders = people.map(\.name)
      posts = alpha.pairableUnits
      self.alpha = alpha.alpha.value
      text = Figures.figure(alpha.alpha)
    }
  }

  /// What was extracted of posts, last.
  package struct Extracted: Encodable {
    /// What: `labels`, `text`.
    package let name: String
    /// By what.
    package let extractor: String
    /// Posts that have it.
    package let posts: Int
    /// How many posts a second it took, with what came from the cache; nil where it took no time.
    package let postsPerSecond: Double?
  }

  /// Features that another program made.
  package struct ImportedFeatures: Encodable {
    /// What coders call them.
    package let encoder: String
    package let dimension: Int
    /// Posts that have them.
    package let posts: Int
    /// The file that they came from.
    package let source: String
  }

  package let study: String
  package let posts: Int
  package let media: Int
  /// Media whose files could not be read when a coder last looked.
  package let unreadable: Int
  package let coders: [OfCoder]
  package let agreement: [Agreement]
  package let samples: [String]
  package let importedFeatures: [ImportedFeatures]
  package let extractions: [Extracted]
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
    let coded = try study.coders()
    coders = try OfCoder.all(of: coded, in: open)
    agreement = try open.configuration.codebook.variables.compactMap {
      try Agreement(of: $0, among: coded, in: open)
    }
    samples = try study.samples().map(\.name)
    importedFeatures = try study.featureSets().map { set, posts in
      ImportedFeatures(
        encoder: EncoderChoice.importedPrefix + set.name, dimension: set.dimension, posts: posts,
        source: set.source)
    }
    extractions = try study.extractions().map { extraction in
      Extracted(
        name: extraction.name, extractor: extraction.extractor.name, posts: extraction.posts,
        postsPerSecond: extraction.seconds > 0 ? Double(extraction.posts) / extraction.seconds : nil)
    }
    notices = try study.notices()
    next = NextStep(open: open, posts: posts, samples: samples, coders: coders)
  }
}

extension StudyStatus.OfCoder {
  /// Each of `summaries`, in words of the study.
  fileprivate static func all(of summaries: [CoderSummary], in open: OpenStudy) throws -> [Self] {
    let configured = open.configuration.coders.map(\.name)
    return try summaries.map { summary in
      let (name, counts) = (summary.identity.name, summary.counts.values)
      func sum(_ status: Answer.Status) -> Int { counts.reduce(0) { $0 + ($1[status] ?? 0) } }
      return Self(
        name: name, kind: summary.identity.kind, coded: sum(.coded), abstained: sum(.abstained),
        failed: sum(.failed), isConfigured: configured.contains(name), isStale: try isStale(name, in: open))
    }
  }

  /// Whether gold has changed since the coder learned.
  private static func isStale(_ name: String, in open: OpenStudy) throws -> Bool? {
    guard let coder = open.configuration.coder(named: name), let teacher = coder.parameters.teacher,
      let head = try open.study.head(of: name)
    else { return nil }
    let gold = try GoldCodings(of: teacher, in: open)
    return head.gold != gold.fingerprint(of: open.configuration.variables(of: coder))
  }

  /// Whether it is a person who answered for themselves, post by post.
  fileprivate var isPersonAtWork: Bool { kind == .person && coded > 0 && !Person.isApart(name) }

  /// Posts answered, if only by saying that they cannot be.
  fileprivate var answered: Int { coded + abstained + failed }
}

/// What a person does next, in words and as a command.
package struct NextStep: Encodable, Sendable {
  /// What it is, so that whoever shows it can do it too.
  package enum Kind: Hashable, Sendable {
    case importPosts
    /// A coder that learns nothing codes.
    case codeUntaught(String)
    case codeByHand(sample: String)
    case draw(posts: Int)
    /// Several people have coded; their answers become gold.
    case makeGold(String)
    /// One person has coded; a second one, or gold, is needed.
    case codeAgain(gold: String)
    /// Gold has changed since a coder learned.
    case train(String, gold: String)
    case code(String)
    case nameCoder
    case report
  }

  package let kind: Kind

  /// A step of `kind`.
  package init(_ kind: Kind) { self.kind = kind }

  /// In words.
  package var words: String {
    switch kind {
    case .importPosts: "import posts"
    case .codeUntaught(let name): "let \(name) code, which needs no gold; or import people's codings"
    case .codeByHand(let sample): "code \(sample) by hand, in the browser"
    case .draw: "draw a sample and code it by hand, in the browser"
    case .makeGold: "see how far people agree (codeframe agreement), then make gold of their answers"
    case .codeAgain(let gold): "import a second coder's codings, or gold under the name \(gold)"
    case .train(let name, let gold): "\(gold) has changed since \(name) learned"
    case .code(let name): "let \(name) code"
    case .nameCoder: "name a coder in codeframe.yaml, or see how far people agree"
    case .report: "see how far each coder can be trusted"
    }
  }

  /// As a command.
  package var command: String {
    switch kind {
    case .importPosts: "codeframe import posts FILE"
    case .codeByHand: "codeframe serve"
    case .draw(let posts): "codeframe sample \(posts) --name main && codeframe serve"
    case .makeGold(let gold): "codeframe consensus --rule majority --as \(Shell.quoted(gold))"
    case .codeAgain(let gold): "codeframe import codings FILE --coder \(Shell.quoted(gold))"
    case .train(let name, _): "codeframe train \(Shell.quoted(name))"
    case .codeUntaught(let name), .code(let name): "codeframe code \(Shell.quoted(name))"
    case .nameCoder: "codeframe evaluate"
    case .report: "codeframe report -o report.html"
    }
  }

  private enum CodingKeys: CodingKey { case words, command }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(words, forKey: .words)
    try container.encode(command, forKey: .command)
  }

  /// The first thing that a study of this state lacks.
  fileprivate init(open: OpenStudy, posts: Int, samples: [String], coders known: [StudyStatus.OfCoder]) {
    let people = known.filter(\.isPersonAtWork)
    let codedBy = Dictionary(known.map { ($0.name, $0.answered) }, uniquingKeysWith: +)
    let stale = known.filter { $0.isStale == true }
    let gold = open.configuration.gold
    // What is made of others' codings has its turn once these are there.
    let coders = open.configuration.coders.filter { coder in
      coder.parameters.sources.allSatisfy { codedBy[$0, default: 0] > 0 }
    }
    let learners = coders.filter { $0.parameters.teacher != nil }
    let hasGold = codedBy[gold, default: 0] > 0
    let untaught = coders.first { $0.parameters.teacher == nil && codedBy[$0.name, default: 0] == 0 }
    let isUntaughtFirst = untaught?.name == coders.first { $0.parameters.teacher == nil }?.name
    let idle =
      learners.first { codedBy[$0.name, default: 0] == 0 }
      ?? coders.first { codedBy[$0.name, default: 0] == 0 }
    kind =
      if posts == 0 {
        .importPosts
      } else if people.isEmpty, let untaught, isUntaughtFirst {
        .codeUntaught(untaught.name)
      } else if people.isEmpty {
        samples.first.map { .codeByHand(sample: $0) } ?? .draw(posts: min(200, posts))
      } else if !hasGold {
        people.count > 1 ? .makeGold(gold) : .codeAgain(gold: gold)
      } else if let old = stale.first {
        .train(old.name, gold: gold)
      } else if let idle {
        .code(idle.name)
      } else {
        coders.isEmpty ? .nameCoder : .report
      }
  }

  /// `next: words: command`.
  package var text: String { "next: \(words): \(command)" }
}

extension OpenStudy {
  /// What to do next, said at the end of a command.
  package func nextStep() throws -> NextStep {
    NextStep(
      open: self, posts: try study.postCount(), samples: try study.samples().map(\.name),
      coders: try StudyStatus.OfCoder.all(of: study.coders(), in: self))
  }
}
