import ContentCoding
import Foundation
import Storage

/// One person's posts of a sample, in the order in which they code them.
package struct CodingQueue: Sendable {
  private let open: OpenStudy
  /// Under whom codings are kept.
  package let coder: CoderIdentity
  /// The sample.
  package let sample: String

  /// The queue of `person`; who is alone in the study is given all posts of a sample that nobody was assigned.
  ///
  /// - Parameters:
  ///   - person: Whose queue it is.
  ///   - isRetest: Whether it is what they code a second time.
  ///   - sample: The sample.
  ///   - takesUnassigned: Whether who is alone is given the posts.
  ///   - open: The study.
  /// - Throws: ``UserError`` where there is no such sample, or it is assigned to others.
  package init(
    of person: Person, isRetest: Bool = false, sample: String, takesUnassigned: Bool = true,
    in open: OpenStudy
  ) throws {
    _ = try open.existingSample(sample)
    self.init(isRetest ? Person.retestName(of: person.name) : person.name, sample: sample, in: open)
    guard try open.study.assignment(of: coder.name, in: sample) == nil else { return }
    let others = try open.study.assignments().filter { $0.sample == sample }.map(\.coder)
    guard others.isEmpty, !isRetest, takesUnassigned else {
      throw UserError(
        "\(sample) is assigned to \(others.isEmpty ? "nobody" : others.joined(separator: ", ")), not to \(coder.name); "
          + "codeframe assign --sample \(Shell.quoted(sample)) --to \(Shell.quoted(person.name)) assigns it")
    }
    _ = try Assign(sample, to: [person.name]).run(in: open)
  }

  /// The queue that `coder` has been assigned.
  init(_ coder: String, sample: String, in open: OpenStudy) {
    self.open = open
    self.coder = CoderIdentity(name: coder, kind: .person)
    self.sample = sample
  }

  /// How far the person is, and how fast.
  package struct Standing: Sendable {
    /// How many posts there are, and how many are done.
    package let progress: AssignmentProgress
    /// Posts a minute over the last twenty; nil before there are three.
    package let pace: Double?
  }

  /// How far the person is.
  package func standing() throws -> Standing {
    let none = AssignmentProgress(coder: coder.name, sample: sample, posts: 0, overlap: 0, done: 0)
    let progress = try open.study.assignment(of: coder.name, in: sample) ?? none
    let times = try open.study.doneTimes(of: coder.name, in: sample, count: 20)
    return Standing(progress: progress, pace: Self.pace(times))
  }

  /// Posts a minute by the median time between two, so that a pause counts little.
  static func pace(_ times: [Date]) -> Double? {
    let gaps = zip(times, times.dropFirst()).map { $0.timeIntervalSince($1) }.sorted()
    guard gaps.count > 1 else { return nil }
    let median = gaps[gaps.count / 2]
    return median > 0 ? 60 / median : nil
  }

  /// Where `post` stands; nil where it is not the person's to code.
  package func place(of post: String) throws -> AssignedPost? {
    try open.study.assignedPost(post, of: coder.name, in: sample)
  }

  /// The post at `place`; nil before the first and after the last.
  package func post(at place: Int) throws -> AssignedPost? {
    try open.study.assignedPost(at: place, of: coder.name, in: sample)
  }

  /// The first post that is not done after `place`, else from the start; nil where all are done.
  package func next(after place: Int = -1) throws -> AssignedPost? {
    try open.study.nextAssignedPost(after: place, of: coder.name, in: sample)
  }

  /// What the person says of `post` so far; nil where the study has no such post.
  package func coding(of post: String) throws -> HandCoding? {
    try open.study.handCoding(of: post, by: coder.name)
  }

  /// What the study's file has people see of another coder's answers while they code: by variable; nothing where they code blindly.
  package func suggestions(for post: String) throws -> [String: Suggestion] {
    guard let name = open.configuration.suggestions, name != coder.name,
      let said = try open.study.handCoding(of: post, by: name)
    else { return [:] }
    return said.answers.compactMapValues { answer in
      answer.value.map { Suggestion(coder: name, value: $0, confidence: answer.confidence) }
    }
  }

  /// Another coder's answer that a person saw while they coded.
  package struct Suggestion: Sendable {
    package let coder: String
    package let value: CodedValue
    package let confidence: Double?
  }

  /// Stores what the person says of a post of theirs.
  ///
  /// Answers to variables that the answers before rule out are taken back.
  ///
  /// - Parameters:
  ///   - answers: The answers by variable; variables without one have none.
  ///   - remark: What is remarked beside them.
  ///   - post: The post's id.
  ///   - version: The version that the person saw.
  /// - Returns: what came of it; nil where the post is not the person's to code.
  /// - Throws: ``StorageError``; nothing is stored then.
  package func save(
    _ answers: [String: Answer], _ remark: Remark, of post: String, seen version: String
  ) throws -> HandSave? {
    guard let assigned = try place(of: post) else { return nil }
    let codebook = open.configuration.codebook
    let suggestions = try suggestions(for: post)
    let answers = Dictionary(
      uniqueKeysWithValues: answers.map { variable, answer in
        var answer = answer
        if let shown = suggestions[variable] {
          answer.details["suggested"] = shown.value.text
          answer.details["suggested_by"] = shown.coder
        }
        return (variable, answer)
      })
    var changes: [String: Answer?] = [:]
    for variable in codebook.variables {
      let applies = variable.exclusion { answers[$0] } == nil
      changes.updateValue(applies ? answers[variable.name] : nil, forKey: variable.name)
    }
    let date = Date()
    let saved = try open.study.save(
      changes, remark, of: post, by: coder, seen: version, codebook: open.codebook, at: date)
    if case .saved(let coding) = saved, codebook.isDone(coding.answers) != (assigned.doneAt != nil) {
      try note([post: codebook.isDone(coding.answers) ? date : nil])
    }
    return saved
  }

  /// Looks through all codings of the person, also those that were imported, and notes which posts are done.
  package func noteWhatIsDone() throws {
    var answers: [String: [String: Answer]] = [:]
    var times: [String: Date] = [:]
    try open.study.forEachCurrentCoding(coder: coder.name, in: .sample(sample), withScores: { _ in false }) {
      answers[$0.coding.postID, default: [:]][$0.coding.variable] = $0.coding.answer
      times[$0.coding.postID] = max(times[$0.coding.postID] ?? .distantPast, $0.codedAt)
    }
    let codebook = open.configuration.codebook
    let posts = try open.study.assignedPosts(of: coder.name, in: sample)
    var done: [String: Date?] = [:]
    for post in posts {
      let isDone = codebook.isDone(answers[post.id] ?? [:])
      if isDone != (post.doneAt != nil) { done.updateValue(isDone ? times[post.id] : nil, forKey: post.id) }
    }
    if !done.isEmpty { try note(done) }
  }

  private func note(_ done: [String: Date?]) throws {
    try open.study.note(done: done, of: coder.name, in: sample)
  }
}

extension Codebook {
  /// Whether every variable that the answers do not rule out has one.
  func isDone(_ answers: [String: Answer]) -> Bool {
    variables.allSatisfy { variable in
      answers[variable.name] != nil || variable.exclusion { answers[$0] } != nil
    }
  }
}
