import ContentCoding
import Foundation
import Testing

@testable import Storage

@Suite struct PaidAnswerTests {
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)

  private static func key(_ text: String, repetition: Int = 0) -> PaidAnswerKey {
    PaidAnswerKey(
      endpoint: "http://127.0.0.1:1/v1", request: Fingerprint(ofBytes: Array(text.utf8)),
      repetition: repetition)
  }

  private static func answer(_ text: String, cost: Double? = 0.5) -> PaidAnswerRecord {
    PaidAnswerRecord(
      reply: Data("{\"text\":\"\(text)\"}".utf8), cost: cost, isCounted: false, answeredAt: now)
  }

  private func withPosts(_ body: (Study) throws -> Void) throws {
    try withStudy { study throws in
      try study.importPosts([Post(id: "a"), Post(id: "b")])
      try body(study)
    }
  }

  @Test func anAnswerIsFoundByEndpointRequestAndRepetition() throws {
    try withPosts { study in
      try study.keep(Self.answer("yes"), for: Self.key("q"), about: "a")
      #expect(try study.paidAnswer(for: Self.key("q")) == Self.answer("yes"))
      #expect(try study.paidAnswer(for: Self.key("q", repetition: 1)) == nil)
      #expect(try study.paidAnswer(for: Self.key("r")) == nil)
      var elsewhere = Self.key("q")
      elsewhere.endpoint = "http://127.0.0.1:2/v1"
      #expect(try study.paidAnswer(for: elsewhere) == nil)
      try study.keep(Self.answer("no", cost: nil), for: Self.key("q"), about: "a")
      #expect(try study.paidAnswer(for: Self.key("q")) == Self.answer("no", cost: nil))
    }
  }

  @Test func aCostIsCountedWithTheCodingsOfItsPost() throws {
    try withPosts { study in
      try study.keep(Self.answer("yes"), for: Self.key("q"), about: "a")
      try study.keep(Self.answer("yes"), for: Self.key("r"), about: "b")
      try study.countPaidAnswers(about: ["a", "unknown"])
      #expect(try study.paidAnswer(for: Self.key("q"))?.isCounted == true)
      #expect(try study.paidAnswer(for: Self.key("r"))?.isCounted == false)
    }
  }

  @Test func forgettingAPostForgetsWhatOnlyItWasAnsweredFor() throws {
    try withPosts { study in
      try study.keep(Self.answer("own"), for: Self.key("own"), about: "a")
      try study.keep(Self.answer("shared"), for: Self.key("shared"), about: "a")
      try study.noteAsked([(Self.key("shared"), "b"), (Self.key("later"), "a")])
      try study.keep(Self.answer("later"), for: Self.key("later"), about: nil)
      try study.keep(Self.answer("of none"), for: Self.key("none"), about: nil)
      _ = try study.forget(post: "a", at: Self.now)
      #expect(try study.paidAnswer(for: Self.key("own")) == nil)
      #expect(try study.paidAnswer(for: Self.key("later")) == nil)
      #expect(try study.paidAnswer(for: Self.key("shared")) != nil)
      #expect(try study.paidAnswer(for: Self.key("none")) != nil)
      _ = try study.forget(post: "b", at: Self.now)
      #expect(try study.paidAnswer(for: Self.key("shared")) == nil)
    }
  }

  @Test func endpointsAndBatchesAreRemembered() throws {
    try withPosts { study in
      #expect(try study.capabilities(of: "e", model: "m") == nil)
      try study.keepCapabilities(Data("{}".utf8), of: "e", model: "m", at: Self.now)
      try study.keepCapabilities(Data("{\"a\":1}".utf8), of: "e", model: "m", at: Self.now)
      #expect(try study.capabilities(of: "e", model: "m") == Data("{\"a\":1}".utf8))
      #expect(try study.capabilities(of: "e", model: "n") == nil)

      var batch = BatchRecord(
        endpoint: "e", id: "batch_1", coder: "gpt", isTaken: false, submittedAt: Self.now,
        description: Data("{}".utf8))
      try study.keep(batch)
      #expect(try study.openBatches(of: "gpt") == [batch])
      #expect(try study.openBatches(of: "other").isEmpty)
      batch.isTaken = true
      try study.keep(batch)
      #expect(try study.openBatches(of: "gpt").isEmpty)
    }
  }

  @Test func olderCodingsCanBeMadeAnew() throws {
    try withPosts { study in
      let coder = CoderIdentity(name: "gpt", kind: .prompted)
      let configuration = Fingerprint(of: "c")
      let uncoded = { (retry: RetryChoice) in
        try study.uncodedCount(
          coder: "gpt", configuration: configuration, variables: ["v"], retry: retry)
      }
      let run = Run(
        id: "r", coder: coder, configuration: configuration, configurationText: "{}",
        codebook: Fingerprint(of: "b"), models: [], seed: 1, version: "0", startedAt: Self.now)
      _ = try study.acquire(run, lease: Lease(host: "h", process: 1, heartbeat: Self.now))
      try study.save(
        [Coding(postID: "a", variable: "v", answer: .coded(.boolean(true)))], coder: coder, run: "r",
        configuration: configuration, codebook: Fingerprint(of: "b"), at: Self.now)
      #expect(try uncoded(.none) == 1)
      #expect(try uncoded(.olderThan(Self.now)) == 1)
      #expect(try uncoded(.olderThan(Self.now.addingTimeInterval(1))) == 2)
    }
  }
}
