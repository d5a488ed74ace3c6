import Foundation
import HTTP
import LocalChat
import Synchronization
import Testing

@testable import Prompting

/// 2,000 requests, 16 at once, against a server that fails in every way and counts what comes within its window.
///
/// What depends on time is asserted where the machine keeps time (``MachinePulse``), and printed always.
@Suite(.serialized) struct LoadTests {
  private static let faults: [ChatFault] = [
    .crowded(), .crowded(retryAfter: 0.02), .status(500), .slow(0.03), .drop, .truncated,
    .text(#"{"wrong": 1}"#), .refusal("I cannot."),
  ]

  @Test(arguments: [false, true])
  func noneLostNoneDoubled(isLearned: Bool) async throws {
    let count = isLearned ? 500 : 2000
    let limit = isLearned ? 255 : 680
    var conduct = ChatConduct()
    conduct.limit = limit
    conduct.window = Double(limit) / 170
    // 5 % of each fault, by a hash of the number of the request that arrives.
    let met = Mutex<[Int]>([])
    let fault: @Sendable (ChatCall) -> ChatFault? = { _ in
      met.withLock { met in
        let hash = (UInt64(met.count) &* 0x9E37_79B9_7F4A_7C15) >> 33
        met.append(Int(hash % 20))
        return hash % 20 < UInt64(Self.faults.count) ? Self.faults[Int(hash % 20)] : nil
      }
    }
    let limits = RequestLimits(concurrency: 16, requests: isLearned ? nil : limit, window: conduct.window)
    let retries = RetryPolicy(
      attempts: 12, firstDelay: .milliseconds(20), longestDelay: .milliseconds(300))
    try await ChatBench.with(conduct, limits: limits, retries: retries, fault: fault) { bench in
      let start = ContinuousClock.now
      let (replies, longest, mean) = try await MachinePulse.during { try await self.replies(count, bench) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let seen = bench.chat.chats.count
      let ideal = Double(seen) / Double(limit) * conduct.window
      print(
        "\(count) requests, \(seen) seen, at most \(bench.chat.busiestWindow) of \(limit) in a window,",
        String(format: "%.2f s, ideal %.2f s, ratio %.3f,", seconds, ideal, seconds / ideal),
        "\(await bench.pacing.concurrencyNow) at once at the end,",
        "the machine late by \(mean) in the mean and \(longest) at most")
      for place in Self.faults.indices {
        let share = Double(met.withLock { $0.count { $0 == place } }) / Double(seen)
        #expect((0.03...0.07).contains(share))
      }
      #expect(replies.count == count)
      #expect(bench.ledger.count == count)
      #expect(bench.ledger.writes == count)
      #expect(
        replies.allSatisfy {
          $0.value.text == "re: \($0.key)" || $0.value.text == #"{"wrong": 1}"# || $0.value.refusal != nil
        })
      // A request that the machine holds up for longer than the slack arrives when it is no longer counted.
      if longest < .milliseconds(500) {
        #expect(bench.chat.overLimit == 0)
        #expect(bench.chat.busiestWindow <= limit)
      }
    }
  }

  private func replies(_ count: Int, _ bench: ChatBench) async throws -> [Int: ChatReply] {
    try await withThrowingTaskGroup(of: (Int, ChatReply).self) { group in
      var replies: [Int: ChatReply] = [:]
      for number in 0..<count {
        if number >= 64, let (done, reply) = try await group.next() { replies[done] = reply }
        group.addTask { (number, try await bench.ask("\(number)").get()) }
      }
      for try await (done, reply) in group { replies[done] = reply }
      return replies
    }
  }
}
