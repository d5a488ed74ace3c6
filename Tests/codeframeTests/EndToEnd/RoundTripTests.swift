import Foundation
import Testing

extension EndToEndFigures {
  /// What export codings writes, import codings reads back without loss.
  struct RoundTripTests {
    @Test(arguments: ["csv", "jsonl"])
    func codingsComeBackAsTheyWere(_ format: String) async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "first", in: place)
        try await place.succeed("code", "-C", "first", "probe")
        try await place.succeed("init", "second", "--template", "ces")
        // Codings of a coder in the file are only its own, so the second study has none.
        let codebook = try place.text("first/codeframe.yaml")
        let coders = try #require(codebook.range(of: "\ncoders:"))
        try place.write(String(codebook[..<coders.lowerBound]) + "\n", to: "second/codeframe.yaml")
        try await place.succeed("import", "posts", "-C", "second", SampleStudy.path("posts.csv"))
        try await export("first", format, to: "first.\(format)", in: place)
        try await place.succeed("import", "codings", "-C", "second", "first.\(format)")
        try await export("second", format, to: "second.\(format)", in: place)
        #expect(try place.text("second.\(format)") == place.text("first.\(format)"))
        // Once more changes nothing.
        try await place.succeed("import", "codings", "-C", "second", "second.\(format)")
        try await export("second", format, to: "third.\(format)", in: place)
        #expect(try place.text("third.\(format)") == place.text("first.\(format)"))
      }
    }

    private func export(_ study: String, _ format: String, to file: String, in place: Workplace) async throws
    {
      try await place.succeed("export", "codings", "-C", study, "--scores", "--format", format, "-o", file)
    }
  }
}
