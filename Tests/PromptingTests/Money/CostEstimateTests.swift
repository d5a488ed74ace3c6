import Testing

@testable import Prompting

struct CostEstimateTests {
  @Test func bounds() {
    let text = ChatBench.request(String(repeating: "a", count: 300), maxTokens: 50)
    let most = TokenEstimate(text).most
    #expect(most.prompt >= 100 && most.prompt < 160 && most.completion == 50)
    var picture = text
    picture.messages[1].parts.append(.picture(ChatPicture(bytes: [1], detail: "low")))
    #expect(TokenEstimate(picture).most.prompt == most.prompt + 85)
    picture.messages[1].parts[1] = .picture(ChatPicture(bytes: [1]))
    #expect(TokenEstimate(picture).most.prompt == most.prompt + 85 + 170 * 16)
    #expect(TokenEstimate(picture, pictureTokens: 48_169).most.prompt == most.prompt + 48_169)
    #expect(TokenEstimate(ChatBench.request(maxTokens: -5)).most.completion == 0)
  }

  @Test func aSampleStandsForAll() throws {
    let sample = [ChatBench.request("one"), ChatBench.request("three words here")]
    let price = Price(input: 1, output: 10, batchDiscount: 0.5)
    let estimate = try #require(CostEstimate(sample: sample, requests: 1000, price: price))
    let mean = Double(sample.map { TokenEstimate($0).most.prompt }.reduce(0, +)) / 2
    #expect(estimate.tokens == TokenUsage(prompt: Int(mean * 1000), completion: 100_000))
    let cost = try #require(estimate.cost)
    #expect(abs(cost.upperBound - (mean * 1000 + 1_000_000) / 1e6) < 1e-9)
    #expect(cost.lowerBound > 0 && cost.lowerBound < cost.upperBound)
    let batch = try #require(CostEstimate(sample: sample, requests: 1000, price: price, isBatch: true)?.cost)
    #expect(abs(batch.upperBound * 2 - cost.upperBound) < 1e-9)
  }

  @Test func unknownIsNotNothing() throws {
    let estimate = try #require(CostEstimate(sample: [ChatBench.request()], requests: 10, price: nil))
    #expect(estimate.cost == nil)
    #expect(CostEstimate(sample: [], requests: 10, price: .free) == nil)
    #expect(CostEstimate(sample: [], requests: 0, price: .free)?.cost == 0...0)
  }
}
