import ContentCoding
import Storage

/// Gives the posts of a sample to people, each in a random order of their own.
package struct Assign: Workflow, Sendable {
  /// The sample.
  package let sample: String
  /// Who codes.
  package let people: [String]
  /// The share of the posts that two people code, 0 to 1; pairs of people take turns.
  package var overlap = 0.2
  /// How many posts that they coded already each person is given again; nil to assign what is new.
  package var retest: Int?
  /// Whether assignments of the same people and sample are replaced; their codings stay.
  package var replaces = false

  /// An assignment of `sample` to `people`.
  package init(_ sample: String, to people: [String]) {
    self.sample = sample
    self.people = people
  }

  package func run(in open: OpenStudy) throws -> [AssignmentProgress] {
    _ = try open.existingSample(sample)
    let people = try people.map { try Person($0, in: open) }
    guard !people.isEmpty else { throw UserError("nobody was named; name people with --to anna,ben") }
    guard Set(people).count == people.count else { throw UserError("a person is named twice in --to") }
    guard (0...1).contains(overlap) else {
      throw UserError("the overlap is a share from 0 to 1, not \(overlap)")
    }
    let assignments = try retest.map { try again($0, people, in: open) } ?? anew(people, in: open)
    if !replaces {
      for assignment in assignments where try open.study.assignment(of: assignment.coder, in: sample) != nil {
        throw UserError(
          "\(sample) is assigned to \(assignment.coder) already; --replace deals it out anew and keeps all codings"
        )
      }
    }
    try open.study.saveAssignments(assignments)
    for assignment in assignments {
      try CodingQueue(assignment.coder, sample: sample, in: open).noteWhatIsDone()
    }
    let coders = Set(assignments.map(\.coder))
    return try open.study.assignments().filter { $0.sample == sample && coders.contains($0.coder) }
  }

  /// A share of the posts is dealt to two people each, the rest to one.
  private func anew(_ people: [Person], in open: OpenStudy) throws -> [Assignment] {
    let posts = try open.study.sample(sample)?.probabilities.keys.sorted() ?? []
    let seed = open.configuration.seed
    let dealt = DrawOrder(seed: seed, purpose: "assignment of \(sample)").sorted(posts)
    let shared = people.count > 1 ? Int((overlap * Double(dealt.count)).rounded()) : 0
    var hands = [[Assignment.Post]](repeating: [], count: people.count)
    let pairs = people.indices.flatMap { first in
      people.indices.filter { $0 > first }.map { (first, $0) }
    }
    for (place, post) in dealt.prefix(shared).enumerated() {
      let (first, second) = pairs[place % pairs.count]
      for hand in [first, second] { hands[hand].append(Assignment.Post(post, isOverlap: true)) }
    }
    for post in dealt.dropFirst(shared) {
      // Whoever has least goes on, so that all have the same within one post.
      let hand = hands.indices.min { (hands[$0].count, $0) < (hands[$1].count, $1) } ?? 0
      hands[hand].append(Assignment.Post(post, isOverlap: false))
    }
    return zip(people, hands).map { person, hand in
      let order = DrawOrder(seed: seed, purpose: "order of \(sample) for \(person.name)")
      return Assignment(
        coder: person.name, sample: sample,
        posts: hand.map { ($0, order.key(of: $0.id)) }.sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }.map(\.0))
    }
  }

  /// Posts that each person has coded, to be coded by them again.
  private func again(_ count: Int, _ people: [Person], in open: OpenStudy) throws -> [Assignment] {
    guard count > 0 else { throw UserError("a retest takes at least one post, not \(count)") }
    return try people.map { person in
      var coded: Set<String> = []
      try open.study.forEachCurrentCoding(coder: person.name, in: .sample(sample)) { record in
        if record.coding.answer.value != nil { coded.insert(record.coding.postID) }
      }
      guard !coded.isEmpty else {
        throw UserError("\(person.name) has coded nothing of \(sample) that could be coded again")
      }
      let order = DrawOrder(seed: open.configuration.seed, purpose: "retest of \(sample) by \(person.name)")
      return Assignment(
        coder: Person.retestName(of: person.name), sample: sample,
        posts: order.first(count, of: coded).map { Assignment.Post($0, isOverlap: true) })
    }
  }
}
