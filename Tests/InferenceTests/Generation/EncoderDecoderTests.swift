import Foundation
import Inference
import Synchronization
import Testing

/// Against transformers' `generate` and its teacher forcing, in both layouts of exports.
struct EncoderDecoderTests {
  private let golden: GeneratorFixture

  init() throws { golden = try GeneratorFixture.read() }

  private func model(_ layout: GeneratorFixture.Layout) throws -> EncoderDecoder {
    try EncoderDecoder(GeneratorFixture.files(layout))
  }

  @Test(arguments: GeneratorFixture.Layout.allCases)
  func answersAreTransformersTokenForToken(layout: GeneratorFixture.Layout) throws {
    let model = try model(layout)
    #expect(golden.cases.count == 12)
    #expect(golden.cases.contains { $0.generated.last == 1 && $0.generated.count > 1 })
    for expected in golden.cases {
      #expect(try model.generate(from: expected.ids, golden.rules) == expected.generated)
    }
  }

  @Test(arguments: GeneratorFixture.Layout.allCases)
  func theFirstStepsScores(layout: GeneratorFixture.Layout) throws {
    let model = try model(layout)
    for expected in golden.cases {
      let values = try model.begin(model.encode(expected.ids), with: 0).scores.values()
      #expect(values.count == expected.firstLogits.count)
      let worst = zip(values, expected.firstLogits).map { Double(abs($0 - $1)) }.max() ?? .infinity
      #expect(worst <= golden.tolerance, "\(worst)")
    }
  }

  @Test(arguments: GeneratorFixture.Layout.allCases)
  func likelihoodsAreThoseOfTeacherForcing(layout: GeneratorFixture.Layout) throws {
    let model = try model(layout)
    for expected in golden.scores {
      let ids = try #require(golden.cases.first { $0.prompt == expected.prompt }?.ids)
      let found = try model.logLikelihoods(of: expected.optionIds, from: ids, start: 0)
      #expect(found.map(\.count) == expected.optionIds.map(\.count))
      let worst = zip(found.joined(), expected.logarithms.joined()).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst <= golden.tolerance, "\(worst)")
      // In another order, with one answer twice and one that is empty, each gets the same.
      let order = Array(expected.optionIds.reversed()) + [expected.optionIds[0], []]
      let again = try model.logLikelihoods(of: order, from: ids, start: 0)
      #expect(again == Array(found.reversed()) + [found[0], []])
    }
  }

  /// The answer that is written greedily is at each token as likely as any.
  @Test func aStateCanBeGoneOnFromTwice() throws {
    let model = try model(.merged)
    let text = golden.cases[1]
    let state = try model.next(after: try model.begin(model.encode(text.ids), with: 0), text.generated[0])
    let one = try model.next(after: state, 5)
    let other = try model.next(after: state, 9)
    #expect(state.count == 2 && one.count == 3)
    #expect(try one.scores.values() != other.scores.values())
    #expect(try model.next(after: state, 5).scores.values() == one.scores.values())
    #expect(try state.scores.likeliest() == text.generated[1])
  }

  @Test func whereAnAnswerStops() throws {
    let model = try model(.separate)
    let long = try #require(golden.cases.first { $0.generated.count == golden.maxTokens })
    for count in [0, 1, 2, 5] {
      let rules = GenerationRules(start: 0, ends: [1], maxTokens: count)
      #expect(try model.generate(from: long.ids, rules) == Array(long.generated.prefix(count)))
    }
    #expect(try model.generate(from: long.ids, GenerationRules(start: 0, ends: [1], maxTokens: -3)).isEmpty)
    let second = long.generated[1]
    let stop = try #require(long.generated.firstIndex(of: second))
    let rules = GenerationRules(start: 0, ends: [1, second], maxTokens: 12)
    #expect(try model.generate(from: long.ids, rules) == Array(long.generated.prefix(stop + 1)))
  }

  @Test func cancellationIsSeenBeforeEachStep() throws {
    let model = try model(.merged)
    let long = try #require(golden.cases.first { $0.generated.count == golden.maxTokens })
    for allowed in [0, 1, 4] {
      let asked = Mutex(0)
      #expect(throws: CancellationError.self) {
        try model.generate(from: long.ids, golden.rules) {
          asked.withLock {
            $0 += 1
            return $0 > allowed
          }
        }
      }
      #expect(asked.withLock { $0 } == allowed + 1)
    }
    #expect(throws: CancellationError.self) {
      try model.logLikelihoods(of: [[5, 6, 7]], from: long.ids, start: 0) { true }
    }
  }

  @Test func severalThreadsAtOnce() async throws {
    let model = try model(.merged)
    let golden = golden
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for expected in golden.cases {
        group.addTask { try model.generate(from: expected.ids, golden.rules) == expected.generated }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func tokensThatTheModelDoesNotKnow() throws {
    let model = try model(.separate)
    let rules = golden.rules
    #expect(throws: InferenceError.self) { try model.generate(from: [], rules) }
    for id in [-1_000_000, 1_000_000, Int.max, Int.min] {
      #expect(throws: InferenceError.self) { try model.generate(from: [id, 1], rules) }
      let start = GenerationRules(start: id, ends: [1], maxTokens: 2)
      #expect(throws: InferenceError.self) { try model.generate(from: [5, 1], start) }
      #expect(throws: InferenceError.self) {
        try model.logLikelihoods(of: [[id]], from: [5, 1], start: 0)
      }
    }
  }
}
