import ContentCoding
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite struct ConcurrencyTests {
  @Test func theAppAndARunWriteToOneStudyAtOnce() throws {
    try withStudy { study in
      try study.importPosts(posts(200))
      let app = try Study(openingAt: study.folder)
      let problems = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 3) { worker in
        do {
          for start in stride(from: 0, to: 200, by: 20) {
            let codings = (start..<start + 20).map { coding("p\($0)", .coded(.category("A"))) }
            switch worker {
            case 0:
              try study.save(
                codings, coder: probe, run: "r1", configuration: first, codebook: book, at: noon)
            case 1: try app.save(codings, coder: ada, codebook: book, at: noon)
            default: _ = try app.currentCodings(coder: "probe")
            }
          }
        } catch {
          problems.withLock { $0.append("\(worker): \(error)") }
        }
      }
      #expect(problems.withLock { $0 } == [])
      #expect(try app.currentCodings(coder: "probe").count == 200)
      #expect(try study.currentCodings(coder: "ada").count == 200)
      try app.close()
    }
  }

  @Test func ofTwoRunsThatStartAtOnceOneIsRefused() throws {
    try withStudy { study in
      let other = try Study(openingAt: study.folder)
      let outcomes = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 2) { worker in
        let lease = Lease.held(at: noon)
        let outcome: String
        do {
          _ = try (worker == 0 ? study : other).acquire(.sample("r\(worker)"), lease: lease)
          outcome = "held"
        } catch StorageError.runHeld {
          outcome = "refused"
        } catch {
          outcome = "\(error)"
        }
        outcomes.withLock { $0.append(outcome) }
      }
      #expect(outcomes.withLock { $0.sorted() } == ["held", "refused"])
      #expect(try study.runs().count == 1)
      try other.close()
    }
  }
}
