import Foundation
import Testing

extension EndToEnd {
  /// A study as a paper's appendix, and its statistics computed again by others.
  struct PackageTests {
    /// The sample study, coded, with a sample, a split, duplicates and a person's second codings.
    private static func study(in place: Workplace) async throws {
      try await SampleStudy.copyTrained(to: "study", in: place)
      // What learned knows of the split.
      try await place.succeed("split", "make", "-C", "study", "--name", "first", "--test", "0.2")
      try await place.succeed("train", "-C", "study", "probe")
      for coder in ["probe", "words", "both"] { try await place.succeed("code", "-C", "study", coder) }
      try await place.succeed(
        "sample", "40", "-C", "study", "--name", "main", "--by", "stratified", "--strata", "author")
      try await place.succeed(
        "sample", "3", "-C", "study", "--name", "hers", "--where", "author=anna.wandert")
      try await place.succeed("duplicates", "-C", "study", "--mark")
    }

    @Test func othersComputeTheSameFigures() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        let written = try await place.succeed("export", "package", "appendix", "-C", "study")
        #expect(
          written.messages.contains("wrote ") && !written.messages.contains("other figures than the study"))
        // The study may be gone.
        try place.remove("study")
        let again = try await place.succeed("replicate", "appendix", "--json")
        let found = try JSONValue(parsing: Data(again.output.utf8))
        #expect(found["differences"]?.items.isEmpty == true && (found["figures"]?.number ?? 0) > 1_000)
        #expect(found["posts"]?.number == 120)
        // Somebody else's computation of one figure.
        let codings = DelimitedText(try place.text("appendix/codings.csv"))
        let place2 = { (name: String) throws in try #require(codings.header.firstIndex(of: name)) }
        let (post, value, coder) = (try place2("post_id"), try place2("value"), try place2("coder"))
        let gold = Dictionary(
          uniqueKeysWithValues: codings.rows.filter { $0[coder] == "gold" && !$0[value].isEmpty }
            .map { ($0[post], $0[value]) })
        let pairs = codings.rows.filter { $0[coder] == "probe" && !$0[value].isEmpty }
          .compactMap { row in gold[row[post]].map { $0 == row[value] } }
        let figures = try JSONValue(parsing: Data(contentsOf: place.url("appendix/figures.json")))
        let comparison = try #require(
          figures["evaluation"]?["variables"]?.items[0]["validity"]?.items.first {
            $0["coder"]?["name"]?.text == "probe"
          })
        #expect(comparison["counts"]?["compared"]?.number == Double(pairs.count))
        let accuracy = Double(pairs.count { $0 }) / Double(pairs.count)
        #expect(abs((comparison["figures"]?["accuracy"]?.number ?? 0) - accuracy) < 1e-12)
      }
    }

    @Test func aPackageNamesNobodyAndHoldsNoText() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        try await place.succeed("export", "package", "appendix", "-C", "study")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let text = try #require(posts.header.firstIndex(of: "text"))
        let captions = posts.rows.map { $0[text] }.filter { $0.count > 12 }
        #expect(captions.count > 20)
        let author = try #require(posts.header.firstIndex(of: "author"))
        let authors = Set(posts.rows.map { $0[author] }.filter { $0.count > 3 })
        for secret in ["anna", "ben,", "p001,", "images/"] + captions.prefix(30) + authors {
          #expect(try !place.bytes(secret, occurIn: "appendix"), "\(secret)")
        }
        try await place.succeed("export", "package", "named", "-C", "study", "--ids", "--no-hashes")
        #expect(try place.bytes("p001", occurIn: "named") && !place.bytes(",anna,person", occurIn: "named"))
        let named = DelimitedText(try place.text("named/posts.csv"))
        let hashes = try #require(named.header.firstIndex(of: "media_sha256"))
        #expect(named.rows.allSatisfy { $0[hashes].isEmpty })
        try await place.succeed("replicate", "named")
        let refused = try await place.run("export", "package", "named", "-C", "study")
        #expect(refused.status == 1 && refused.messages.contains("is not empty"))
      }
    }

    @Test func whatWasChangedIsFound() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        try await place.succeed("export", "package", "appendix", "-C", "study")
        let codings = try place.text("appendix/codings.csv")
        var lines = codings.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let changed = try #require(lines.firstIndex { $0.contains(",Sports,") && $0.contains(",probe,") })
        lines[changed] = lines[changed].replacing(",Sports,", with: ",Gastronomy,")
        try place.write(lines.joined(separator: "\n"), to: "appendix/codings.csv")
        let found = try await place.run("replicate", "appendix")
        #expect(found.status == 1 && found.output.contains("codings.csv was changed since"))
        #expect(found.output.contains("confusion.cells") && found.output.contains(" differ"))

        // A link may lead anywhere, so none is followed; a file that is gone is named.
        try place.remove("appendix/codings.csv")
        try FileManager.default.createSymbolicLink(
          atPath: place.url("appendix/codings.csv").path, withDestinationPath: "/etc/passwd")
        let linked = try await place.run("replicate", "appendix")
        #expect(
          linked.status == 1 && linked.messages.contains("no links") && !linked.messages.contains("root"))
        try place.remove("appendix/codings.csv")
        let gone = try await place.run("replicate", "appendix")
        #expect(gone.status == 1 && gone.messages.contains("codings.csv"))
        try place.write("a,b\n", to: "elsewhere/codings.csv")
        let none = try await place.run("replicate", "elsewhere")
        #expect(
          none.status == 1 && none.messages.contains("no package") && !none.messages.contains("imported"))
        // What stands in the place of the folder stays.
        let file = try place.text("study/codeframe.yaml")
        let refused = try await place.run("export", "package", "study/codeframe.yaml", "-C", "study")
        #expect(refused.status == 1 && refused.messages.contains("is a file"))
        #expect(try place.text("study/codeframe.yaml") == file)
      }
    }

    /// A person whose codings are gold is called otherwise too, and a zip is as good as its folder.
    @Test func aPersonAsGoldIsHidden() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let file = try place.text("study/codeframe.yaml")
        let named = file.replacing(/(?m)^gold:.*$/, with: "")
        try place.write("gold: anna\n" + named, to: "study/codeframe.yaml")
        try await place.succeed("code", "-C", "study", "probe")
        try await place.succeed("consensus", "-C", "study", "--rule", "majority", "--coders", "anna,ben")
        try await place.succeed("export", "package", "appendix", "-C", "study")
        for name in try FileManager.default.contentsOfDirectory(atPath: place.url("appendix").path) {
          #expect(try place.text("appendix/\(name)").firstMatch(of: /\banna\b/) == nil, "\(name)")
        }
        let zip = Process()
        zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        zip.arguments = ["python3", "-m", "zipfile", "-c", "appendix.zip", "appendix"]
        zip.currentDirectoryURL = place.folder
        try zip.run()
        zip.waitUntilExit()
        let found = try await place.succeed("replicate", "appendix.zip")
        #expect(found.output.contains("all come out the same"))
        try place.write("no zip", to: "other.zip")
        let refused = try await place.run("replicate", "other.zip")
        #expect(refused.status == 1 && refused.messages.contains("other.zip/checksums.sha256: there is none"))
      }
    }

    @Test func codersCodeAgainWhereThePicturesAre() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        try await place.succeed("export", "package", "appendix", "-C", "study")
        let again = try await place.succeed(
          "replicate", "appendix", "--posts", "study", "--into", "again", "--coder", "probe", "--json")
        let found = try JSONValue(parsing: Data(again.output.utf8))
        let row = try #require(found["rows"]?.items.first)
        #expect(found["rows"]?.items.count == 1 && row["coder"]?.text == "probe")
        #expect((row["posts"]?.number ?? 0) > 100 && row["same"]?.number == row["posts"]?.number)
        let board = try await place.succeed("evaluate", "-C", "again")
        #expect(board.output.contains("probe"))
        let refused = try await place.run("replicate", "appendix", "--posts", "study", "--into", "again")
        #expect(refused.status == 1 && refused.messages.contains("is not empty"))
      }
    }
  }
}
