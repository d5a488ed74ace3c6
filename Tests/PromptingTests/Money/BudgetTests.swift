import Foundation
import LocalChat
import Testing

@testable import Prompting

struct BudgetTests {
  @Test func stopsBeforeTheNextRequest() async throws {
    let budget = Budget(limit: 1)
    let first = try await budget.reserve(0.6, model: "m")
    await budget.settle(first, cost: 0.3)
    let second = try await budget.reserve(0.7, model: "m")
    await budget.settle(second, cost: nil)
    #expect(await budget.spent == 1)
    await #expect(throws: BudgetProblem.self) { try await budget.reserve(0.01, model: "m") }
    _ = try await budget.reserve(0, model: "free")
  }

  @Test(arguments: [nil, Double.nan, -1, .infinity])
  func unknownPrices(bound: Double?) async {
    await #expect(throws: BudgetProblem.unknownPrice(model: "m")) {
      try await Budget(limit: 1).reserve(bound, model: "m")
    }
  }

  @Test func waitsForWhatComesBack() async throws {
    let budget = Budget(limit: 1)
    let first = try await budget.reserve(0.9, model: "m")
    let second = Task { try await budget.reserve(0.9, model: "m") }
    await budget.settle(first, cost: 0.05)
    await budget.settle(try await second.value, cost: 0.9)
    let spent = await budget.spent
    #expect(abs(spent - 0.95) < 1e-12)
  }

  @Test func aCancelledTaskLeavesTheLine() async throws {
    let budget = Budget(limit: 1)
    let first = try await budget.reserve(0.9, model: "m")
    let second = Task { try await budget.reserve(0.9, model: "m") }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    await budget.settle(first, cost: 0)
    _ = try await budget.reserve(1, model: "m")
  }

  /// Many at once: the sum never passes the limit, and the run goes on until no other request fits.
  @Test func aRunStopsUnderItsBudget() async throws {
    let price = PriceList(entries: [PriceList.Entry(model: "local", input: 1000, output: 1000)])
    let budget = Budget(limit: 1)
    try await ChatBench.with(prices: price, budget: budget) { bench in
      let costs = try await withThrowingTaskGroup(of: Double?.self) { group in
        for number in 0..<400 {
          group.addTask {
            do {
              return try await bench.ask("\(number)").get().cost
            } catch BudgetProblem.spent {
              return nil
            }
          }
        }
        return try await group.reduce(into: [Double?]()) { $0.append($1) }
      }
      let sum = costs.compactMap { $0 }.reduce(0, +)
      let most = Price(input: 1000, output: 1000).cost(of: TokenEstimate(ChatBench.request("399")).most)
      let spent = await budget.spent
      #expect(abs(spent - sum) < 1e-9)
      #expect(spent <= 1 && spent > 1 - most)
      let isStopped = costs.contains(nil)
      #expect(isStopped)
      #expect(bench.chat.chats.count == bench.ledger.count)
    }
  }

  @Test func whatMayHaveBeenBilledCounts() async throws {
    let price = PriceList(entries: [PriceList.Entry(model: "local", input: 1000, output: 1000)])
    let budget = Budget(limit: 100)
    try await ChatBench.with(prices: price, budget: budget) { bench in
      bench.chat.fail(.drop, .status(500), .crowded())
      let reply = try await bench.ask().get()
      let most = Price(input: 1000, output: 1000).cost(of: TokenEstimate(ChatBench.request()).most)
      let spent = await budget.spent
      #expect(abs(spent - most - (reply.cost ?? 0)) < 1e-9)
    }
  }
}
