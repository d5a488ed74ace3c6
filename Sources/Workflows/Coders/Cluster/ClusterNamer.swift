import ContentCoding
import Foundation
import Learning
import ModelCoders
import Storage

/// Gives a study's clusters categories: by gold, by texts, by another coder, or by what a person wrote down.
struct ClusterNamer: Sendable {
  let context: CoderContext
  let parameters: ClusterParameters
  let descriptions: PostDescriptions?
  /// What a run records of the models that name.
  let models: [ModelRecord]
  private let definer: PostEncoder?
  private let generator: TextGenerator?

  /// A namer whose models are opened.
  init(context: CoderContext, parameters: ClusterParameters, descriptions: PostDescriptions?) throws {
    self.context = context
    self.parameters = parameters
    self.descriptions = descriptions
    var definer: PostEncoder?
    var generator: TextGenerator?
    var models: [ModelRecord] = []
    switch parameters.naming {
    case .zeroShot(let encoder, let texts):
      let opened = try PostEncoder(encoder, uses: texts, from: context.encoders)
      (definer, models) = (opened, opened.models)
    case .flanT5(let model, _):
      let (opened, record) = try context.encoders.textGenerator(model)
      (generator, models) = (opened, [record])
    case .gold, .coder, .person: break
    }
    (self.definer, self.generator, self.models) = (definer, generator, models)
  }

  /// Whose codings name the clusters; nil where nobody's do.
  var teacher: String? {
    switch parameters.naming {
    case .gold: parameters.learnsFrom
    case .coder(let name): name
    case .zeroShot, .flanT5, .person: nil
    }
  }

  /// What texts are compared with, so that an edited definition names anew.
  var definitions: [String] {
    switch parameters.naming {
    case .zeroShot, .flanT5:
      context.variables.flatMap { variable in
        variable.labels.map { SimilarityVotes.definition(of: $0, in: variable) }
      }
    case .gold, .coder, .person: []
    }
  }

  /// Refuses, before anything is computed, who cannot name.
  func check() throws {
    switch parameters.naming {
    case .gold: _ = try context.gold(of: parameters.learnsFrom)
    case .coder(let name):
      let study = context.open.configuration
      if name == study.gold || name == context.coder.name {
        throw UserError(
          name == study.gold
            ? "\(name) is the study's gold: `naming: gold` names clusters by it, fold by fold"
            : "\(name) cannot name its own clusters")
      }
      guard let coder = study.coder(named: name) else { return }
      let teachers = study.teachers(of: coder)
      if !teachers.isEmpty {
        throw UserError(
          "\(name) learned from \(teachers.sorted().joined(separator: ", ")), whose posts it would be scored on by way of "
            + "\(context.coder.name); use `naming: gold`, which leaves each fold's own gold out")
      }
    case .zeroShot, .flanT5, .person: break
    }
  }

  /// What naming rests on, and what the clusters are held against.
  struct Material {
    /// The codings that named; empty where nobody's did.
    let gold: GoldCodings
    /// The study's gold, for figures.
    let truth: GoldCodings
    let posts: [Post]
    let folds: Folds?
  }

  /// Names the clusters of `clustering`.
  func name(
    _ clustering: Clustering, centres: Matrix, places: Fingerprint
  ) async throws -> (NamedClusters, Material) {
    let truth = try GoldCodings(of: context.open.configuration.gold, in: context.open)
    if case .gold = parameters.naming {
      let gold = try context.gold(of: parameters.learnsFrom)
      let material = try await context.material(from: gold)
      let named = NamedClusters(
        gold: gold.values, folds: material.folds, members: clustering.members, variables: context.variables,
        centres: centres, places: places)
      return (named, Material(gold: gold, truth: gold, posts: material.posts, folds: material.folds))
    }
    let (voters, votes, gold) = try await election(in: clustering)
    let named = NamedClusters(
      voted: votes, by: voters, variables: context.variables, centres: centres, places: places)
    let posts = try context.open.study.posts(withIDs: truth.values.keys.sorted())
    return (named, Material(gold: gold, truth: truth, posts: posts, folds: nil))
  }

  private typealias Votes = [String: [String: String]]

