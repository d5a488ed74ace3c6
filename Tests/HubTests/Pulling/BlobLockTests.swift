import Foundation
import Testing

@testable import Hub

struct BlobLockTests {
  @Test(.timeLimit(.minutes(10))) func oneAfterTheOther() async throws {
    let tree = try ModelTree()
    let file = tree.root.appendingPathComponent(".locks/models--a--b/x.lock")
    var first: BlobLock? = try await BlobLock.acquire(file) {}
    #expect(first != nil)
    let (told, tell) = AsyncStream.makeStream(of: Void.self)
    let second = Task { _ = try await BlobLock.acquire(file) { tell.yield() } }
    for await _ in told { break }
    first = nil
    try await second.value
  }

  @Test(.timeLimit(.minutes(10))) func waitingCanBeCancelled() async throws {
    let tree = try ModelTree()
    let file = tree.root.appendingPathComponent("x.lock")
    let first = try await BlobLock.acquire(file) {}
    let (told, tell) = AsyncStream.makeStream(of: Void.self)
    let second = Task { _ = try await BlobLock.acquire(file) { tell.yield() } }
    for await _ in told { break }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    withExtendedLifetime(first) {}
  }

  @Test func whereNothingCanBeWritten() async throws {
    let tree = try ModelTree()
    try tree.write("file", "")
    let problem = await #expect(throws: PullProblem.self) {
      _ = try await BlobLock.acquire(tree.root.appendingPathComponent("file/x.lock")) {}
    }
    guard case .cannotWrite? = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
  }
}
