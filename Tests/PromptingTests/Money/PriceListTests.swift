import Foundation
import Testing

@testable import Prompting

struct PriceListTests {
  private let list = PriceList(
    date: "2025-01-01", source: "test",
    entries: [
      PriceList.Entry(model: "big*", host: "example.org", input: 1, output: 2),
      PriceList.Entry(model: "big-two*", input: 3, output: 4),
      PriceList.Entry(model: "big-two-b", input: 5, cached: 1, output: 6, batchDiscount: 0.5),
    ])

  @Test func theModelThatFitsBest() throws {
    let api = try EndpointAddress("https://api.example.org/v1")
    #expect(list.price(of: "big-one", at: api)?.input == 1)
    #expect(list.price(of: "big-two-a", at: api)?.input == 3)
    #expect(list.price(of: "big-two-b", at: api)?.input == 5)
    #expect(list.price(of: "small", at: api) == nil)
    let other = try EndpointAddress("https://badexample.org/v1")
    #expect(list.price(of: "big-one", at: other) == nil)
    #expect(list.price(of: "big-two-a", at: other)?.input == 3)
  }

  @Test func thisMachineCostsNothing() throws {
    let own = try EndpointAddress("http://localhost:8000/v1")
    #expect(list.price(of: "small", at: own) == .free)
    // Unless the study says what it costs.
    #expect(list.price(of: "big-two-b", at: own)?.input == 5)
  }

  @Test func overriding() throws {
    let api = try EndpointAddress("https://api.example.org/v1")
    let own = PriceList(entries: [PriceList.Entry(model: "big-two-b", input: 9, output: 9)])
    let both = list.overridden(by: own)
    #expect(both.price(of: "big-two-b", at: api)?.input == 9)
    #expect(both.price(of: "big-two-a", at: api)?.input == 3)
    #expect(both.date == "2025-01-01")
  }

  @Test func costs() {
    let price = Price(input: 2, cached: 0.5, output: 10, batchDiscount: 0.5)
    let usage = TokenUsage(prompt: 1_000_000, cached: 400_000, completion: 100_000)
    #expect(abs(price.cost(of: usage) - (1.2 + 0.2 + 1)) < 1e-12)
    #expect(abs(price.cost(of: usage, isBatch: true) - 1.2) < 1e-12)
    #expect(price.cost(ofCounted: TokenUsage()) == nil)
    #expect(Price.free.cost(ofCounted: TokenUsage()) == 0)
    #expect(price.cost(of: TokenUsage(prompt: 10, cached: 99)) == 5e-6)
  }

  @Test func theListThatComesWithTheProgram() throws {
    var folder = URL(fileURLWithPath: #filePath)
    var file = folder
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      file = folder.appendingPathComponent("Models/prices.json")
      if FileManager.default.fileExists(atPath: file.path) { break }
    }
    let list = try PriceList(contentsOf: file)
    #expect(list.date.split(separator: "-").count == 3)
    let openai = try EndpointAddress("https://api.openai.com/v1")
    #expect(list.price(of: "gpt-4o-mini", at: openai)?.input == 0.15)
    #expect(list.price(of: "gpt-4o-mini", at: try EndpointAddress("https://example.org/v1")) == nil)
    #expect(Set(list.entries.map { "\($0.model) \($0.host ?? "")" }).count == list.entries.count)
  }

  @Test(arguments: [
    ("", "no JSON"), ("[]", "another kind"), (#"{"date":"","source":""}"#, "\"entries\" is missing"),
    (#"{"date":"","source":"","entries":[{"model":"m","input":"1","output":1}]}"#, "entries.[0].input"),
    (#"{"date":"","source":"","entries":[{"model":"m","input":-1,"output":1}]}"#, "the price of \"m\""),
    (
      #"{"date":"","source":"","entries":[{"model":"m","input":1,"output":1,"batch-discount":2}]}"#,
      "discount"
    ),
  ])
  func filesThatCannotBeRead(text: String, words: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    #expect {
      _ = try PriceList(contentsOf: file)
    } throws: { error in
      "\(error)".contains(file.path) && "\(error)".contains(words)
    }
  }
}
