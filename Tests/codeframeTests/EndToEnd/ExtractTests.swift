import Foundation
import Testing

extension EndToEnd {
  /// What is seen in pictures stands in columns, which everything else reads.
  struct ExtractTests {
    @Test func measuresAreColumnsThatFiguresAndCodersRead() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let first = try await place.succeed("extract", "aesthetics", "-C", "study", "--json")
        let outcome = try JSONValue(parsing: Data(first.output.utf8))
        #expect(outcome["posts"]?.number == 117 && outcome["withoutPicture"]?.number == 2)
        #expect(outcome["columns"]?.items.count == 15)
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let brightness = try #require(posts.header.firstIndex(of: "aesthetics_brightness"))
        let values = posts.rows.compactMap { Double($0[brightness]) }
        #expect(values.count == 117 && values.allSatisfy { (0...1).contains($0) } && Set(values).count > 80)

        let regressed = try await place.succeed(
          "regress", "likes ~ aesthetics_colourfulness", "-C", "study")
        #expect(regressed.output.contains("aesthetics_colourfulness"))
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - {name: few, kind: probe, encoder: seedling-64, variables: [ces]}\n",
          to: "study/codeframe.yaml")
        let filtered = try await place.succeed(
          "code", "few", "-C", "study", "--where", "aesthetics_brightness>0.5", "--dry-run")
        #expect(
          filtered.output.contains("\(values.count { $0 > 0.5 }) posts would be coded"), "\(filtered.output)")
        // Again it comes from the cache, and is the same.
        try await place.succeed("extract", "aesthetics", "-C", "study")
        #expect(
          DelimitedText(try await place.succeed("export", "posts", "-C", "study").output).rows == posts.rows)
      }
    }

    @Test func labelsAreATextThatCodersRead() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let extracted = try await place.succeed("extract", "labels", "-C", "study", "--count", "2")
        #expect(extracted.messages.contains("labels of 117 posts"))
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let (labels, probabilities) = (
          try #require(posts.header.firstIndex(of: "labels")),
          try #require(posts.header.firstIndex(of: "labels_probabilities"))
        )
        for row in posts.rows where !row[labels].isEmpty {
          let numbers = row[probabilities].split(separator: "|").compactMap { Double($0) }
          #expect(numbers.count == 2 && numbers[0] >= numbers[1] && numbers.reduce(0, +) <= 1)
          #expect(row[labels].components(separatedBy: ", ").count == 2)
        }
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - {name: by-labels, kind: text-svm, uses: [labels], variables: [ces]}\n",
          to: "study/codeframe.yaml")
        try await place.succeed("code", "by-labels", "-C", "study")
        let board = try await place.succeed("evaluate", "-C", "study")
        #expect(board.output.contains("by-labels"))
        let wrong = try await place.run("extract", "aesthetics", "--model", "x", "-C", "study")
        #expect(wrong.status == 64)
      }
    }
  }
}
