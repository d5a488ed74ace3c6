import ContentCoding
import Foundation
import Learning
import Reliability
import Testing

@testable import ModelCoders

@Suite("Probe")
struct ProbeTests {
  let study: PracticeStudy
  let trained: TrainedProbe
  let codings: [Coding]

  init() async throws {
    study = try await PracticeStudy()
    trained = try await study.trained(.ridge)
    codings = try await Probe(name: "probe", variables: study.variables(for: .ridge), trained: trained)
      .code(study.posts, with: study.features)
  }

  @Test(arguments: [
    ("none", Answer.Status.abstained, Reason.Code.noPicture), ("all-unreadable", .failed, .unreadable),
    ("all-gone", .failed, .missingFile), ("not-finite", .failed, .invalidFeature),
    ("hash", .failed, .invalidFeature), ("short", .failed, .invalidFeature),
    ("empty", .failed, .invalidFeature),
  ])
  func postsWithoutAnEmbedding(id: String, status: Answer.Status, code: Reason.Code) {
    for variable in study.variables(for: .ridge) {
      let answer = codings[id, variable.name]
      #expect(answer?.status == status)
      #expect(answer?.reason?.code == code)
      #expect(answer?.reason?.message.isEmpty == false)
    }
  }

  @Test(arguments: ["some-unreadable", "infinite-and-sound", "short-and-sound"])
  func unusablePicturesAreNamedAndDoNotCount(id: String) {
    let alone = codings["one", "kind"]
    let answer = codings[id, "kind"]
    #expect(answer?.value == alone?.value)
    #expect(answer?.scores == alone?.scores)
    #expect(answer?.details["unreadable"]?.contains("\(id)-") == true)
    #expect(alone?.details["unreadable"] == nil)
  }

  @Test func theMeanIsThatOfNormalisedEmbeddings() async throws {
    var features = study.features
    var generator = SplitMix64(seed: 1)
    let (first, second) = (generator.vector(12), generator.vector(12))
    func normalised(_ vector: [Float]) -> [Float] {
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.map { $0 / length }
    }
    let mean = zip(normalised(first), normalised(second)).map { ($0 + $1) / 2 }
    let pair = features.post("pair", [.vector(first), .vector(second.map { $0 * 50 })])
    let answers = try HeadReader(
      head: wholeHead("score"), variable: .init(PracticeStudy.score), combine: .mean
    )
    .answers(to: [
      PostEmbeddings(pair.media, features: [.vector(first), .vector(second.map { $0 * 50 })], dimension: 12)
    ])
    let expected = try wholeHead("score").model.decision(.init(rows: [mean]))[0, 0]
    guard case .number(let number) = answers.first?.value else {
      Issue.record("no number")
      return
    }
    #expect(abs(number - min(max(Double(expected), 0), 10)) <= 1e-4)
  }

  func wholeHead(_ variable: String) throws -> LabelledHead<TrainedHead> {
    guard case .trained(let whole, _) = trained[variable]?.heads else {
      throw EncoderProblem(name: variable, message: "not trained")
    }
    return whole
  }

  @Test func numbersStayInTheirRange() async throws {
    let narrow = Variable(name: "score", type: .number, range: 3.9...4)
    let posts = study.posts
    let gold = study.gold.map { post in
      GoldPost(
        id: post.id, embedding: post.embedding,
        values: post.values.filter { $0.key == "score" && ($0.value == .number(4)) })
    }
    let probe = Probe(
      name: "probe", variables: [narrow],
      trained: try await study.trained(.ridge, on: gold, variables: [narrow]))
    for coding in try await probe.code(posts, with: study.features) {
      if case .number(let number) = coding.answer.value { #expect((3.9...4).contains(number)) }
    }
    // The ridge of the whole study leaves the range somewhere, and says so.
    let kept = codings.filter { $0.variable == "score" && $0.answer.details["unbounded"] != nil }
    for coding in kept { #expect([.number(0), .number(10)].contains(coding.answer.value)) }
    #expect(!kept.isEmpty)
  }

  @Test func foldsAreThoseOfGoldPosts() {
    for coding in codings { #expect(coding.fold == study.folds[coding.postID]) }
    #expect(codings.contains { $0.fold == 3 } && codings.contains { $0.fold == nil })
  }

  @Test func aVariableThatWasNotLearnedIsAbstainedFrom() async throws {
    let later = Variable(name: "later", type: .boolean)
    let probe = Probe(name: "probe", variables: [PracticeStudy.kind, later], trained: trained)
    let answers = try await probe.code(study.posts, with: study.features)
    #expect(answers["one", "later"]?.reason?.code == .undecided)
    #expect(answers["one", "later"]?.reason?.message.contains("later") == true)
    #expect(answers["one", "kind"]?.status == .coded)
    #expect(answers["none", "later"]?.reason?.code == .noPicture)
    #expect(answers["all-unreadable", "later"]?.status == .failed)
  }

  @Test func cancellationWhileAnsweringIsACancellation() async throws {
    let reader = HeadReader(head: try wholeHead("kind"), variable: .init(PracticeStudy.kind), combine: .mean)
    let pictures = [PostEmbeddings.embedded([Array(repeating: 1, count: 12)], unreadable: [])]
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try reader.answers(to: pictures)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
