import Foundation
import Testing

extension EndToEnd {
  /// What somebody types who has just installed the program.
  struct FirstStepsTests {
    @Test func theSampleStudyIsMadeAndReported() async throws {
      try await Workplace.with { place in
        let made = try await place.succeed("demo", "visitors")
        #expect(made.output.contains("of probe out of fold"))
        #expect(try place.text("visitors/report.html").contains("<html"))
        let again = try await place.run("demo", "visitors")
        #expect(again.status == 1 && again.messages.contains("is not empty"))
        // Within a study the program says how it stands, elsewhere what it can.
        var inside = place.codeframe
        inside = CodeframeProgram(folder: place.url("visitors"), environment: inside.environment)
        #expect(try await inside.run().output.contains("120 posts"))
        #expect(try await place.run().output.contains("USAGE: codeframe"))
        // After Tab the shell offers the study's names.
        let coders = try await inside.run(
          "---completion", "train", "--", "positional@0", "0", "0", "codeframe", "train", "")
        #expect(coders.output.split(separator: "\n").prefix(3) == ["probe", "probe-knn", "words"])
        let elsewhere = try await place.run(
          "---completion", "train", "--", "positional@0", "0", "0", "codeframe", "train", "")
        #expect(elsewhere.status == 0 && elsewhere.output.isEmpty)
      }
    }

    @Test func theDocumentationComesWithTheProgram() async throws {
      try await Workplace.with { place in
        #expect(try await place.succeed("docs").output.contains("# Documentation"))
        #expect(try await place.succeed("docs", "codebook").output.contains("`gold`"))
        let wrong = try await place.run("docs", "codebok")
        #expect(wrong.status == 1 && wrong.messages.contains("did you mean codebook?"))
        #expect(try await place.run("docs", "../README").status == 1)
      }
    }
  }
}
