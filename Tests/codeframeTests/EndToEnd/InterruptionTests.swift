import Foundation
import Testing

extension EndToEnd {
  /// Runs that are stopped, killed, or meet each other.
  struct InterruptionTests {
    /// Kills a run at ten instants spread over its length, and lets it go on each time.
    @Test(arguments: [1, 2] as [UInt64])
    func aRunThatIsKilledAgainAndAgainEndsAsIfItNeverWas(seed: UInt64) async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "whole", in: place)
        try place.remove("whole/cache")
        try place.copy(place.url("whole"), to: "killed")
        let start = ContinuousClock.now
        try await place.succeed("code", "-C", "whole", "probe", "--limit", "40")
        let length = (ContinuousClock.now - start) / .seconds(1)

        var chance = Chance(seed: seed)
        var killed = 0
        for attempt in 0..<10 {
          // What was computed may be lost or kept; both must end well.
          if attempt % 2 == 0 { try? place.remove("killed/cache") }
          let program = try place.codeframe.start(["code", "-C", "killed", "probe", "--limit", "40"])
          try await Task.sleep(for: .seconds(length * (Double(attempt) + chance.next()) / 10))
          program.send(SIGKILL)
          let outcome = try await program.outcome()
          #expect(outcome.status == 128 + SIGKILL || outcome.status == 0, "\(outcome.messages)")
          if outcome.status != 0 { killed += 1 }
        }
        #expect(killed > 0)
        try await place.succeed("code", "-C", "killed", "probe", "--limit", "40")

        let whole = try await codings(of: "whole", in: place)
        let after = try await codings(of: "killed", in: place)
        #expect(whole["post_id"].count == 40)
        #expect(Set(after["post_id"]).count == after["post_id"].count)
        #expect(after.rows(without: "run", "coded_at") == whole.rows(without: "run", "coded_at"))

        let runs = try JSONValue(parsing: try await place.succeed("runs", "-C", "killed", "--json").bytes)
          .items
        #expect(
          runs.allSatisfy { $0["state"] == .text("done") }, "a run that was killed goes on, it is not left")
        #expect(Set(after["run"]).isSubset(of: Set(runs.compactMap { $0["id"]?.text })))
        for run in runs {
          let listed = try await place.succeed(
            "export", "codings", "-C", "killed", "--run", run["id"]?.text ?? "")
          let statuses = DelimitedText(listed.output)["status"]
          #expect(run["tally"]?["coded"]?.number == Double(statuses.count { $0 == "coded" }))
          #expect(run["tally"]?["failed"]?.number == Double(statuses.count { $0 == "failed" }))
        }
      }
    }

    @Test func controlCStopsCleanlyAndTheNextCallGoesOn() async throws {
      try await Workplace.with { place in
        try await Self.makeLongStudy(in: place)
        let program = try place.codeframe.start(["code", "-C", "study", "probe"])
        let run = try await Self.waitForRun(of: program, in: place)
        program.send(SIGINT)
        let outcome = try await program.outcome()
        #expect(outcome.status == 130, "\(outcome.messages)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains("stopping after this step"))
        let stopped = try await Self.runs(in: place)
        #expect(stopped.map { $0["state"] } == [.text("interrupted")])

        let rest = try await place.succeed("code", "-C", "study", "probe")
        #expect(rest.messages.contains("run \(run)"), "the run goes on under its own name")
        #expect(try await Self.runs(in: place).map { $0["state"] } == [.text("done")])
        let table = try await codings(of: "study", in: place)
        #expect(
          table["post_id"].count == Self.longCount + 120
            && Set(table["post_id"]).count == Self.longCount + 120)
      }
    }

    @Test func aSecondRunOfTheSameCoderSaysWhoHoldsItAndEnds() async throws {
      try await Workplace.with { place in
        try await Self.makeLongStudy(in: place)
        let program = try place.codeframe.start(["code", "-C", "study", "probe"])
        _ = try await Self.waitForRun(of: program, in: place)
        let busy = "is being written by another program"
        var second: Outcome
        repeat {
          // A program that is stopped in the midst of a transaction keeps the others out: let it finish that first.
          program.send(SIGSTOP)
          second = try await place.run("code", "-C", "study", "probe")
          if second.messages.contains(busy) { program.send(SIGCONT) }
        } while second.messages.contains(busy) && program.isRunning
        #expect(second.status == 1)
        #expect(second.messages.contains("\(program.identifier)"), "\(second.messages)")
        #expect(second.messages.contains("probe"))
        // Others read meanwhile.
        try await place.succeed("export", "codings", "-C", "study")
        try await place.succeed("evaluate", "-C", "study", "--gold", "gold")

        program.send(SIGCONT)
        program.send(SIGKILL)
        #expect(try await program.outcome().status == 128 + SIGKILL)
        let third = try await place.succeed("code", "-C", "study", "probe", "--limit", "5")
        #expect(third.messages.contains("5 codings"), "who holds the run is gone, so another takes it over")
      }
    }

    /// How many pictures more than the sample's a long study has.
    private static let longCount = 240

    /// The trained sample with pictures that the cache does not know: their bytes differ behind the picture's end.
    private static func makeLongStudy(in place: Workplace) async throws {
      try await SampleStudy.copyTrained(to: "study", in: place)
      let pictures = try SampleStudy.pictures().filter { $0.pathExtension == "jpg" }
      for number in 0..<longCount {
        let bytes = try Data(contentsOf: pictures[number % pictures.count])
        try place.write(bytes + Data("\(number)".utf8), to: "more/\(number).jpg")
      }
      try await place.succeed("import", "posts", "-C", "study", "more")
    }

    /// Waits until the study has a run that is running.
    ///
    /// - Returns: the run's id.
    private static func waitForRun(of program: RunningProgram, in place: Workplace) async throws -> String {
      while program.isRunning {
        let running = try await runs(in: place).first { $0["state"] == .text("running") }
        if let id = running?["id"]?.text { return id }
      }
      throw CommandFailed(arguments: ["code"], outcome: try await program.outcome())
    }

    private static func runs(in place: Workplace) async throws -> [JSONValue] {
      try JSONValue(parsing: try await place.succeed("runs", "-C", "study", "--json").bytes).items
    }

    private func codings(of study: String, in place: Workplace) async throws -> DelimitedText {
      DelimitedText(
        try await place.succeed("export", "codings", "-C", study, "--coder", "probe", "--scores").output)
    }
  }
}

/// Seeded chance: SplitMix64 (Steele, Lea and Flood 2014).
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number from 0 to below 1.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }
}
