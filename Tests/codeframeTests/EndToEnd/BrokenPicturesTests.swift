import Foundation
import Testing

extension EndToEndFigures {
  /// Pictures that cannot be read are codings too: none stops the others, none is forgotten.
  struct BrokenPicturesTests {
    @Test func everyBrokenPictureIsOneFailedCodingWithItsReason() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let broken = try SampleStudy.brokenPictures()
        try #require(broken.count == 20)
        let names = Set(broken.map { $0.deletingPathExtension().lastPathComponent })
        try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("broken"))
        let coded = try await place.succeed("code", "-C", "study", "probe")
        #expect(coded.messages.contains("140 codings"))
        #expect(coded.messages.contains("117 coded, 2 abstained, 21 failed"))

        let export = try await place.succeed("export", "codings", "-C", "study", "--coder", "probe")
        let table = DelimitedText(export.output)
        #expect(table["post_id"].count == 140 && Set(table["post_id"]).count == 140)
        let failed = zip(zip(table["post_id"], table["value"]), zip(table["status"], table["reason"]))
          .filter { $0.1.0 == "failed" && !$0.1.1.hasPrefix("missing-file: ") }
        #expect(failed.count == 20)
        var reasons: [String: String] = [:]
        for ((post, value), (_, reason)) in failed {
          #expect(names.contains(post), "\(post) can be read")
          #expect(value.isEmpty)
          #expect(reason.hasPrefix("unreadable: ") && reason.count > 20, "\(post): \(reason)")
          reasons[post] = reason
        }
        // Each says what it is, so that a person knows whether to fetch, to convert or to leave out.
        for (name, word) in [
          ("archive", "ZIP"), ("document", "PDF"), ("drawing", "SVG"), ("empty", "empty"),
          ("error-page", "HTML"),
          ("huge", "65500"), ("message", "text"), ("no-frames", "GIF"), ("noise", "not a picture"),
          ("video", "no frame of the video"), ("zero-height", "zero"),
        ] {
          #expect(reasons[name]?.contains(word) == true, "\(name): \(reasons[name] ?? "no coding")")
        }
        #expect(Set(reasons.values).count >= 12)

        let again = try await place.succeed("code", "-C", "study", "probe")
        #expect(
          again.messages.contains("1 coding of 1 post in"),
          "the file that is not there is tried again, no broken one")
        let strict = try await place.run("code", "-C", "study", "probe", "--retry-failed", "--strict")
        #expect(strict.status == 1)
        #expect(strict.messages.contains("0 coded, 0 abstained, 21 failed"))
        let after = try await place.succeed("export", "codings", "-C", "study", "--coder", "probe")
        #expect(
          DelimitedText(after.output).rows(without: "run", "coded_at")
            == table.rows(without: "run", "coded_at"))
      }
    }

    @Test func picturesThatDifferInTheirEndingOnlyAreNamed() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let picture = try #require(try SampleStudy.pictures().first)
        for name in ["a.jpg", "b.jpg", "b.png"] { try place.copy(picture, to: "pictures/\(name)") }
        let imported = try await place.run("import", "posts", "-C", "study", "pictures")
        #expect(imported.status == 1)
        #expect(imported.messages.contains("\"b.jpg\" and \"b.png\" would have the same id"))
        #expect(DelimitedText(try await place.succeed("export", "posts", "-C", "study").output).rows.isEmpty)
      }
    }
  }
}
