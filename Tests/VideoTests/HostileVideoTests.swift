import Foundation
import Imaging
import Reliability
import Subprocess
import Testing

@testable import Video

@Suite("Hostile videos", .timeLimit(.minutes(40)))
struct HostileVideoTests {
  let films: Films
  let sampler = FrameSampler(longestSide: 64)

  init() throws { films = try Films() }

  /// A file that names other files, or addresses, is not followed.
  @Test(arguments: [
    "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nSECRET\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile 'SECRET'\n",
    "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/film.ts\n",
    "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>SECRET</BaseURL></MPD>",
    "v=0\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
  ])
  func playlistsAreRefused(text: String) async throws {
    let secret = try await films.draw("secret.ts", options: ["-c:v", "mpeg2video", "-r", "25"])
    let list = try films.write("list.mp4", text.replacing("SECRET", with: secret.path).utf8)
    await #expect(throws: VideoProblem.self) { try await sampler.frames(1, of: list) }
  }

  @Test func damagedFilmsGiveFramesOrAReason() async throws {
    var chance = SystemRandomNumberGenerator()
    for name in ["film.mp4", "film.webm", "film.ts"] {
      let whole = try Data(
        contentsOf: try await films.draw(name, options: name == "film.ts" ? ["-r", "25"] : []))
      for round in 0..<12 {
        var bytes = [UInt8](whole)
        if round.isMultiple(of: 2) {
          bytes.removeSubrange(Int.random(in: 0..<bytes.count, using: &chance)...)
        } else {
          for _ in 0..<20 {
            bytes[Int.random(in: 0..<bytes.count, using: &chance)] = .random(in: 0...255, using: &chance)
          }
        }
        let file = try films.write("damaged-\(round)-\(name)", bytes)
        do {
          let stills = try await sampler.frames(2, of: file)
          #expect((1...2).contains(stills.count))
        } catch let problem as VideoProblem {
          #expect(!problem.isOfTheMachine, "\(problem)")
        }
      }
    }
  }

  /// What a damaged film shows is its own, never what happened to lie in the memory that FFmpeg was given.
  ///
  /// Glibc fills that here with one byte and with another. Every still is taken by a process of its own, so nothing is left of other films.
  ///
  /// `CODEFRAME_FUZZ` is the number of mutations.
  @Test func damagedFilmsDoNotDependOnMemory() async throws {
    let mutations = ProcessInfo.processInfo.environment["CODEFRAME_FUZZ"].flatMap(Int.init) ?? 100
    var chance = SplitMix64(seed: 20_261_129)
    var originals: [(name: String, bytes: [UInt8])] = []
    for name in ["film.mp4", "film.webm", "film.avi", "film.ts"] {
      let film = try await films.draw(name, options: name == "film.ts" ? ["-r", "25"] : [])
      originals.append((name, [UInt8](try Data(contentsOf: film))))
    }
    var shown = 0
    for round in 0..<mutations {
      var (name, bytes) = originals[round % originals.count]
      if round % 3 == 0 { bytes.removeLast(.random(in: 0..<bytes.count * 3 / 4, using: &chance)) }
      for _ in 0..<[1, 3, 10, 40][round / 4 % 4] {
        bytes[.random(in: 0..<bytes.count, using: &chance)] = .random(in: 0...255, using: &chance)
      }
      let file = try films.write("mutated-\(name)", bytes)
      var found: [[PixelImage]?] = []
      for fill in ["85", "170"] {
        var sampler = sampler
        sampler.environment = .inherit.updating(["MALLOC_PERTURB_": fill])
        found.append(try? await sampler.frames(1, of: file))
      }
      #expect(
        found[0] == found[1], "\(name) \(round): other pixels with other memory")
      if found[0] != nil { shown += 1 }
    }
    #expect(shown > mutations / 4 && shown < mutations)
  }

  @Test func nothingAndNoFile() async throws {
    let empty = try films.write("empty.mp4", [])
    await #expect(throws: VideoProblem.self) { try await sampler.frames(1, of: empty) }
    let missing = films.folder.appending(path: "missing.mp4")
    await #expect(throws: VideoProblem.self) { try await sampler.frames(1, of: missing) }
  }
}

@Suite("FFmpeg's programs")
struct VideoToolTests {
  @Test func aProgramThatIsNotThereIsNamed() async throws {
    await #expect(throws: VideoProblem.noTool("no-such-program")) {
      try await VideoTool(name: "no-such-program").output([], limit: 10)
    }
    #expect(VideoProblem.noTool("ffmpeg").description.contains("install FFmpeg"))
  }

  @Test func endlessWorkIsStopped() async throws {
    let endless = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc", "-f", "null", "-"]
    await #expect(throws: VideoProblem.tooSlow(seconds: 1)) {
      try await VideoTool(name: "ffmpeg", secondsAllowed: 1).output(endless, limit: 10)
    }
  }

  @Test func tooMuchIsNotTaken() async throws {
    let much = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1", "-f", "rawvideo", "pipe:1"]
    await #expect(throws: VideoProblem.self) {
      try await VideoTool(name: "ffmpeg").output(much, limit: 1000)
    }
  }
}
