import Foundation
import Testing

extension EndToEnd {
  /// Every sample of another tool's file goes in, is coded, goes out, and comes back as it was.
  struct FormatsTests {
    private static let folder = SampleStudy.repository.appending(path: "Tests/ExchangeTests/Fixtures/formats")

    /// The names of the samples, and what they are to be read as.
    private static var samples: [String: JSONValue] {
      let data = try? Data(contentsOf: folder.appending(path: "expected.json"))
      guard case .object(let samples)? = data.flatMap({ try? JSONValue(parsing: $0) }) else { return [:] }
      return samples
    }

    private static let studyFile = """
      study: Formats
      variables:
        - name: topic
          type: category
          categories: [{name: lake, phrases: [a lake with water]}, {name: wood, phrases: [der Wald im Gruss]}]
      coders:
        - {name: words, kind: zero-shot, encoder: hashed-terms-1024, uses: [caption]}
      """

    /// Posts as a table says them: by id, text, author, time and counts.
    private static func posts(_ study: String, _ place: Workplace) async throws -> [String: [String]] {
      let table = DelimitedText(try await place.succeed("export", "posts", "-C", study).output)
      let kept = ["text", "author", "time", "likes", "comments"].map { table.header.firstIndex(of: $0) }
      return Dictionary(
        uniqueKeysWithValues: table.rows.map { row in (row[0], kept.map { $0.map { row[$0] } ?? "" }) })
    }

    @Test(arguments: samples.keys.sorted())
    func aSampleIsImportedCodedExportedAndRead(name: String) async throws {
      let expected = try #require(Self.samples[name])
      try await Workplace.with { place in
        try place.copy(Self.folder.appending(path: name), to: "in/\(name)")
        var options: [String] = []
        if let per = expected["per"]?.text { options += ["--one-post-per", per] }
        if case .object(let columns)? = expected["columns"] {
          for (role, names) in columns.sorted(by: { $0.key < $1.key }) {
            options += names.items.compactMap(\.text).flatMap { ["--\(role)", $0] }
          }
        }
        for study in ["study", "back"] {
          try place.write(Self.studyFile, to: "\(study)/codeframe.yaml")
          try await place.succeed("init", study)
        }
        let imported = try await place.codeframe.start(
          ["import", "posts", "-C", "study", place.url("in/\(name)").path] + options
        ).outcome()
        #expect(imported.status == 0, "\(imported.messages)")
        let found = try await Self.posts("study", place)
        let wanted = expected["posts"]?.items ?? []
        #expect(Set(found.keys) == Set(wanted.compactMap { $0["id"]?.text }))
        for post in wanted {
          let row = try #require(found[post["id"]?.text ?? ""])
          func count(_ name: String) -> String { post["counts"]?[name]?.number.map { String(Int($0)) } ?? "" }
          #expect(
            row == [
              post["text"]?.text ?? "", post["author"]?.text ?? "", post["time"]?.text ?? "", count("likes"),
              count("comments"),
            ])
        }

        try await place.succeed("code", "words", "-C", "study")
        let wide = DelimitedText(
          try await place.succeed("export", "codings", "-C", "study", "--wide").output)
        let texts = wanted.filter { $0["text"]?.text?.isEmpty == false }
        #expect(wide.rows.count { !$0[1].isEmpty } <= wanted.count && (texts.isEmpty || !wide.rows.isEmpty))

        try await place.succeed("export", "posts", "-C", "study", "-o", "out.csv")
        try await place.succeed("import", "posts", "-C", "back", "out.csv", "--media-root", place.folder.path)
        #expect(try await Self.posts("back", place) == found)
      }
    }
  }
}
