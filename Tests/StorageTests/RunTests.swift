import ContentCoding
import Foundation
import Testing

@testable import Storage

extension Run {
  static func sample(_ id: String, configuration: Fingerprint = first, at date: Date = noon) -> Run {
    Run(
      id: id, coder: probe, configuration: configuration, configurationText: "{}", codebook: book,
      models: [ModelRecord(name: "seedling-64", revision: nil, sha256: "ff")], seed: .max, version: "0.1",
      startedAt: date)
  }
}

@Suite struct RunTests {
  private let lease = Lease(host: "here", process: 7, heartbeat: noon)

  @Test func aRunComesBackAsItWent() throws {
    let lease = Lease.held(at: noon)
    try withStudy { study throws in
      var run = try study.acquire(.sample("r1"), lease: lease)
      #expect(run == .sample("r1"))
      run.seconds = 2.5
      run.tally.coded = 3
      run.tally.extracted = 9
      run.tally.cost = 0.25
      run.stages = ["decode": 1.5]
      try study.beat(run, lease: lease)
      #expect(try study.run("r1") == run)
      try study.finish(run, lease: lease, state: .done, at: noon + 9)
      run.state = .done
      run.endedAt = noon + 9
      #expect(try study.runs() == [run])
      #expect(try study.run("r2") == nil)
    }
  }

  @Test func aSecondRunIsRefusedAndToldWhoHoldsTheFirst() throws {
    try withStudy { study throws in
      _ = try study.acquire(.sample("r1"), lease: lease) { _ in true }
      let other = Lease(host: "here", process: 8, heartbeat: noon + 59)
      #expect(throws: StorageError.runHeld(coder: "probe", run: "r1", host: "here", process: 7)) {
        try study.acquire(.sample("r2"), lease: other) { _ in true }
      }
      #expect(try study.runs().count == 1)
    }
  }

  @Test(arguments: [
    (61.0, "here", true, false), (59, "here", true, false), (59, "here", false, true),
    (59, "there", false, false),
    (61, "there", true, true), (-61, "there", true, true),
    // A clock that is wrong does not take a living process's run.
    (-61, "here", true, false), (600, "here", true, false), (600, "here", false, true),
  ])
  func aLeaseIsStale(after seconds: Double, host: String, isAlive: Bool, isStale: Bool) {
    #expect(lease.isStale(at: noon + seconds, seenFrom: host) { _ in isAlive } == isStale)
  }

  @Test func aRunWhoseProcessDiedIsTakenOver() throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sh")
    child.arguments = ["-c", "exit 0"]
    try child.run()
    child.waitUntilExit()
    try withStudy { study throws in
      var dead = Lease.held(at: noon)
      dead.process = child.processIdentifier
      var run = try study.acquire(.sample("r1"), lease: dead)
      run.tally.extracted = 4
      try study.beat(run, lease: dead)
      let mine = Lease.held(at: noon + 1)
      #expect(try study.resumableRun(coder: "probe", configuration: first)?.id == "r1")
      let resumed = try study.acquire(run, lease: mine)
      #expect(resumed.state == .running && resumed.tally.extracted == 4)
      #expect(throws: StorageError.leaseLost(run: "r1")) { try study.beat(run, lease: dead) }
      #expect(throws: StorageError.self) { try study.acquire(.sample("r2"), lease: mine) }
    }
  }

  @Test func onlyAnUnfinishedRunOfTheSameConfigurationIsGoneOnWith() throws {
    try withStudy { study throws in
      let run = try study.acquire(.sample("r1"), lease: lease)
      try study.finish(run, lease: lease, state: .interrupted, at: noon)
      #expect(try study.resumableRun(coder: "probe", configuration: first)?.state == .interrupted)
      #expect(try study.resumableRun(coder: "probe", configuration: second) == nil)
      _ = try study.acquire(run, lease: lease)
      try study.finish(run, lease: lease, state: .done, at: noon)
      #expect(try study.resumableRun(coder: "probe", configuration: first) == nil)
    }
  }

  @Test func theTallyIsCountedFromWhatIsStored() throws {
    try withStudy { study throws in
      try study.importPosts(posts(3))
      let run = try study.acquire(.sample("r1"), lease: lease)
      for answer in [Answer.failed(Reason(.network, "")), .coded(.category("A"), cost: 0.5)] {
        try study.save(
          [coding("p0", answer), coding("p1", .abstained(Reason(.noPicture, "")))], coder: probe, run: "r1",
          configuration: first, codebook: book, at: noon)
      }
      let tally = try study.tally(ofRun: run.id)
      #expect((tally.coded, tally.abstained, tally.failed, tally.cost) == (1, 1, 0, 0.5))
    }
  }

  @Test func headsAreKeptByConfiguration() throws {
    try withStudy { study throws in
      func head(_ configuration: Fingerprint, _ byte: UInt8, at date: Date) -> StoredHead {
        StoredHead(
          coder: "probe", configuration: configuration, data: Data([byte]), trainedAt: date, gold: book,
          summary: "{}")
      }
      try study.saveHead(head(first, 1, at: noon))
      try study.saveHead(head(second, 2, at: noon - 5))
      try study.saveHead(head(first, 3, at: noon + 5))
      #expect(try study.head(of: "probe", configuration: first) == head(first, 3, at: noon + 5))
      #expect(try study.head(of: "probe", configuration: second)?.data == Data([2]))
      #expect(try study.head(of: "probe")?.data == Data([3]))
      #expect(try study.head(of: "clip") == nil)
    }
  }
}
