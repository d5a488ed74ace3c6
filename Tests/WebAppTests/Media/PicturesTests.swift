import ContentCoding
import Foundation
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct PicturesTests {
  private static let demo = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Demo")

  /// An app with one post, whose only file is `name` with these bytes.
  private static func with(
    _ name: String, _ bytes: Data, _ body: (inout Visitor, TestApp) async throws -> Void
  ) async throws {
    try await TestApp.with(posts: [Post(id: "p1", media: [Media(path: name)])]) { place in
      try bytes.write(to: place.folder.appending(path: name))
      let study = try place.study()
      var visitor = try await place.visitor("anna")
      try await body(&visitor, place)
      try study.close()
    }
  }

  @Test func aPictureIsWrittenAnewInFewSizes() async throws {
    let original = try Data(contentsOf: Self.demo.appending(path: "images/p001.jpg"))
    // A comment that must not leave.
    let secret = Data([0xFF, 0xFE, 0x00, 0x0A] + Array("home 12b".utf8))
    let bytes = original.prefix(2) + secret + original.dropFirst(2)
    try await Self.with("a.jpg", bytes) { visitor, _ in
      var sizes: Set<Int> = []
      for side in ["1", "160", "200", "9999", "-3", "x"] {
        let picture = try await visitor.get("/picture?post=p1&n=0&side=\(side)")
        #expect(
          picture.header("content-type") == "image/webp" && picture.bytes.starts(with: Array("RIFF".utf8)))
        #expect(!picture.text.contains("home 12b"))
        sizes.insert(picture.bytes.count)
      }
      #expect(sizes.count <= 3)
    }
  }

  @Test(arguments: ["0&post=none", "1", "-1", "x", "0&post=p1%00"]) func whatIsNotThereIsSaid(rest: String)
    async throws
  {
    try await Self.with("a.jpg", Data()) { visitor, _ in
      let post = rest.contains("post=") ? "" : "post=p1&"
      let answer = try await visitor.get("/picture?\(post)n=\(rest)")
      #expect(answer.status == .notFound)
    }
  }

  @Test func whatIsNoPictureIsADrawingOfWhy() async throws {
    for bytes in [Data(), Data("<svg onload=alert(1)>".utf8), Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 1])] {
      try await Self.with("a.jpg", bytes) { visitor, _ in
        let picture = try await visitor.get("/picture?post=p1&n=0")
        #expect(picture.header("content-type") == "image/svg+xml" && !picture.text.contains("onload"))
      }
    }
  }

  @Test func aVideoIsShownByItsFrames() async throws {
    let film = FileManager.default.temporaryDirectory.appending(path: "film-\(UUID().uuidString).mp4")
    defer { try? FileManager.default.removeItem(at: film) }
    let make = Process()
    make.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    make.arguments = [
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=duration=3:size=320x240:rate=10", "-pix_fmt",
      "yuv420p", "-metadata", "title=home 12b", "-metadata:s:v", "handler_name=home 12b", film.path,
    ]
    try make.run()
    make.waitUntilExit()
    #expect(make.terminationStatus == 0)
    try await Self.with("film.mp4", try Data(contentsOf: film)) { visitor, _ in
      var frames: Set<[UInt8]> = []
      for frame in 0..<6 {
        let picture = try await visitor.get("/picture?post=p1&n=0&side=320&frame=\(frame)")
        #expect(picture.header("content-type") == "image/webp")
        frames.insert(picture.bytes)
      }
      #expect(frames.count == 6)
      _ = try await visitor.get("/code?sample=main")
      let shown = try await visitor.get("/code?sample=main&post=p1")
      #expect(shown.text.matches(of: /data-frame=/).count == 6 && shown.text.contains("<video"))
      // The film itself goes out without what it said beside its pictures, whole and in parts.
      let whole = try await visitor.get("/video?post=p1&n=0")
      #expect(whole.status == .ok && whole.header("content-type") == "video/mp4")
      #expect(whole.header("accept-ranges") == "bytes" && whole.bytes.count > 1000)
      #expect(!whole.text.contains("home 12b"))
      visitor.range = "bytes=100-199"
      let part = try await visitor.get("/video?post=p1&n=0")
      #expect(part.status == .partialContent && part.bytes == Array(whole.bytes[100..<200]))
      #expect(part.header("content-range") == "bytes 100-199/\(whole.bytes.count)")
      visitor.range = "bytes=\(whole.bytes.count)-"
      #expect(try await visitor.get("/video?post=p1&n=0").status == .rangeNotSatisfiable)
      visitor.range = nil
      for other in ["post=p2&n=0", "post=p1&n=1", "post=p1&n=-1", "post=../../etc/passwd&n=0"] {
        #expect(try await visitor.get("/video?\(other)").status == .notFound)
      }
    }
  }
}
