import Foundation
import Testing

extension EndToEndFigures {
  /// Duplicates are found, marked, respected and unmarked.
  struct DuplicatesTests {
    /// The sample's own: p097 is a copy of p018, and three pictures are recompressed ones.
    private static let pairs = [["p005", "p029"], ["p018", "p097"], ["p042", "p090"], ["p067", "p104"]]

    private func posts(_ groups: JSONValue) -> [[String]] {
      groups.items.map { $0["posts"]?.items.compactMap(\.text) ?? [] }
    }

    private func duplicates(_ place: Workplace, _ arguments: String...) async throws -> JSONValue {
      let outcome = try await place.codeframe.start(["duplicates", "-C", "study", "--json"] + arguments)
        .outcome()
      guard outcome.status == 0 else { throw CommandFailed(arguments: arguments, outcome: outcome) }
      return try JSONValue(parsing: outcome.bytes)
    }

    @Test func theSamplesCopiesAreFoundMarkedAndRespected() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let found = try await duplicates(place)
        #expect(posts(found) == Self.pairs)
        #expect(
          found.items.map { $0["kind"]?.text } == ["near", "same-bytes", "near", "near"])
        #expect(
          found.items.allSatisfy { group in group["posts"]?.items.contains { $0 == group["kept"] } == true })
        #expect(posts(try await duplicates(place, "--marked")).isEmpty)

        let before = try await place.succeed("report", "-C", "study", "-o", "before.html")
        #expect(before.status == 0)
        #expect(posts(try await duplicates(place, "--mark")) == Self.pairs)
        #expect(try await duplicates(place, "--marked") == found)
        try await place.succeed("report", "-C", "study", "-o", "after.html")
        let pages = try ["before.html", "after.html"].map {
          try String(contentsOf: place.url($0), encoding: .utf8)
        }
        #expect(!pages[0].contains("id=\"duplicates\"") && pages[1].contains("id=\"duplicates\""))
        #expect(pages[1].contains("<dt>posts in them</dt><dd>8</dd>"))

        let unmarked = try await place.succeed("duplicates", "-C", "study", "--unmark")
        #expect(unmarked.messages.contains("4 groups unmarked"))
        #expect(posts(try await duplicates(place, "--marked")).isEmpty)
        // Distance 0 leaves the exact copy, and pictures whose hashes are equal.
        let strict = posts(try await duplicates(place, "--distance", "0"))
        #expect(strict.contains(["p018", "p097"]) && !strict.contains(["p042", "p090"]))
      }
    }

    /// A scene groups what hashes do not, and its marks hold in folds, splits and intervals.
    @Test func marksKeepPostsTogether() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let scenes = posts(
          try await duplicates(place, "--scene", "seedling-64", "--scene-threshold", "0.6", "--mark"))
        let largest = try #require(scenes.max { $0.count < $1.count })
        #expect(largest.count > 6)
        try await place.succeed("train", "-C", "study", "probe")
        try await place.succeed("code", "-C", "study", "probe")
        let table = DelimitedText(
          try await place.succeed("export", "codings", "-C", "study", "--coder", "probe").output)
        let folds = Dictionary(zip(table["post_id"], table["fold"]), uniquingKeysWith: { $1 })
        for group in scenes {
          #expect(Set(group.compactMap { folds[$0] }.filter { !$0.isEmpty }).count <= 1, "\(group)")
        }
        try await place.succeed("split", "make", "-C", "study", "--test", "0.3")
        let held = try await place.succeed("evaluate", "-C", "study", "--split", "holdout", "--json")
        #expect(held.status == 0)
      }
    }

    @Test func albumsPairOffAndWhatCannotBeReadIsTiedByItsBytes() async throws {
      try await Workplace.with { place in
        let pictures = try SampleStudy.pictures()
        let broken = try #require(
          try SampleStudy.brokenPictures().first { $0.lastPathComponent == "noise.jpg" })
        for (name, file) in [
          "a": pictures[0], "b": pictures[1], "c": pictures[2], "broken-1": broken, "broken-2": broken,
        ] {
          try place.copy(file, to: "study/\(name).jpg")
        }
        try await place.succeed("init", "study", "--template", "ces")
        try place.write(
          """
          id,image,time
          album,a.jpg|b.jpg,2025-05-02T00:00:00Z
          turned,b.jpg|a.jpg,2025-05-01T00:00:00Z
          half,a.jpg|c.jpg,
          single,a.jpg,
          first,broken-1.jpg,
          second,broken-2.jpg,
          none,,
          """, to: "study/posts.csv")
        try await place.succeed("import", "posts", "-C", "study", "study/posts.csv")
        let found = try await duplicates(place)
        #expect(posts(found) == [["album", "turned"], ["first", "second"]])
        // Equal pictures, so the earlier post; without a time the smaller id.
        #expect(found.items.map { $0["kept"]?.text } == ["turned", "first"])
        let table = try await place.succeed("duplicates", "-C", "study")
        #expect(table.output.contains("same-bytes") && table.messages.contains("1 picture could not be read"))
      }
    }

    @Test func wrongUsageIsNamed() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        for (arguments, message) in [
          (["--distance", "17"], "0 to 16"), (["--scene-threshold", "0.9"], "--scene"),
          (["--scene", "seedling-64", "--scene-threshold", "0"], "above 0"),
          (["--mark", "--unmark"], "exclude"), (["--mark", "--sample", "x"], "whole study"),
        ] {
          let outcome = try await place.codeframe.start(["duplicates", "-C", "study"] + arguments).outcome()
          #expect(outcome.status == 64 && outcome.messages.contains(message), "\(arguments)")
        }
        let unknown = try await place.run("duplicates", "-C", "study", "--sample", "x")
        #expect(unknown.status == 1 && unknown.messages.contains("no sample x"))
        let empty = try await place.succeed("duplicates", "-C", "study")
        #expect(empty.messages.contains("no duplicates"))
      }
    }
  }
}
