import Reliability
import Testing

@testable import ContentCoding

@Suite("One coder's codings of one variable")
struct VariableCodingsTests {
  private let coder = CoderIdentity(name: "m", kind: .model)

  private func coding(_ post: String, _ answer: Answer, fold: Int? = nil) -> Coding {
    Coding(postID: post, variable: "v", answer: answer, fold: fold)
  }

  @Test func postsAreSortedAndTheLastCodingCounts() {
    let codings = VariableCodings(
      coder: coder,
      codings: [
        coding("c", .category("x")), coding("a", .unsure), coding("c", .category("y"), fold: 2),
        coding("b", .broken),
      ])
    #expect(codings.posts == ["a", "b", "c"])
    #expect(codings.posts.indices.map(codings.status) == [.abstained, .failed, .coded])
    #expect(codings.posts.indices.map(codings.isOutOfFold) == [false, false, true])
    #expect(codings.value(of: "c") == .category("y"))
    #expect(codings.value(of: "a") == nil && codings.value(of: "d") == nil)
  }

  @Test func onlyWhatIsKeptInFullHasScores() {
    var builder = VariableCodings.Builder(coder: coder)
    let sure = Answer.coded(.category("x"), scores: ["x": 0.75, "y": 0.25], confidence: 0.75)
    builder.add(coding("b", sure))
    builder.add(coding("a", sure), inFull: false)
    let codings = builder.built()
    #expect(codings.answer(at: 0) == nil && codings.value(at: 0) == .category("x"))
    #expect(codings.answer(at: 1) == sure)
  }

  @Test func costsAreOverAnswersOfAKnownPrice() {
    var builder = VariableCodings.Builder(coder: coder)
    for (post, cost) in zip("abcd", [nil, 0.25, nil, 0.75]) {
      builder.add(coding(String(post), .coded(.boolean(true), cost: cost)), inFull: false)
    }
    #expect(builder.built().costPerThousand == 500)
    #expect(VariableCodings(coder: coder, codings: [coding("a", .unsure)]).costPerThousand == nil)
  }

  @Test(arguments: 0..<20)
  func walksFindWhatSearchesFind(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let lists = (0..<(seed % 5)).map { _ in
      VariableCodings(
        coder: coder,
        codings: (0..<20).filter { _ in Bool.random(using: &generator) }
          .map { coding("p\($0 * 7 % 20)", .category("x")) })
    }
    let posts = VariableCodings.posts(of: lists[...])
    #expect(posts == Set(lists.flatMap(\.posts)).sorted())
    for list in lists { #expect(list.places(of: posts) == posts.map(list.place)) }
  }
}