  private func election(in clustering: Clustering) async throws -> ([[String]], Votes, GoldCodings) {
    let nobody = GoldCodings(coder: "", values: [:])
    switch parameters.naming {
    case .gold: return ([], [:], nobody)
    case .person(let names):
      let variable = context.variables.first?.name ?? ""
      let voters = clustering.members.map { $0.first.map { [$0] } ?? [] }
      let votes = Votes(
        voters.enumerated().compactMap { number, voters in
          guard let name = names[number], let voter = voters.first else { return nil }
          return (voter, [variable: name])
        }, uniquingKeysWith: { first, _ in first })
      if let unknown = names.keys.sorted().first(where: { $0 >= clustering.count }) {
        throw UserError(
          "`names` of \(context.coder.name) names cluster \(unknown), and there are clusters 0 to \(clustering.count - 1)"
        )
      }
      return (voters, votes, nobody)
    case .coder(let name):
      let typical = typicalMembers(of: clustering, count: parameters.typical)
      return (typical, try await votes(of: name, on: typical), try GoldCodings(of: name, in: context.open))
    case .zeroShot(_, let texts):
      let voters = try await speakers(of: clustering, texts: texts)
      guard let definer else { return ([], [:], nobody) }
      let votes = try await SimilarityVotes(
        on: context.variables, extractor: definer.identity, texts: texts
      ).votes(of: voters.posts, from: context.pipeline(definer.extractors))
      return (voters.ids, votes, nobody)
    case .flanT5(_, let texts):
      let voters = try await speakers(of: clustering, texts: texts)
      guard let generator else { return ([], [:], nobody) }
      let line = ProgressMeter(total: voters.posts.count, noun: "texts", for: context.open.listener)
      defer { line.clear() }
      let votes = try GeneratedVotes(on: context.variables, texts: texts).votes(
        of: voters.posts, by: generator, progress: line.advance)
      return (voters.ids, votes, nobody)
    }
  }

  private func typicalMembers(of clustering: Clustering, count: Int) -> [[String]] {
    var members = [[String]](repeating: [], count: clustering.count)
    for portrait in ClusterSummary.portraits(of: clustering, showing: count) {
      members[portrait.cluster] = portrait.typical
    }
    return members
  }

  /// The most typical members that have text, of each cluster.
  private func speakers(
    of clustering: Clustering, texts: [PostPart]
  ) async throws -> (ids: [[String]], posts: [Post]) {
    var ids: [[String]] = []
    var found: [Post] = []
    // A few times as many are looked through, for some may have no text.
    for candidates in typicalMembers(of: clustering, count: parameters.typical * 5) {
      let posts = try context.open.study.posts(withIDs: candidates)
      let speaking = (try await descriptions?.describing(posts) ?? posts).filter {
        $0.text(of: texts) != nil
      }.prefix(parameters.typical)
      ids.append(speaking.map(\.id))
      found += speaking
    }
    return (ids, found)
  }

  /// What the coder `name` says of the typical members.
  ///
  /// - Throws: ``UserError`` where it has not coded them all, with the command by which it does.
  private func votes(of name: String, on typical: [[String]]) async throws -> Votes {
    let ids = Set(typical.joined()).sorted()
    let posts = try context.open.study.posts(withIDs: ids)
    let table = try await StudyCodings(study: context.open.study).codings(of: [name], for: posts)
    let open = ids.filter { id in context.variables.contains { table[name, id, $0.name] == nil } }
    guard open.isEmpty else {
      let sample = "\(context.coder.name)-typical"
      try context.open.study.saveSample(
        Sample(
          name: sample,
          design: "the \(parameters.typical) most typical posts of each cluster of \(context.coder.name)",
          isPurposive: true,
          probabilities: Dictionary(ids.map { ($0, nil) }, uniquingKeysWith: { first, _ in first }),
          drawnAt: Date()))
      throw UserError(
        "\(name) names the clusters of \(context.coder.name) by their \(Figures.count(ids.count, "typical post")) and has not coded "
          + "\(Figures.count(open.count)) of them; they are the sample \(sample) now. Run codeframe code \(name) --sample "
          + "\(sample), and then codeframe train \(context.coder.name) again")
    }
    var votes: Votes = [:]
    for id in ids {
      for variable in context.variables {
        votes[id, default: [:]][variable.name] = table[name, id, variable.name]?.answer.value?.text
      }
    }
    return votes
  }
}
