import ContentCoding
import Exchange
import Foundation
import Storage
import StudyFile
import Testing

@testable import Workflows

struct FetchMediaTests {
  /// A picture of one grey pixel, and others that differ in bytes after its end.
  private static let pixel: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 1, count: 92)
  private static func picture(_ number: UInt8) -> [UInt8] { pixel + [number] }

  /// A study whose posts have these addresses; `body` gets the folder.
  private static func withStudy(
    _ posts: [(id: String, addresses: [String])], _ body: (OpenStudy) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fetch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("study: Far\nvariables:\n  - name: crowd\n    type: boolean\n".utf8)
      .write(to: folder.appending(path: StudyFile.name))
    let table =
      "id,image_url\n" + posts.map { "\($0.id),\"\($0.addresses.joined(separator: "|"))\"\n" }.joined()
    try Data(table.utf8).write(to: folder.appending(path: "posts.csv"))
    try Study.create(at: folder).close()
    let open = try OpenStudy(at: folder, for: NobodyListens())
    _ = try ImportPosts(path: folder.appending(path: "posts.csv").path).run(in: open)
    try await body(open)
  }

  private static var fetch: FetchMedia {
    var fetch = FetchMedia()
    (fetch.isAgreed, fetch.allowsPrivate) = (true, true)
    fetch.limits.rate = 1000
    fetch.limits.bytes = 4 << 20
    return fetch
  }

  @Test func picturesComeToTheirPostsAndWhatCannotIsNamed() async throws {
    let pages: [String: PictureServer.Page] = [
      "/1.jpg": .bytes(Self.picture(1), type: "image/jpeg"),
      "/2.png": .bytes(Self.picture(2), type: "text/plain"),
      "/same.png": .bytes(Self.picture(1), type: "image/png"),
      "/page": .bytes(Array("<!doctype html><p>no".utf8), type: "text/html"),
      "/a.svg": .bytes(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), type: "image/svg+xml"),
      "/gone": .status(410),
      "/expired": .status(403), "/there": .movedTo("/1.jpg"), "/loop": .movedTo("/loop"),
      "/file": .movedTo("file:///etc/passwd"),
      "/short": .cutOff(Self.picture(4), length: 5_000), "/endless": .endless(Self.picture(5)),
      "/busy": .busy(times: 2, Self.picture(6)), "/empty": .bytes([], type: "image/png"),
      "/large": .cutOff(Self.picture(7), length: 5 << 20),
    ]
    try await PictureServer.with(pages) { server in
      let posts: [(id: String, addresses: [String])] =
        [
          ("two", [server.address("/1.jpg"), server.address("/2.png")]),
          ("same", [server.address("/same.png")]),
          ("moved", [server.address("/there")]), ("busy", [server.address("/busy")]),
          ("part", [server.address("/gone"), server.address("/2.png")]),
        ]
        + [
          "/page", "/a.svg", "/expired", "/loop", "/file", "/short", "/endless", "/empty", "/missing",
          "/large",
        ].map {
          (String($0.dropFirst().replacing(".", with: "-")), [server.address($0)])
        } + [("secret", ["http://me:word@127.0.0.1:\(server.port)/1.jpg"])]
      try await Self.withStudy(posts) { open in
        let outcome = try #require(try await Self.fetch.run(in: open))
        #expect(outcome.fetched == 5 && outcome.posts == 5)
        func files(_ id: String) throws -> [String] {
          try #require(try open.study.post(id)).media.map(\.path)
        }
        #expect(try files("two").count == 2)
        // The same bytes are one file, whatever their address.
        let first = try files("two")[0]
        let (same, moved) = (try files("same"), try files("moved"))
        #expect(same == [first] && moved == [first] && first.hasSuffix(".png"))
        let (parted, second) = (try files("part"), try files("two")[1])
        #expect(parted == [second])
        let bytes = try Data(contentsOf: open.folder.appending(path: first))
        #expect(bytes == Data(Self.picture(1)))
        let reasons = try posts.dropFirst(4).map { post in
          try #require(try open.study.post(post.id)).columns["not_fetched"] ?? "none"
        }
        let wanted = [
          "gone (410)", "but text/html", "but image/svg+xml", "expired (403)", "more than 5 times",
          "sent on to file", "broke",
          "larger than 4 MB", "no picture", "gone (404)", "larger than 4 MB", "which are not sent",
        ]
        for (reason, part) in zip(reasons, wanted) { #expect(reason.contains(part), "\(reason): \(part)") }
        let hidden = try FileManager.default.contentsOfDirectory(
          atPath: open.folder.appending(path: "media/fetched").path)
        #expect(!hidden.contains { $0.hasSuffix(".part") })
        #expect(server.heads.allSatisfy { !$0.contains("Authorization") && !$0.contains("Cookie") })

        // What is settled is not asked again; what may come is, and everything with --again.
        let before = server.paths.count
        server.set("/short", to: .bytes(Self.picture(8), type: "image/png"))
        let again = try #require(try await Self.fetch.run(in: open))
        #expect(again.fetched == 1 && server.paths.dropFirst(before) == ["/short"])
        let mended = try #require(try open.study.post("short"))
        #expect(mended.media.count == 1 && mended.columns["not_fetched"] == nil)
        server.set("/gone", to: .bytes(Self.picture(9), type: "image/png"))
        var all = Self.fetch
        all.asksAgain = true
        let asked = try await all.run(in: open)
        #expect(asked?.fetched == 0, "a post that has a picture is not asked for more")
      }
    }
  }

  @Test func whoTakesTooLongIsLetGo() async throws {
    try await PictureServer.with(["/slow": .trickle(Self.picture(1))]) { server in
      try await Self.withStudy([("slow", [server.address("/slow")])]) { open in
        var fetch = Self.fetch
        fetch.limits.seconds = 1
        let outcome = try #require(try await fetch.run(in: open))
        #expect(
          outcome.fetched == 0 && outcome.missing.keys.contains { $0.contains("after 1 seconds") },
          "\(outcome.missing)")
      }
    }
  }

  /// This machine and local networks are not asked, by address, by name or by redirection, unless it is allowed.
  @Test func thisMachineIsNotAsked() async throws {
    try await PictureServer.with(["/1.png": .bytes(Self.picture(1), type: "image/png")]) { server in
      let hosts = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"]
      try await Self.withStudy(hosts.enumerated().map { ("p\($0)", ["http://\($1):\(server.port)/1.png"]) }) {
        open in
        var fetch = Self.fetch
        fetch.allowsPrivate = false
        let outcome = try #require(try await fetch.run(in: open))
        #expect(outcome.fetched == 0 && server.paths.isEmpty, "\(outcome) \(server.paths)")
      }
    }
  }

  @Test func nobodyIsAskedUnlessThatIsAgreed() async throws {
    try await PictureServer.with(["/1.png": .bytes(Self.picture(1), type: "image/png")]) { server in
      try await Self.withStudy([("p", [server.address("/1.png")])]) { open in
        var fetch = Self.fetch
        fetch.isAgreed = false
        let nothing = try await fetch.run(in: open)
        #expect(nothing == nil && server.paths.isEmpty)
      }
    }
    try await Self.withStudy([("p", ["here.png"])]) { open in
      await #expect(throws: UserError.self) { try await Self.fetch.run(in: open) }
    }
  }

  /// A run that is stopped keeps what it has, and the next goes on.
  @Test func aStoppedRunGoesOn() async throws {
    let pages = Dictionary(
      uniqueKeysWithValues: (0..<20).map {
        ("/\($0).png", PictureServer.Page.bytes(Self.picture(UInt8($0)), type: "image/png"))
      })
    try await PictureServer.with(pages) { server in
      try await Self.withStudy((0..<20).map { ("p\($0)", [server.address("/\($0).png")]) }) { open in
        var slow = Self.fetch
        slow.limits.rate = 20
        let work = slow
        let run = Task { try await work.run(in: open) }
        while server.paths.count < 5 { try await Task.sleep(for: .milliseconds(5)) }
        run.cancel()
        _ = await run.result
        let asked = server.paths.count
        #expect(asked < 20)
        let rest = try #require(try await Self.fetch.run(in: open))
        #expect(rest.fetched + rest.known == 20 || rest.fetched >= 20 - asked)
        #expect(server.paths.count <= 21, "nothing but what was on its way is asked twice")
        let counts = try (0..<20).map { try open.study.post("p\($0)")?.media.count }
        #expect(counts.allSatisfy { $0 == 1 })
      }
    }
  }

  @Test func robotsAreRespectedWhereAsked() async throws {
    let pages: [String: PictureServer.Page] = [
      "/robots.txt": .bytes(
        Array(
          "User-agent: *\nDisallow: /\n\nUser-agent: Codeframe # us\nDisallow: /private/\nAllow: /private/open\n"
            .utf8),
        type: "text/plain"),
      "/1.png": .bytes(Self.picture(1), type: "image/png"),
      "/private/2.png": .bytes(Self.picture(2), type: "image/png"),
      "/private/open.png": .bytes(Self.picture(3), type: "image/png"), "/there": .movedTo("/private/2.png"),
    ]
    try await PictureServer.with(pages) { server in
      let posts = ["/1.png", "/private/2.png", "/private/open.png", "/there"].map {
        (id: String($0.dropFirst().replacing("/", with: "-")), addresses: [server.address($0)])
      }
      try await Self.withStudy(posts) { open in
        var fetch = Self.fetch
        fetch.respectsRobots = true
        let outcome = try #require(try await fetch.run(in: open))
        #expect(outcome.fetched == 2 && outcome.missing.values.reduce(0, +) == 2)
        #expect(outcome.missing.keys.contains { $0.contains("rules for robots") })
        // The file is fetched once, and what it forbids is never asked for, also where a redirection leads there.
        #expect(server.paths.count { $0 == "/robots.txt" } == 1 && !server.paths.contains("/private/2.png"))
      }
      // Nobody asked: it is not even looked at.
      try await Self.withStudy([("two", [server.address("/private/2.png")])]) { open in
        let outcome = try #require(try await Self.fetch.run(in: open))
        #expect(outcome.fetched == 1 && server.paths.count { $0 == "/robots.txt" } == 1)
      }
    }
  }

  @Test func aHostWhoseRobotsCannotBeReachedAllowsNothing() async throws {
    try await PictureServer.with([
      "/robots.txt": .status(500), "/1.png": .bytes(Self.picture(1), type: "image/png"),
    ]) {
      server in
      try await Self.withStudy([("one", [server.address("/1.png")])]) { open in
        var fetch = Self.fetch
        fetch.respectsRobots = true
        let outcome = try #require(try await fetch.run(in: open))
        #expect(outcome.fetched == 0 && !server.paths.contains("/1.png"))
      }
    }
  }
}

struct MediaSignatureTests {
  @Test(arguments: [
    ("ffd8ffe0", "jpg"), ("89504e470d0a1a0a", "png"), ("474946383961", "gif"),
    ("524946460000000057454250", "webp"),
    ("0000002066747970617669660000", "avif"), ("000000206674797068656963", "heic"),
    ("000000206674797069736f6d", "mp4"),
    ("00000014667479707174202000", "mov"), ("1a45dfa3", "webm"), ("49492a00", "tif"),
  ])
  func isKnownByItsFirstBytes(hex: String, ending: String) {
    let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap {
      UInt8(hex.dropFirst($0).prefix(2), radix: 16)
    }
    #expect(MediaSignature.ending(of: bytes) == ending)
    #expect(MediaSignature.ending(of: Array(bytes.dropFirst())) != ending)
  }

  @Test(arguments: ["<svg/>", "<html>", "%PDF-1.7", "MZ", "", "BMnot a picture at all", "PK\u{3}\u{4}"])
  func isNone(text: String) {
    #expect(MediaSignature.ending(of: Array(text.utf8)) == nil)
  }
}
