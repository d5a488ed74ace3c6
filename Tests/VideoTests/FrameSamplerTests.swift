import ContentCoding
import Foundation
import Imaging
import Testing

@testable import Video

@Suite("Frames of videos", .timeLimit(.minutes(10)))
struct FrameSamplerTests {
  let films: Films
  let sampler = FrameSampler(longestSide: 512)

  init() throws { films = try Films() }

  @Test(arguments: [
    ("film.mp4", ["-c:v", "libx264"]), ("film.mov", ["-c:v", "mpeg4"]), ("film.webm", ["-c:v", "libvpx"]),
    ("film.mkv", ["-c:v", "libx265", "-x265-params", "log-level=none"]), ("film.avi", ["-c:v", "mjpeg"]),
    ("film.ts", ["-c:v", "mpeg2video", "-r", "25"]), ("film.mpg", ["-r", "25"]), ("film.flv", []),
    ("film.wmv", []), ("film.ogv", []),
  ])
  func framesAreFromTheMiddleOfEqualParts(name: String, options: [String]) async throws {
    let film = try await films.draw(name, options: options)
    let stills = try await sampler.frames(3, of: film).map(Still.init)
    #expect(stills.map(\.colour) == ["red", "green", "blue"])
    #expect(stills.map(\.size) == Array(repeating: [64, 48], count: 3))
    #expect(try await sampler.frames(1, of: film).map(Still.init).map(\.colour) == ["green"])
  }

  /// A recording that was streamed says nowhere how long it is.
  @Test func aFilmOfUnknownLength() async throws {
    let film = try await films.draw("live.webm", options: ["-c:v", "libvpx", "-f", "webm", "-live", "1"])
    let stills = try await sampler.frames(3, of: film).map(Still.init)
    #expect(stills.map(\.colour) == ["red", "green", "blue"])
  }

  @Test func aShortFilmGivesWhatItHas() async throws {
    let one = try await films.draw("one.mp4", "color=c=red:s=64x48:r=10:d=0.1")
    #expect(try await sampler.frames(4, of: one).count == 1)
    let still = try await films.draw(
      "still.mp4", "color=c=red:s=64x48:r=10:d=3", options: ["-c:v", "ffv1", "-f", "matroska"])
    #expect(try await sampler.frames(4, of: still).count == 1)
  }

  @Test func framesAreUprightWithSquarePixels() async throws {
    let film = try await films.draw("wide.mp4", "color=c=red:s=64x48:r=10:d=1,setsar=2")
    let wide = try #require(try await sampler.frames(1, of: film).map(Still.init).first)
    #expect(wide.size == [128, 48])
    let plain = try await films.draw("plain.mp4", "color=c=red:s=64x48:r=10:d=1")
    let turned = try await films.copy(plain, as: "turned.mp4", options: ["-metadata:s:v", "rotate=90"])
    let upright = try #require(try await sampler.frames(1, of: turned).map(Still.init).first)
    #expect(upright.size == [48, 64])
  }

  @Test func framesAreScaledDownAndNeverUp() async throws {
    let film = try await films.draw("large.mp4", "testsrc=s=640x360:r=10:d=1")
    for (side, size) in [(160, [160, 90]), (1000, [640, 360])] {
      let still = try #require(
        try await FrameSampler(longestSide: side).frames(1, of: film).map(Still.init).first)
      #expect(still.size == size)
    }
  }

  @Test(arguments: ["-i.mp4", "https:__x%03d.mp4", "a b;$(id)'\".mp4", "фильм 🎬.mp4"])
  func namesAreOnlyNames(name: String) async throws {
    let film = try await films.draw(name)
    #expect(try await sampler.frames(1, of: film).count == 1)
  }

  @Test func coverPicturesAndSoundAreNoFilm() async throws {
    let sound = try await films.draw("sound.mp4", "sine=d=1[out0]")
    await #expect(throws: VideoProblem.unreadable("it holds sound alone")) {
      try await sampler.frames(1, of: sound)
    }
  }

  @Test func cancellationStopsIt() async throws {
    let film = try await films.draw("film.mp4")
    let task = Task { try await sampler.frames(100, of: film) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func framesAtTimesAndEverySoManySeconds() async throws {
    let film = try await films.draw("film.mp4")
    func colours(_ rule: FrameRule, limit: Int = FrameRule.limit) async throws -> [String] {
      try await sampler.frames(rule, of: film, limit: limit).map { Still($0).colour }
    }
    #expect(try await colours(.every(seconds: 2)) == ["red", "green", "blue"])
    #expect(try await colours(.every(seconds: 1)) == ["red", "red", "green", "green", "blue", "blue"])
    #expect(try await colours(.every(seconds: 1), limit: 3) == ["red", "green", "blue"])
    #expect(try await colours(.every(seconds: 100)) == ["red"])
    #expect(try await colours(.times([0.5, 5])) == ["red", "blue"])
    // Times that lie behind the end leave the middle.
    #expect(try await colours(.times([50, 60])) == ["green"])
  }

  @Test func scenesBeginAtCuts() async throws {
    // Scenes of one, four and two seconds; the picture moves within each.
    let scenes = [("red", 1), ("lime", 4), ("blue", 2)].map { "color=c=\($0):s=64x48:r=10:d=\($1)[\($0)]" }
    let film = try await films.draw(
      "scenes.mp4", scenes.joined(separator: ";") + ";[red][lime][blue]concat=n=3,noise=alls=10:allf=t[out0]")
    func colours(_ count: Int) async throws -> [String] {
      try await sampler.frames(.scenes(count), of: film).map { Still($0).colour }
    }
    #expect(try await colours(1) == ["green"])
    #expect(try await colours(2) == ["green", "blue"])
    #expect(try await colours(9) == ["red", "green", "blue"])
  }

  @Test func pixelsAreThoseOfAPNG() async throws {
    let film = try await films.draw("film.mp4", "testsrc2=s=320x180:r=10:d=4")
    let still = films.folder.appending(path: "still.png")
    _ = try await VideoTool(name: "ffmpeg").output(
      [
        "-nostdin", "-v", "error", "-y", "-ss", "2", "-i", VideoTool.input(film), "-frames:v", "1",
        VideoTool.input(still),
      ],
      limit: 1 << 20)
    let frame = try await sampler.frames(1, of: film)
    #expect(frame == [try ImageDecoder().decode(try Data(contentsOf: still))])
  }
}
