import Foundation
import Testing
import Workflows

@testable import WebApp

struct JobDeskTests {
  /// Waits until the newest job is as it should be.
  private static func wait(_ desk: JobDesk, until holds: (Job) -> Bool) async throws -> Job {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      if let job = desk.jobs.first, holds(job) { return job }
      try await Task.sleep(for: .milliseconds(2))
    }
    return try #require(desk.jobs.first { holds($0) })
  }

  @Test func aJobTellsWhatItDoesAndHowItEnded() async throws {
    try await TestApp.with { place in
      let desk = JobDesk(at: place.folder)
      try desk.start("count") { open in
        open.listener.notice("one\ntwo")
        open.listener.progress(WorkProgress(done: 1, total: 2, noun: "posts", seconds: 1))
        return ["\(try open.study.postCount()) posts"]
      }
      let job = try await Self.wait(desk) { $0.state == .done }
      #expect(job.notices == ["one", "two", "8 posts"] && job.progress == nil)
      try desk.start("fail") { _ in throw UserError("this cannot be") }
      #expect(try await Self.wait(desk) { $0.state == .failed }.notices == ["this cannot be"])
      #expect(desk.jobs.map(\.title) == ["fail", "count"])
    }
  }

  @Test func oneRunsAtATimeAndStopsWhenItIsTold() async throws {
    try await TestApp.with { place in
      let desk = JobDesk(at: place.folder)
      try desk.start("long") { _ in
        while true {
          try Task.checkCancellation()
          try await Task.sleep(for: .milliseconds(1))
        }
      }
      #expect(throws: UserError.self) { try desk.start("other") { _ in [] } }
      desk.stop()
      _ = try await Self.wait(desk) { $0.state == .stopped }
      try desk.start("other") { _ in [] }
      _ = try await Self.wait(desk) { $0.state == .done }
    }
  }

  @Test(arguments: [true, false]) func aQuestionIsAnsweredByAPerson(agrees: Bool) async throws {
    try await TestApp.with { place in
      let desk = JobDesk(at: place.folder)
      try desk.start("ask") { open in ["\(String(describing: try open.listener.agrees(to: "For $3?")))"] }
      let question = try #require(try await Self.wait(desk) { $0.question != nil }.question)
      #expect(question.text == "For $3?")
      desk.answer(question.number + 1, !agrees)
      desk.answer(question.number, agrees)
      let job = try await Self.wait(desk) { $0.state == .done }
      #expect(job.notices == ["Optional(\(agrees))"] && job.question == nil)
    }
  }

  /// A job that waits for an answer ends with the app.
  @Test func whoDoesNotAnswerStopsTheJob() async throws {
    try await TestApp.with { place in
      let desk = JobDesk(at: place.folder)
      try desk.start("ask") { open in
        let answer = try open.listener.agrees(to: "Really?")
        try Task.checkCancellation()
        return ["\(String(describing: answer))"]
      }
      _ = try await Self.wait(desk) { $0.question != nil }
      await desk.end()
      #expect(desk.jobs.first?.state == .stopped)
    }
  }

  @Test func thePageStartsShowsAndStops() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      #expect(try await visitor.get("/runs").text.contains("Nothing was started"))
      #expect(try await visitor.get("/report").status == .notFound)
      #expect(
        try await visitor.post("/runs/start", ["what": "code", "coder": "nobody"]).status == .badRequest)
      #expect(try await visitor.post("/runs/start", ["what": "rm"]).status == .badRequest)
      #expect(try await visitor.post("/runs/start", ["what": "report"]).location == "/runs")
      let end = ContinuousClock.now + .seconds(30)
      while try await visitor.get("/report").status != .ok, ContinuousClock.now < end {
        try await Task.sleep(for: .milliseconds(10))
      }
      let report = try await visitor.get("/report")
      #expect(
        report.text.contains("Streets &amp; &lt;squares&gt;")
          && report.text.contains("Content-Security-Policy"))
      #expect(try await visitor.post("/runs/stop", [:]).status == .seeOther)
      #expect(try await visitor.post("/runs/answer", ["question": "1", "agrees": "1"]).status == .seeOther)
      #expect(!(try await visitor.get("/runs?part=1").text.contains("<html")))
    }
  }
}
