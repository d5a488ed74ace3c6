import Foundation
import Testing

extension EndToEnd {
  /// What was forgotten stays forgotten, and pseudonyms hide.
  struct PrivacyTests {
    @Test func aForgottenPostIsGoneEverywhere() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let picture = try Data(contentsOf: try #require(try SampleStudy.pictures().last))
        try place.write(picture + Data("only here".utf8), to: "study/secret-picture.jpg")
        try place.write(
          """
          id,author,text,image
          secret-id,quiet-author,caption-canary,secret-picture.jpg
          other-id,quiet-author,second-canary,

          """, to: "posts.csv")
        try place.write(
          "id,coder,variable,value\nsecret-id,anna,ces,Sports\nsecret-id,anna,ces,Gastronomy\n".replacing(
            "secret-id,anna,ces,Gastronomy\n", with: ""), to: "codings.csv")
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        try await place.succeed("import", "codings", "-C", "study", "codings.csv")
        try place.write("id,coder,variable,value\nsecret-id,anna,ces,Gastronomy\n", to: "codings.csv")
        try await place.succeed("import", "codings", "-C", "study", "codings.csv")
        let coded = try await place.succeed("code", "-C", "study", "probe")
        let run = try #require(
          coded.messages.split(separator: "\n").last { $0.hasPrefix("run ") }?.split(separator: " ").last)
        #expect(try place.bytes("caption-canary", occurIn: "study"))
        try await place.succeed("export", "features", "-C", "study", "-o", "before.npy")
        let sha256 = try #require(
          DelimitedText(try place.text("before.csv")).rows.first { $0.first == "secret-id" }?.last)

        let forgotten = try await place.succeed("forget", "-C", "study", "secret-id", "--yes")
        #expect(
          forgotten.output == "secret-picture.jpg\n" || forgotten.output.hasSuffix("/secret-picture.jpg\n"))
        #expect(forgotten.messages.contains("forgot 1 post"))
        let undone = try await place.run("undo", "-C", "study")
        #expect(undone.messages.contains("took back") || undone.status == 1)
        try place.remove("study/secret-picture.jpg")
        for canary in ["caption-canary", "secret-id", "secret-picture", sha256] {
          #expect(try !place.bytes(canary, occurIn: "study"), "\(canary) is still there")
        }
        #expect(try place.bytes("second-canary", occurIn: "study"))
        let codings = try await place.succeed("export", "codings", "-C", "study")
        #expect(!codings.output.contains("secret-id"))
        let history = try await place.succeed("export", "codings", "-C", "study", "--run", String(run))
        #expect(!history.output.contains("secret-id") && history.output.contains("p001"))

        let again = try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        #expect(again.messages.contains("0 new, 0 updated, 1 as they were, 1 forgotten ones left out"))
        #expect(try !place.bytes("caption-canary", occurIn: "study"))

        let author = try await place.succeed("forget", "-C", "study", "--author", "quiet-author", "--yes")
        #expect(author.messages.contains("forgot 1 post"))
        for canary in ["second-canary", "quiet-author"] {
          #expect(try !place.bytes(canary, occurIn: "study"), "\(canary) is still there")
        }
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        #expect(posts.rows.count == 120)
      }
    }

    @Test func withoutATerminalNothingIsForgottenUnlessAgreed() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        try place.write("id,text\n-CxY_1,one\n", to: "posts.csv")
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        let shown = try await place.succeed("forget", "-C", "study", "--", "-CxY_1")
        #expect(
          shown.messages.contains("this removes 1 post (-CxY_1)")
            && shown.messages.contains("nothing was removed"))
        #expect(try await place.succeed("export", "posts", "-C", "study").output.contains("-CxY_1"))
        let hint = try await place.run("forget", "-C", "study", "-CxY_1")
        #expect(hint.status == 64 && hint.messages.contains("-- -CxY_1"))
      }
    }

    @Test func forgettingWhatIsNotThereSaysSo() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let post = try await place.run("forget", "-C", "study", "p0O1")
        #expect(post.status == 1)
        #expect(post.messages.contains("the study has no post called p0O1"), "\(post.messages)")
        let author = try await place.run("forget", "-C", "study", "--author", "nobody")
        #expect(author.status == 1)
        #expect(author.messages.contains("the study has no post by nobody"), "\(author.messages)")
      }
    }

    @Test(arguments: [[], ["--wide"], ["--format", "jsonl"], ["--wide", "--format", "jsonl"]])
    func pseudonymousCodingsNameNobody(_ form: [String]) async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe", "--limit", "20")
        let plain = try await export(["codings"] + form, in: place)
        let hidden = try await export(["codings", "--pseudonymous"] + form, in: place)
        // An id may begin as another one's pseudonym does, but then more digits follow.
        for name in ["anna", "ben", "p001,", "p001\"", "p033,", "p033\""] {
          #expect(!hidden.output.contains(name), "\(name)")
        }
        #expect(hidden.output.contains("probe"), "models keep their names")
        #expect(try values(in: hidden, form) == values(in: plain, form))
        #expect(try !values(in: plain, form).isEmpty)
        #expect(try await export(["codings", "--pseudonymous"] + form, in: place).bytes == hidden.bytes)
      }
    }

    @Test func pseudonymousPostsNameNobody() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let plain = DelimitedText(try await export(["posts"], in: place).output)
        let hidden = try await export(["posts", "--pseudonymous"], in: place)
        let words = Set(DelimitedText(hidden.output).rows.flatMap { $0 })
        for column in ["id", "author", "image", "text", "place"] {
          #expect(words.isDisjoint(with: plain[column].filter { !$0.isEmpty }), "\(column)")
        }
        #expect(!hidden.output.contains("script"))
        let table = DelimitedText(hidden.output)
        #expect(table.rows.count == plain.rows.count)
        #expect(Set(table["author"]).count == Set(plain["author"]).count)
        // The same post has the same pseudonym in both tables.
        let codings = DelimitedText(try await export(["codings", "--pseudonymous"], in: place).output)
        #expect(Set(codings["post_id"]).isSubset(of: Set(table["post_id"])))
      }
    }

    /// All values of an export, sorted.
    private func values(in export: Outcome, _ form: [String]) throws -> [String] {
      if form.contains("jsonl") {
        return try JSONValue.lines(export.bytes).flatMap { line in
          guard case .object(let members) = line else { return [String]() }
          return members.filter { $0.key == "value" || $0.key.contains("__") }.compactMap(\.value.text)
        }
        .sorted()
      }
      let table = DelimitedText(export.output)
      if form.isEmpty { return table["value"].sorted() }
      return table.rows.flatMap { $0.dropFirst() }.filter { !$0.isEmpty }.sorted()
    }

    private func export(_ arguments: [String], in place: Workplace) async throws -> Outcome {
      try await place.codeframe.start(["export"] + arguments + ["-C", "study"]).outcome()
    }
  }
}
