import ContentCoding
import Reliability
import Storage

/// Brings codings together for an evaluation.
package struct EvaluationLoader {
  package let open: OpenStudy

  /// A loader of codings of `open`.
  package init(open: OpenStudy) {
    self.open = open
  }

  /// What is asked.
  package struct Question {
    package var gold: String
    /// Whether the person named gold here; then it must have coded.
    package var isGoldNamed = false
    package var sample: String?
    package var split: String?
    package var run: String?
    /// The posts that `--where` leaves; nil for all.
    package var posts: Set<String>?

    package init(
      gold: String, isGoldNamed: Bool = false, sample: String? = nil, split: String? = nil,
      run: String? = nil, posts: Set<String>? = nil
    ) {
      self.gold = gold
      self.isGoldNamed = isGoldNamed
      self.sample = sample
      self.split = split
      self.run = run
      self.posts = posts
    }
  }

  /// Codings of all coders, gold's among them, and the posts that figures speak of.
  struct Material {
    let codings: [String: [VariableCodings]]
    var frame: EvaluationFrame
    /// What the figures describe, in words.
    let basis: String
  }

  /// Evaluates every coder against gold, and every pair of coders; where gold has coded nothing, pairs alone.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - visit: Is given each current coding that is read, and its coder's name.
  /// - Returns: The figures.
  /// - Throws: ``UserError`` where there is neither gold nor a pair of coders.
  package func evaluation(
    _ question: Question, visiting visit: (Coding, String) -> Void = { _, _ in }
  ) async throws -> Evaluation {
    try evaluation(of: try await material(question, visiting: visit), gold: question.gold)
  }

  /// Evaluates what was brought together.
  func evaluation(of material: Material, gold: String) throws -> Evaluation {
    try Evaluation(
      gold: gold, codings: material.codings, codebook: open.configuration.codebook, frame: material.frame,
      basis: material.basis)
  }

  /// What an evaluation is made of.
  ///
  /// - Throws: ``UserError`` where there is neither gold nor a pair of coders.
  func material(
    _ question: Question, visiting visit: (Coding, String) -> Void = { _, _ in }
  ) async throws -> Material {
    var material = try comparable(question, visiting: visit)
    material.frame.similarities = try await open.similarities(of: material.codings)
    return material
  }

  private func comparable(
    _ question: Question, visiting visit: (Coding, String) -> Void
  ) throws -> Material {
    var codings = try codings(for: question, visiting: visit)
    let goldPosts = Set(
      codings.values.flatMap { $0 }.filter { $0.coder.name == question.gold }.flatMap(\.posts))
    let counted = try addCounts(of: question, to: &codings)
    let coders = Set(codings.values.flatMap { $0 }.filter { !$0.coder.kind.isDerived }.map(\.coder.name))
    if goldPosts.isEmpty, counted.isEmpty, coders.count > 1, !question.isGoldNamed {
      return try withoutGold(question, codings)
    }
    guard !goldPosts.isEmpty || !counted.isEmpty else {
      let known = Set(codings.values.flatMap { $0 }.map(\.coder.name)).sorted()
      throw UserError(
        "\(question.gold) has coded nothing that the codebook knows; "
          + (known.isEmpty ? "import codings first" : "codings are there by \(known.joined(separator: ", "))")
      )
    }
    let (frame, basis) = try frame(for: question, goldPosts: goldPosts, counted: counted)
    return Material(codings: codings, frame: frame, basis: basis)
  }

  /// The agreement of coders, none of which counts as the truth.
  private func withoutGold(
    _ question: Question, _ codings: [String: [VariableCodings]]
  ) throws -> Material {
    let coded = Set(
      codings.values.flatMap { $0 }.filter { $0.coder.kind == .person }.flatMap(\.posts))
    let (frame, basis) = try frame(for: question, goldPosts: coded, counted: [])
    return Material(
      codings: codings, frame: frame,
      basis: basis.replacing("the gold sample only", with: "the posts that coders have in common"))
  }

  /// Puts the posts' counts in the place of gold's codings for the variables whose truth is a count.
  ///
  /// - Returns: the posts that have one of these counts and that a coder has coded.
  private func addCounts(
    of question: Question, to codings: inout [String: [VariableCodings]]
  ) throws -> Set<String> {
    guard question.gold == open.configuration.gold else { return [] }
    var counted: Set<String> = []
    for (name, count) in open.configuration.countTargets {
      guard let variable = open.configuration.codebook[name], let coders = codings[name] else { continue }
      let others = coders.filter { $0.coder.name != question.gold }
      guard !others.isEmpty else { continue }
      let truth = try GoldCodings(counting: count, as: variable, in: open)
      let coded = Set(others.flatMap(\.posts))
      counted.formUnion(coded.filter { truth.values[$0] != nil })
      codings[name] =
        others + [
          truth.codings(of: variable)
        ]
    }
    return counted
  }

  /// What every coder says now, or in the run that is asked for; in full on the posts that gold has coded.
  private func codings(
    for question: Question, visiting visit: (Coding, String) -> Void
  ) throws -> [String: [VariableCodings]] {
    var codings: [String: [VariableCodings]] = [:]
    let run = try question.run.flatMap { try open.study.run($0) }
    // Gold is read first: its posts decide what is kept of others.
    let coders = try open.study.coderIdentities().filter {
      // Verdicts were given in sight of an answer: they are no opinion to hold others against.
      $0.name != run?.coder.name && (!Person.isInSight($0.name) || $0.name == question.gold)
    }
    let gold = try coders.first { $0.name == question.gold }.map { coder in
      try open.variableCodings(of: coder, inFullOn: .all) { visit($0, coder.name) }
    }
    let goldPosts = Set((gold ?? [:]).values.flatMap(\.posts))
    let whole = run?.coder.name == question.gold ? PostSelection.all : .ids(goldPosts.sorted())
    for coder in coders {
      let ofCoder =
        coder.name == question.gold
        ? gold ?? [:]
        : try open.variableCodings(of: coder, inFullOn: whole) { visit($0, coder.name) }
      codings.merge(ofCoder.mapValues { [$0] }, uniquingKeysWith: +)
    }
    if let id = question.run {
      let run = try open.existingRun(id)
      let byVariable = Dictionary(grouping: try open.study.codings(run: id).map(\.coding), by: \.variable)
      codings.merge(
        byVariable.mapValues { [VariableCodings(coder: run.coder, codings: $0)] }, uniquingKeysWith: +)
    }
    return codings
  }

  private func frame(
    for question: Question, goldPosts: Set<String>, counted: Set<String>
  ) throws -> (EvaluationFrame, String) {
    var posts: Set<String>?
    var notes: [String] = []
    if let split = question.split {
      let parts = try open.study.split(split)
      guard !parts.isEmpty else {
        let known = try open.study.splits().keys.sorted()
        throw UserError(
          "the study has no split \(split); "
            + (known.isEmpty
              ? "make one with codeframe split make" : "it has \(known.joined(separator: ", "))"))
      }
      posts = Set(parts.filter { $0.value == "test" }.keys)
      notes.append("the test part of the split \(split)")
    }
    if let wanted = question.posts {
      posts = posts?.intersection(wanted) ?? wanted
      notes.append("the posts for which --where holds")
    }
    let sample = try open.sample(named: question.sample, covering: goldPosts)
    var weights: [String: Double]?
    if let sample {
      posts = (posts ?? Set(sample.probabilities.keys)).intersection(sample.probabilities.keys)
      // Posts that all had the same chance count the same, which is not to weight them.
      let isEven = sample.weights.map { Set($0.values).count == 1 } ?? false
      weights = isEven ? nil : sample.weights
      if sample.isPurposive {
        notes.append("the sample \(sample.name) only, purposive: does not represent the corpus")
      } else if isEven {
        notes.append("the posts that the sample \(sample.name) was drawn from, each with the same chance")
      } else if weights != nil {
        notes.append(
          "the posts that the sample \(sample.name) was drawn from, weighted by its inclusion probabilities")
      } else {
        notes.append("the sample \(sample.name) only, for its inclusion probabilities are unknown")
      }
    } else {
      notes.append(
        counted.isEmpty
          ? "the gold sample only"
          : "the gold sample only, and for variables whose truth is a count all posts that have it")
    }
    let gold = try open.study.posts(withIDs: goldPosts.union(counted).sorted())
    return (
      EvaluationFrame(
        posts: posts, weights: weights, groups: try open.resamplingGroups(of: gold),
        accounts: OpenStudy.accounts(of: gold), bootstrap: Bootstrap(seed: open.configuration.seed)),
      notes.joined(separator: ", ")
    )
  }
}

extension OpenStudy {
  /// The sample that was asked for, else the only one drawn by chance that holds every gold post with a known probability.
  func sample(named name: String?, covering goldPosts: Set<String>) throws -> Sample? {
    if let name {
      guard let sample = try study.sample(name) else {
        _ = try existingSample(name)
        return nil
      }
      return sample
    }
    let covering = try study.samples().filter { !$0.isPurposive && $0.posts >= goldPosts.count }
      .compactMap { try study.sample($0.name) }
      .filter { sample in goldPosts.allSatisfy { (sample.probabilities[$0] ?? nil) != nil } }
    return covering.count == 1 ? covering[0] : nil
  }
}
