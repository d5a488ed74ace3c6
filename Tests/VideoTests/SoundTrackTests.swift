import Foundation
import Testing

@testable import Video

@Suite("Sound tracks")
struct SoundTrackTests {
  private func film(_ name: String, in films: Films, sound: String?) async throws -> URL {
    let drawn = try await films.draw(
      name, "testsrc=s=64x48:r=5:d=3[out0]" + (sound.map { ";\($0)[out1]" } ?? ""),
      options: ["-metadata", "title=Somebody's kitchen"])
    return drawn
  }

  @Test func theSoundIsCutOutWithoutWordsAboutIt() async throws {
    let films = try Films()
    let loud = try await film("loud.mp4", in: films, sound: "sine=f=440:d=3:r=44100")
    let length = try #require(try await SoundTrack().seconds(of: loud))
    #expect(abs(length - 3) < 0.2)
    let sound = films.folder.appending(path: "sound.mp3")
    try await SoundTrack().write(loud, to: sound, limit: 1 << 20)
    let bytes = try Data(contentsOf: sound)
    // 32,000 bits a second for 3 seconds.
    #expect((10_000...16_000).contains(bytes.count), "\(bytes.count)")
    #expect(bytes.range(of: Data("kitchen".utf8)) == nil)
    let about = try await VideoTool(name: "ffprobe").output(
      [
        "-v", "error", "-show_entries", "stream=codec_name,sample_rate,channels", "-of", "csv=p=0",
        sound.path,
      ],
      limit: 1 << 12)
    #expect(String(decoding: about, as: UTF8.self).contains("mp3,16000,1"))
  }

  @Test func whatIsLongerThanTheLimitIsCutOff() async throws {
    let films = try Films()
    let long = try await film("long.mp4", in: films, sound: "sine=d=3")
    let sound = films.folder.appending(path: "sound.mp3")
    try await SoundTrack().write(long, to: sound, limit: 4_000)
    #expect(try Data(contentsOf: sound).count < 6_000)
  }

  @Test func aSilentFilmAndNoFilmAreTold() async throws {
    let films = try Films()
    #expect(try await SoundTrack().seconds(of: try await film("mute.mp4", in: films, sound: nil)) == nil)
    let other = try films.write("other.mp4", Array("no film".utf8))
    await #expect(throws: VideoProblem.self) { try await SoundTrack().seconds(of: other) }
    await #expect(throws: VideoProblem.self) {
      try await SoundTrack().write(other, to: films.folder.appending(path: "x.mp3"), limit: 1_000)
    }
  }
}
