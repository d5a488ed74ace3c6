import Foundation
import Testing

extension EndToEnd {
  /// What is wrong in a table is told by file and line, and then nothing of it is imported.
  struct ImportErrorTests {
    /// A table of posts that must be refused, with what has to be said.
    struct Refusal: CustomTestStringConvertible {
      let testDescription: String
      let table: [UInt8]
      let says: [String]

      init(_ name: String, _ table: String, says: String...) {
        (testDescription, self.table, self.says) = (name, Array(table.utf8), says)
      }
    }

    static let refusals = [
      Refusal("nothing at all", "", says: "table.csv", "empty"),
      Refusal("the same id twice", "id,text\na,x\nb,y\na,z\n", says: "table.csv:4", "\"a\"", "line 2"),
      Refusal("ragged rows", "id,text\na,x,y\nb,x\nc\n", says: "table.csv:2", "table.csv:4", "cells"),
      Refusal("no id in a row", "id,text\na,x\n,y\n", says: "table.csv:3"),
      Refusal("an open quote", "id,text\na,\"x\nb,y\n", says: "table.csv:2"),
      Refusal(
        "rounded ids", "id,text\n1,x\n2.63855E+18,y\n", says: "table.csv", "line 3", "2.63855E+18",
        "spreadsheet"),
      Refusal(
        "ids that end in zeros",
        "id,text\n" + (1...4).map { "263855123456789\($0)000,x\n" }.joined(), says: "table.csv", "spreadsheet"
      ),
    ]

    @Test(arguments: refusals)
    func aTableOfPostsIsRefusedWhole(_ refusal: Refusal) async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        try place.write("id,text\nkept,before\n", to: "before.csv")
        try await place.succeed("import", "posts", "-C", "study", "before.csv")
        let before = try await place.succeed("export", "posts", "-C", "study")
        try place.write(Data(refusal.table), to: "table.csv")
        let outcome = try await place.run("import", "posts", "-C", "study", "table.csv")
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        for part in refusal.says { #expect(outcome.messages.contains(part), "\(outcome.messages)") }
        #expect(try await place.succeed("export", "posts", "-C", "study").bytes == before.bytes)
      }
    }

