import ContentCoding
import Foundation
import Learning
import Reliability
import Testing

@testable import ModelCoders

@Suite("Probe trainer")
struct ProbeTrainerTests {
  let study: PracticeStudy

  init() async throws { study = try await PracticeStudy() }

  private func heads(_ trained: TrainedProbe, _ name: String) throws -> (
    LabelledHead<TrainedHead>, [LabelledHead<TrainedHead>]
  ) {
    guard case .trained(let whole, let heldOut) = trained[name]?.heads else {
      throw EncoderProblem(name: name, message: "not trained")
    }
    return (whole, heldOut)
  }

  /// Gold posts with other values of `variable`.
  private func gold(_ variable: String, _ value: (Int, GoldPost) -> CodedValue?) -> [GoldPost] {
    study.gold.enumerated().map { index, post in
      var values = post.values
      values[variable] = value(index, post)
      return GoldPost(id: post.id, embedding: post.embedding, values: values)
    }
  }

  @Test func goldPostsAreThoseWithAPictureAndACoding() async throws {
    #expect(study.gold.map(\.id) == study.goldPosts.map(\.id).sorted())
    let values = Dictionary(
      uniqueKeysWithValues: study.otherPosts.map { ($0.id, ["people": CodedValue.boolean(true)]) })
    let read = try await GoldPost.read(
      study.posts.reversed(), values: values, extractor: GivenFeatures.extractor, from: study.features)
    #expect(
      read.map(\.id) == [
        "infinite-and-sound", "one", "short-and-sound", "some-unreadable", "three", "two", "zero",
      ])
    let one = try #require(read.first { $0.id == "one" })
    #expect(
      read.filter { ["infinite-and-sound", "short-and-sound", "some-unreadable"].contains($0.id) }
        .allSatisfy { $0.embedding == one.embedding })
    #expect(abs(one.embedding.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
  }

  /// What the posts of a fold are cannot be seen in the head that answers for them.
  @Test(arguments: HeadKind.allCases)
  func aHeldOutHeadHasNotSeenItsFold(head: HeadKind) async throws {
    let turned = gold("kind") { index, post in
      guard study.folds[post.id] == 0 else { return post.values["kind"] }
      return .category(["hill", "town", "sea"][index % 3])
    }
    let (whole, heldOut) = try heads(try await Trainings.shared.trained(head), "kind")
    let (otherWhole, otherHeldOut) = try heads(
      try await study.trained(head, on: turned, variables: [PracticeStudy.kind]), "kind")
    func bare(_ head: LabelledHead<TrainedHead>) -> TrainedHead {
      var bare = head.model
      bare.temperature = 1
      return bare
    }
    #expect(heldOut.count == 4)
    #expect(bare(heldOut[0]) == bare(otherHeldOut[0]))
    #expect(bare(whole) != bare(otherWhole))
    for fold in 1..<4 { #expect(bare(heldOut[fold]) != bare(otherHeldOut[fold])) }
  }

  /// Labels without any relation to the pictures: who has seen a post knows it, who has not can only guess.
  @Test(arguments: HeadKind.allCases.filter { $0 != .mlp })
  func memoryDoesNotHelp(head: HeadKind) async throws {
    var generator = SplitMix64(seed: 5)
    var features = GivenFeatures()
    var posts: [Post] = []
    var values: [String: [String: CodedValue]] = [:]
    var folds: [String: Int] = [:]
    for index in 0..<60 {
      let id = "r\(index + 10)"
      let copies = head == .knn ? 10 : 1
      // The nearest ten of a post are all itself, in its ten near-copies of one fold.
      let centre = generator.vector(256)
      let label = CodedValue.boolean(Bool.random(using: &generator))
      for copy in 0..<copies {
        let post = features.post(
          "\(id)-\(copy)", [.vector(zip(centre, generator.vector(256)).map { $0 + 0.01 * $1 })])
        posts.append(post)
        values[post.id] = ["chance": label]
        folds[post.id] = index % 5
      }
    }
    let chance = Variable(name: "chance", type: .boolean)
    let gold = try await GoldPost.read(
      posts, values: values, extractor: GivenFeatures.extractor, from: features)
    let trained = try await ProbeTrainer(
      parameters: ProbeParameters(head: head), extractor: GivenFeatures.extractor, seed: 1,
      workers: Workers(count: 2)
    ).train(on: gold, variables: [chance], folds: Folds(count: 5, assignment: folds))

    func accuracy(_ trained: TrainedProbe) async throws -> Double {
      let codings = try await Probe(name: "probe", variables: [chance], trained: trained)
        .code(posts, with: features)
      return Double(codings.count { $0.answer.value == values[$0.postID]?["chance"] }) / Double(codings.count)
    }
    // 60 guesses are right in 50 % of cases with a standard error of 6.5 %.
    let outOfFold = try await accuracy(trained)
    #expect(outOfFold <= 0.7, "\(head)")
    // The same posts, had they been answered by the whole head.
    let inSample = try await accuracy(trained.withoutFolds)
    #expect(inSample >= 0.95, "\(head): \(inSample)")
  }

  @Test func postsWithoutAFoldTeachNothing() async throws {
    let test = study.gold.map { post in
      GoldPost(
        id: "test-\(post.id)", embedding: post.embedding,
        values: post.values.merging(["people": .boolean(true)]) { $1 })
    }
    let variables = [PracticeStudy.people]
    let without = try await study.trained(.ridge, variables: variables)
    let with = try await study.trained(.ridge, on: study.gold + test, variables: variables)
    #expect(try encoded(with) == encoded(without))
    #expect(with["people"]?.examples == 40)
  }

  @Test(arguments: HeadKind.allCases)
  func trainingIsRepeatable(head: HeadKind) async throws {
    let first = try await Trainings.shared.trained(head)
    let second = try await study.trained(head, variables: [PracticeStudy.people])
    #expect(try encoded(first["people"]) == encoded(second["people"]))
  }

  @Test func theSeedAndTheWeightsMatter() async throws {
    let variables = [PracticeStudy.things]
    let first = try await encoded(study.trained(.linearSGD, variables: variables))
    #expect(try await encoded(study.trained(.linearSGD, variables: variables, seed: 4)) != first)
    #expect(try await encoded(study.trained(.linearSGD, variables: variables, weights: .balanced)) != first)
  }

  @Test func aRareCategoryIsReportedAndNeverPredicted() async throws {
    var kind = PracticeStudy.kind
    kind.categories += [Category(name: "rare"), Category(name: "unseen")]
    let gold = gold("kind") { index, post in index == 0 ? .category("rare") : post.values["kind"] }
    let trained = try await study.trained(.logistic, on: gold, variables: [kind])
    #expect(trained["kind"]?.neverPredicted == ["rare": 1, "unseen": 0])
    #expect(trained["kind"]?.examples == 39)
    let codings = try await Probe(name: "probe", variables: [kind], trained: trained)
      .code(study.posts, with: study.features)
    for coding in codings where coding.answer.status == .coded {
      #expect(Set(coding.answer.scores.keys) == ["sea", "hill", "town"])
    }
    // The post with the rare category is coded all the same, and wrong.
    #expect(codings[study.gold[0].id, "kind"]?.status == .coded)
  }

  @Test(arguments: HeadKind.allCases)
  func tooLittleGold(head: HeadKind) async throws {
    let fold = { (post: GoldPost) in study.folds[post.id] }
    let cases: [(Variable, [GoldPost])] = [
      (PracticeStudy.kind, []),
      (PracticeStudy.kind, gold("kind") { index, _ in index < 2 ? .category("sea") : nil }),
      (PracticeStudy.kind, gold("kind") { _, _ in .category("sea") }),
      (PracticeStudy.kind, gold("kind") { fold($1) == 1 ? $1.values["kind"] : nil }),
      (PracticeStudy.people, gold("people") { index, _ in .boolean(index == 0) }),
      (PracticeStudy.things, gold("things") { _, _ in .tags([]) }),
      (PracticeStudy.things, gold("things") { index, _ in .tags(index == 0 ? ["car"] : []) }),
      (PracticeStudy.score, gold("score") { index, _ in index == 0 ? .number(3) : nil }),
      (PracticeStudy.score, gold("score") { _, _ in .number(11) }),
    ]
    for (variable, gold) in cases {
      let trained = try await study.trained(head, on: gold, variables: [variable])
      guard let why = trained[variable.name]?.obstacle else {
        Issue.record("\(variable.name) was learned")
        continue
      }
      let codings = try await Probe(name: "probe", variables: [variable], trained: trained)
        .code(study.posts, with: study.features)
      #expect(codings["one", variable.name]?.reason == Reason(.undecided, why))
      #expect(codings["g00", variable.name]?.reason == Reason(.undecided, why))
      #expect(codings["none", variable.name]?.reason?.code == .noPicture)
      #expect(codings["all-unreadable", variable.name]?.status == .failed)
      #expect(why.contains(variable.name))
    }
  }

  /// Near-duplicates lie in one fold, so a label can be missing from all posts outside it.
  @Test(arguments: HeadKind.allCases)
  func aLabelThatLiesInOneFold(head: HeadKind) async throws {
    let inFoldZero = { (post: GoldPost) in study.folds[post.id] == 0 }
    let gold = study.gold.map { post in
      GoldPost(
        id: post.id, embedding: post.embedding,
        values: [
          "kind": .category(inFoldZero(post) ? "town" : "sea"),
          "things": .tags(inFoldZero(post) ? ["car"] : []),
        ])
    }
    let variables = [PracticeStudy.kind, PracticeStudy.things]
    let trained = try await study.trained(head, on: gold, variables: variables)
    let codings = try await Probe(name: "probe", variables: variables, trained: trained)
      .code(study.posts, with: study.features)
    for post in gold where inFoldZero(post) {
      #expect(codings[post.id, "kind"]?.value == .category("sea"))
      #expect(codings[post.id, "things"]?.value == .tags([]))
    }
    #expect(codings.filter { $0.fold != nil }.allSatisfy { $0.answer.status == .coded })
  }

  @Test(arguments: HeadKind.allCases)
  func aTagThatEveryPostHas(head: HeadKind) async throws {
    let gold = gold("things") { _, _ in .tags(["tree"]) }
    let trained = try await study.trained(head, on: gold, variables: [PracticeStudy.things])
    let codings = try await Probe(name: "probe", variables: [PracticeStudy.things], trained: trained)
      .code(study.goldPosts, with: study.features)
    #expect(codings.allSatisfy { $0.answer.value == .tags(["tree"]) })
    #expect(trained["things"]?.neverPredicted == ["boat": 0, "car": 0])
  }

  @Test func prototypesCannotLearnNumbers() async throws {
    let error = await #expect(throws: TrainingProblem.self) {
      try await study.trained(.prototypes, variables: [PracticeStudy.score])
    }
    #expect(error?.variable == "score")
    #expect(error?.description.contains("score cannot be learned: ") == true)
  }

  @Test func cancellationEndsTraining() async throws {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await study.trained(.logistic)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

func encoded(_ trained: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return try encoder.encode(trained)
}
