import Foundation
import LocalChat
import Testing

extension EndToEndFigures {
  /// Posts with videos, of which prompted coders see frames.
  struct VideoTests {
    private static let studyFile = """
      study: Videos
      variables:
        - {name: us_politics, type: boolean, definition: Whether US politics is the topic.}
      coders:
        - name: gpt
          kind: prompted
          endpoint: ENDPOINT
          model: tiny
          uses: [image, transcript]
          frames: 3
          longest-side: 64
      """

    /// A film of six seconds, drawn by FFmpeg.
    private func draw(_ name: String, in place: Workplace) throws {
      let ffmpeg = Process()
      ffmpeg.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      ffmpeg.arguments = [
        "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=6",
        place.url(name).path,
      ]
      try ffmpeg.run()
      ffmpeg.waitUntilExit()
      #expect(ffmpeg.terminationStatus == 0)
    }

    private func study(at endpoint: String, in place: Workplace) async throws {
      try place.write(
        Self.studyFile.replacingOccurrences(of: "ENDPOINT", with: endpoint), to: "study/codeframe.yaml")
      try place.write(
        """
        id,video_path,transcript
        v1,film.mp4,We will vote
        v2,broken.mp4,A lake

        """, to: "posts.csv")
      try draw("film.mp4", in: place)
      try place.write("no film", to: "broken.mp4")
      try await place.succeed("init", "study")
      try await place.succeed("import", "posts", "-C", "study", place.url("posts.csv").path)
    }

    @Test func framesThenTranscriptThenQuestion() async throws {
      try await LocalChat(say: { _ in #"{"us_politics": true}"# }).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, in: place)
          let shown = try await place.succeed("prompt", "-C", "study", "gpt", "--post", "v1").output
          let order = [
            "[picture 1: image/jpeg 64 x 36", "[picture 3: image/jpeg 64 x 36",
            "The 3 pictures are frames of a video, in order of time.", "We will vote", "Code this post",
          ]
          let places = order.map { shown.range(of: $0, options: .backwards)?.lowerBound }
          #expect(places.allSatisfy { $0 != nil }, "\(shown)")
          #expect(
            zip(places.compactMap(\.self), places.compactMap(\.self).dropFirst()).allSatisfy { $0 < $1 })
          #expect(!shown.contains("[picture 4"))

          try await place.succeed("code", "-C", "study", "gpt")
          let question = try #require(chat.chats.first?.question)
          let pictures = question.messages.flatMap(\.pictures)
          #expect(chat.chats.count == 1)
          #expect(pictures.count == 3 && Set(pictures).count == 3)
          let codings = try await place.succeed(
            "export", "codings", "-C", "study", "--coder", "gpt", "--format", "jsonl")
          let reasons = try JSONValue.lines(codings.bytes).compactMap { $0["reason"]?.text }
          #expect(reasons.count == 1 && reasons.allSatisfy { $0.hasPrefix("unreadable") }, "\(reasons)")
        }
      }
    }

    /// Where FFmpeg is missing, the post waits for it and nothing is asked.
    @Test func withoutFFmpegNothingIsAsked() async throws {
      try await LocalChat(say: { _ in #"{"us_politics": true}"# }).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, in: place)
          var program = place.codeframe
          program.environment["PATH"] = place.url("no-programs").path
          let outcome = try await program.run("code", "-C", "study", "gpt")
          #expect(outcome.messages.contains("0 coded, 0 abstained, 2 failed"), "\(outcome.messages)")
          #expect(chat.chats.isEmpty)
          let doctor = try await program.run("doctor")
          #expect(doctor.output.contains("install FFmpeg"))
          let later = try await place.succeed("code", "-C", "study", "gpt")
          #expect(later.messages.contains("1 coded"), "\(later.messages)")
          #expect(chat.chats.count == 1)
        }
      }
    }
  }
}