    @Test func otherEncodingsAreReadAndSaid() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        try place.write(Data("id,text\na,caf".utf8) + [0xE9, 0x0A], to: "latin.csv")
        let latin = try await place.succeed("import", "posts", "-C", "study", "latin.csv")
        #expect(latin.messages.contains("Windows-1252"))
        let wide = try #require("id,text\nb,naïve ☕\n".data(using: .utf16LittleEndian))
        try place.write(Data([0xFF, 0xFE]) + wide, to: "wide.csv")
        try await place.succeed("import", "posts", "-C", "study", "wide.csv")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        #expect(posts["text"] == ["café", "naïve ☕"])
      }
    }

    @Test func aSourceThatIsNotThere() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let outcome = try await place.run("import", "posts", "-C", "study", "nowhere.csv")
        #expect(outcome.status == 1 && outcome.messages.contains(place.url("nowhere.csv").path))
      }
    }

    @Test func unknownPostsVariablesAndCategoriesAreReportedByLine() async throws {
      try await Workplace.with { place in
        try await Self.makeSmallStudy(in: place)
        try place.write(
          """
          id,coder,variable,value
          a,anna,ces,Gastronomy
          stranger,anna,ces,Sports
          b,anna,mood,Sports
          b,anna,ces,Sprots

          """, to: "codings.csv")
        let before = try await place.succeed("export", "codings", "-C", "study")
        let outcome = try await place.run("import", "codings", "-C", "study", "codings.csv")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        for part in [
          "codings.csv:3: there is no post \"stranger\"", "codings.csv:4: there is no variable \"mood\"",
          "codings.csv:5: \"Sprots\"", "accepted: one of Cultural-Religious", "nothing was imported",
        ] {
          #expect(outcome.messages.contains(part), "\(outcome.messages)")
        }
        #expect(try await place.succeed("export", "codings", "-C", "study").bytes == before.bytes)
      }
    }

    @Test(arguments: ["probe", "consensus"])
    func namesOfTheStudysOwnCodersAreTaken(_ name: String) async throws {
      try await Workplace.with { place in
        try await Self.makeSmallStudy(in: place)
        try place.write("id,coder,variable,value\na,\(name),ces,Sports\n", to: "codings.csv")
        let outcome = try await place.run("import", "codings", "-C", "study", "codings.csv")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("codings.csv:2") && outcome.messages.contains("\"\(name)\""))
        try place.write("id,ces\na,Sports\n", to: "wide.csv")
        let byOption = try await place.run("import", "codings", "-C", "study", "wide.csv", "--coder", name)
        #expect(byOption.status == 1, "\(byOption.messages)")
      }
    }

    @Test func roundedIdsInCodingsAreRefusedWithTheFilesName() async throws {
      try await Workplace.with { place in
        try place.write("id,text\n2638551234567891234,x\n", to: "posts.csv")
        try await place.succeed("init", "study", "--template", "ces")
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        try place.write("id,coder,variable,value\n2.63855E+18,anna,ces,Sports\n", to: "codings.csv")
        let outcome = try await place.run("import", "codings", "-C", "study", "codings.csv")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("codings.csv") && outcome.messages.contains("spreadsheet"))
      }
    }

    @Test func importingACoderAgainReplacesItsCodings() async throws {
      try await Workplace.with { place in
        try await Self.makeSmallStudy(in: place)
        try place.write("id,coder,variable,value\na,anna,ces,Urban-Rural\n", to: "codings.csv")
        try await place.succeed("import", "codings", "-C", "study", "codings.csv")
        let table = DelimitedText(try await place.succeed("export", "codings", "-C", "study").output)
        #expect(zip(table["post_id"], table["value"]).map { "\($0) \($1)" } == ["a Urban-Rural", "b Sports"])
      }
    }

    @Test func splittingMediaMakesAPostOfEachPicture() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        try await place.succeed(
          "import", "posts", "-C", "study", "--split-media", SampleStudy.path("posts.csv"))
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        #expect(posts["image"].allSatisfy { !$0.contains("|") })
        #expect(posts["image"].count { !$0.isEmpty } == 124)
        #expect(Set(posts["part_of"].filter { !$0.isEmpty }).count >= 3)
      }
    }

    /// A study with the posts `a` and `b`, of which anna coded both.
    private static func makeSmallStudy(in place: Workplace) async throws {
      try await place.succeed("init", "study", "--template", "ces")
      try place.write("id,text\na,one\nb,two\n", to: "posts.csv")
      try await place.succeed("import", "posts", "-C", "study", "posts.csv")
      try place.write("id,coder,variable,value\na,anna,ces,Sports\nb,anna,ces,Sports\n", to: "codings.csv")
      try await place.succeed("import", "codings", "-C", "study", "codings.csv")
    }

    @Test func tablesOfOtherConventionsAreReadOnRequest() async throws {
      try await Workplace.with { place in
        try place.write(
          """
          study: Words
          variables:
            - {name: crowd, type: boolean, values: {ja: true, nein: false}}
            - {name: ces, type: category, categories: [{name: Sports}, {name: Not relevant}]}
            - {name: share, type: number}
          """, to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        try place.write("id;likes\na;1.234\nb;12,3K\n", to: "posts.csv")
        try await place.succeed("import", "posts", "-C", "study", "posts.csv", "--decimal-comma")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let likes = try #require(posts.header.firstIndex(of: "likes"))
        #expect(posts.rows.map { $0[likes] } == ["1234", "12300"])
        try place.write("id;crowd;ces;share\na;ja;SPORTS;0,5\nb;nein;not  relevant;1.000,25\n", to: "c.csv")
        let refused = try await place.run("import", "codings", "-C", "study", "c.csv", "--coder", "anna")
        #expect(
          refused.status == 1 && refused.messages.contains("--decimal-comma")
            && refused.messages.contains("--fold-case"))
        try await place.succeed(
          "import", "codings", "-C", "study", "c.csv", "--coder", "anna", "--decimal-comma", "--fold-case")
        let codings = DelimitedText(
          try await place.succeed("export", "codings", "-C", "study", "--wide").output)
        #expect(
          codings.rows.map { Array($0.dropFirst()) } == [
            ["true", "Sports", "0.5"], ["false", "Not relevant", "1000.25"],
          ])
      }
    }
  }
}
