import Testing

@testable import ModelCoders

@Suite("Batch plan")
struct BatchPlanTests {
  @Test(arguments: [0, 1, 2, 7, 8, 9, 100, 1001], [1, 3, 8, 64])
  func everyItemOnce(count: Int, batchSize: Int) {
    for workers in [1, 2, 5, 300] {
      let batches = BatchPlan(count: count, batchSize: batchSize, workers: workers).batches
      #expect(batches.flatMap(Array.init) == Array(0..<count))
      #expect(batches.allSatisfy { !$0.isEmpty && $0.count <= batchSize })
    }
  }

  @Test func batchesGetSmallerTowardsTheEnd() {
    let sizes = BatchPlan(count: 100, batchSize: 16, workers: 2).batches.map(\.count)
    #expect(sizes == [16, 16, 16, 13, 10, 8, 6, 4, 3, 2, 2, 1, 1, 1, 1])
  }

  @Test func aLoneWorkerWaitsForNobody() {
    #expect(BatchPlan(count: 20, batchSize: 8, workers: 1).batches.map(\.count) == [8, 8, 4])
  }

  @Test func senselessNumbers() {
    #expect(BatchPlan(count: 2, batchSize: 0, workers: 0).batches == [0..<1, 1..<2])
    #expect(BatchPlan(count: -1, batchSize: 8, workers: 2).batches.isEmpty)
  }
}
