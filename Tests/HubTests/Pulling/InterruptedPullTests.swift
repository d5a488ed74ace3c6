import Foundation
import HTTP
import LocalHub
import Testing

@testable import Hub

/// Servers that break, lie, or have enough.
struct InterruptedPullTests {
  private let clip = PullWorkplace.clip
  private let path = "onnx/vision_model.onnx"

  @Test func aConnectionThatBreaksAgainAndAgain() async throws {
    try await PullWorkplace.with { place in
      // More breaks than attempts: each one brought bytes.
      place.hub.fail(path, .drop(after: 100_000), .drop(after: 100_000), .drop(after: 100_000))
      let pulled = try await place.pull(attempts: 2)
      #expect(
        try Data(contentsOf: pulled.folder.appendingPathComponent(path))
          == Data(clip.files[path]?.bytes ?? []))
      let starts = place.starts(of: path)
      #expect(starts.count == 4 && starts.first == 0)
      #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 && $1 - $0 <= 100_000 })
      #expect(place.waits.count == 3)
      #expect(place.progress == pulled.plan.size)
      #expect(pulled.received == pulled.plan.size)
    }
  }

  @Test func aConnectionThatBringsNothing() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail(path, .drop(after: 0), .drop(after: 0), .drop(after: 0))
      let problem = try await place.problem(attempts: 3)
      #expect(
        problem
          == .interrupted(path: path, reason: "the connection to 127.0.0.1 broke", attempts: 3))
      #expect(problem?.description.hasSuffix("the same command goes on from there") == true)
      #expect(try place.names("snapshots").isEmpty, "no half model is found")
    }
  }

  @Test func anotherProcessGoesOn() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail(path, .drop(after: 150_000))
      #expect(try await place.problem(attempts: 1) != nil)
      let etag = clip.files[path]?.etag ?? ""
      // What was still on its way when the connection broke is lost.
      let kept = try #require(HubCache.size(place.url("blobs/\(etag).incomplete")))
      #expect((1...150_000).contains(kept))
      place.hub.forget()
      place.forget()
      let pulled = try await place.pull()
      #expect(place.starts(of: path) == [kept])
      #expect(place.events.contains(.kept(kept)))
      #expect(
        try Data(contentsOf: pulled.folder.appendingPathComponent(path))
          == Data(clip.files[path]?.bytes ?? []))
      #expect(try place.names("blobs").count == 7)
      #expect(HubCache.size(place.url("blobs/\(etag).incomplete")) == nil)
    }
  }

  @Test func aServerWithoutRanges() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail(path, .drop(after: 100_000), .ignoreRange)
      let pulled = try await place.pull()
      let starts = place.starts(of: path)
      #expect(starts.count == 2)
      #expect(place.progress == pulled.plan.size)
      #expect(place.events.contains(.lost(starts[1])))
    }
  }

  @Test func aRangeThatIsNotThere() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail(path, .drop(after: 100_000), .status(416))
      try await place.pull()
      let starts = place.starts(of: path)
      #expect(starts.count == 3 && starts[0] == 0 && starts[1] > 0 && starts[2] == 0)
    }
  }

  @Test func whatAnEarlierPullLeftMayBeDamaged() async throws {
    try await PullWorkplace.with { place in
      let etag = clip.files[path]?.etag ?? ""
      try place.tree.write("hf/hub/models--Xenova--clip/blobs/\(etag).incomplete", "other bytes")
      let pulled = try await place.pull()
      #expect(place.hub.transfers(of: path).map(\.range) == ["bytes=11-", nil])
      #expect(place.progress == pulled.plan.size)
      // Longer than the file is.
      let text = clip.files["onnx/text_model_fp16.onnx"]?.etag ?? ""
      try place.tree.write(
        "hf/hub/models--Xenova--clip/blobs/\(text).incomplete", String(repeating: "x", count: 150_001))
      try await place.pull(precision: .fp16)
      #expect(place.hub.transfers(of: "onnx/text_model_fp16.onnx").map(\.range) == [nil])
    }
  }

  @Test func wrongBytesAreNotKept() async throws {
    for path in [path, "config.json"] {
      try await PullWorkplace.with { place in
        place.hub.fail(path, .wrongByte(at: 5))
        let problem = try await place.problem()
        guard case .wrongBytes(path, _, let expected, let found)? = problem else {
          Issue.record("\(String(describing: problem))")
          return
        }
        let etag = clip.files[path]?.etag ?? ""
        #expect(expected.text == etag && found != etag)
        #expect(try place.names("blobs").allSatisfy { !$0.hasPrefix(etag) })
        #expect(try place.names("snapshots").isEmpty)
        #expect(place.hub.transfers(of: path).count == 1)
        try await place.pull()
      }
    }
  }

  @Test func moreBytesThanAnnouncedAreCut() async throws {
    for fault in [HubFault.tooManyBytes(5_000_000), .tooManyAnnounced(1)] {
      try await PullWorkplace.with { place in
        place.hub.fail(path, fault)
        guard case .wrongLength(path, _, 400_000)? = try await place.problem() else {
          Issue.record("it was taken")
          return
        }
        let etag = clip.files[path]?.etag ?? ""
        #expect((HubCache.size(place.url("blobs/\(etag).incomplete")) ?? 0) <= 400_000)
        #expect(HubCache.size(place.url("blobs/\(etag)")) == nil)
      }
    }
  }

  @Test func aBusyServerIsGivenItsTime() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail("api", .status(429, fields: ["Retry-After": "3"]))
      place.hub.fail(path, .status(429, fields: ["Retry-After": "17"]), .status(503))
      try await place.pull()
      #expect(place.waits.contains(.seconds(3)) && place.waits.contains(.seconds(17)))
      let retries = place.events.compactMap { event in
        if case .retrying(path, let retry) = event { retry.reason } else { nil }
      }
      #expect(retries.count == 2)
      #expect(retries.allSatisfy { $0.contains("answered with status") })
    }
  }

  @Test func aServerThatAsksForHours() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail("api", .status(429, fields: ["Retry-After": "7200"]))
      let problem = try await place.problem()
      #expect(problem?.description.contains("status 429") == true)
      #expect(problem?.description.hasSuffix("try again later") == true)
      #expect(place.waits.isEmpty)
    }
  }

  @Test func redirectionsWithoutEnd() async throws {
    try await PullWorkplace.with { place in
      let loop = place.hub.endpoint + "/Xenova/clip/resolve/\(clip.commit)/onnx/vision_model.onnx"
      for _ in 0..<9 { place.hub.fail(path, .redirect(to: loop)) }
      guard case .redirection? = try await place.problem() else {
        Issue.record("followed for ever")
        return
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func cancellationLeavesWhatCame() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail(path, .hold(after: 100_000))
      let task = Task { try await place.pull() }
      await place.hub.waitUntilHeld()
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      place.hub.release()
      try await place.pull()
      #expect(try place.names("blobs").count == 7)
    }
  }

  @Test func aFullDiskWhileWriting() {
    let file = URL(fileURLWithPath: "/c/blobs/x.incomplete")
    #expect(
      IncompleteFile.problem(ENOSPC, at: file).description
        == "the disk of /c/blobs is full; make room, or set HF_HOME to a folder on another disk")
    #expect(
      IncompleteFile.problem(EACCES, at: file)
        == .cannotWrite(path: "/c/blobs/x.incomplete", reason: "Permission denied"))
  }
}
