import Foundation
import Testing

extension EndToEnd {
  /// What the program says when it is asked for what it cannot do.
  struct UsageTests {
    @Test(arguments: [
      ["code"], ["nonsense"], ["code", "probe", "--limit", "0"], ["code", "probe", "--nonsense"],
      ["forget"], ["forget", "a", "--author", "b"], ["split", "make", "--test", "1"],
      ["import", "codings", "x.csv", "--sample-design", "random"], ["export", "codings", "--format", "xml"],
      ["export", "codings", "--wide", "--run", "x"], ["export", "features", "-o", "x.txt"],
      ["import", "posts"], ["init", ""], ["status", "-C", ""],
    ])
    func wrongUsageIsStatus64(_ arguments: [String]) async throws {
      try await Workplace.with { place in
        let outcome = try await place.codeframe.start(arguments).outcome()
        #expect(outcome.status == 64, "\(outcome.messages)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.hasPrefix("Error: ") && outcome.messages.contains("Usage: codeframe"))
      }
    }

    @Test(arguments: [
      ["runs"], ["code", "probe"], ["train", "probe"], ["evaluate"], ["export", "codings"],
      ["export", "posts"],
      ["forget", "a"], ["split", "list"], ["import", "posts", "x.csv"], ["report", "-o", "report.html"],
      ["codebook", "diff"],
    ])
    func aFolderWithoutAStudyIsNamed(_ arguments: [String]) async throws {
      try await Workplace.with { place in
        let outcome = try await place.codeframe.start(arguments + ["-C", "nowhere"]).outcome()
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains(place.url("nowhere").path), "\(outcome.messages)")
        #expect(outcome.messages.contains("codeframe init"))
        #expect(!FileManager.default.fileExists(atPath: place.url("nowhere").path))
      }
    }

    @Test(arguments: [
      (["help", "repot"], "there is no command repot; did you mean report?"),
      (["help", "import", "psots"], "there is no command import psots; did you mean import posts?"),
      (["innit", "x"], "there is no command innit; did you mean init?"),
      (["models", "lst"], "there is no command models lst; did you mean models list?"),
      (["help", "whatever-else"], "there is no command whatever-else; codeframe --help lists them"),
    ])
    func aMistypedCommandIsNamed(arguments: [String], said: String) async throws {
      try await Workplace.with { place in
        let outcome = try await place.codeframe.start(arguments).outcome()
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.messages.contains(said), "\(outcome.messages)")
      }
    }

    /// A pipe that nobody writes to would be waited for.
    @Test func aPipeIsRefusedAsATable() async throws {
      try await Workplace.with { place in
        try place.write("study: Pipes\nvariables:\n  - {name: a, type: boolean}\n", to: "codeframe.yaml")
        try await place.succeed("init", ".")
        #expect(mkfifo(place.url("posts.csv").path, 0o600) == 0)
        for what in ["posts", "codings"] {
          let outcome = try await place.codeframe.start(["import", what, "posts.csv"]).outcome(timeout: 60)
          #expect(
            outcome.status == 1 && outcome.messages.contains("a device or a pipe"), "\(outcome.messages)")
        }
      }
    }

    @Test func versionAndHelpAreData() async throws {
      try await Workplace.with { place in
        let version = try await place.succeed("--version")
        #expect(version.output.split(separator: ".").count == 3 && version.messages.isEmpty)
        let help = try await place.succeed("help", "code")
        #expect(help.output.contains("USAGE: codeframe code") && help.messages.isEmpty)
      }
    }

    @Test func mistakesInTheStudyFileAreToldByLine() async throws {
      try await Workplace.with { place in
        try place.write(
          """
          study: Mistakes
          variables:
            - name: ces
              type: categry
              definiton: what it is
              categories:
                - name: Sports
          coders:
            - name: probe
              kind: magic

          """, to: "study/codeframe.yaml")
        let outcome = try await place.run("codebook", "check", "-C", "study")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        for part in [
          "codeframe.yaml:4", "codeframe.yaml:5", "definiton", "definition", "codeframe.yaml:10", "probe",
        ] {
          #expect(outcome.messages.contains(part), "\(part): \(outcome.messages)")
        }
      }
    }

    @Test func aCoderThatTheStudyDoesNotName() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        for command in ["code", "train"] {
          let outcome = try await place.run(command, "-C", "study", "prob")
          #expect(outcome.status == 1)
          #expect(outcome.messages.contains("no coder prob; it names probe"), "\(outcome.messages)")
        }
        let untaught = try await place.run("train", "-C", "study", "probe")
        #expect(untaught.status == 1 && untaught.messages.contains("gold, which has no codings yet"))
      }
    }

    @Test func theCodebookRemembersItsVersions() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        try await place.succeed("runs", "-C", "study")
        try place.write("id,text\na,x\n", to: "posts.csv")
        try place.write("id,coder,variable,value\na,anna,ces,Sports\n", to: "codings.csv")
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        try await place.succeed("import", "codings", "-C", "study", "codings.csv")
        let changed = try place.text("study/codeframe.yaml").replacingOccurrences(of: "Sports", with: "Games")
        try place.write(changed, to: "study/codeframe.yaml")
        let diff = try await place.succeed("codebook", "diff", "-C", "study")
        #expect(diff.output.contains("Sports") && diff.output.contains("Games"))
        let check = try await place.succeed("codebook", "check", "-C", "study")
        #expect(check.output.contains("1 coding of ces = Sports"))
        let renamed = try await place.succeed("codebook", "rename", "-C", "study", "Sports", "Games")
        #expect(renamed.messages.contains("1 coding renamed"))
        let export = DelimitedText(try await place.succeed("export", "codings", "-C", "study").output)
        #expect(export["value"] == ["Games"])
      }
    }

    @Test func modelsAndTheMachine() async throws {
      try await Workplace.with { place in
        let list = try JSONValue(parsing: try await place.succeed("models", "list", "--json").bytes).items
        let seedling = try #require(list.first { $0["name"] == .text("seedling-64") })
        #expect(seedling["status"] == .text("ready") && seedling["dimension"] == .number(256))
        #expect(try await place.succeed("models", "list").output.contains("seedling-64"))
        let verified = try await place.succeed("models", "verify", "seedling-64")
        #expect(verified.output.contains("onnx/model.onnx\tas recorded"))
        let unknown = try await place.run("models", "verify", "seedling-65")
        #expect(unknown.status == 1 && unknown.messages.contains("seedling-64"))
        let doctor = try await place.succeed("doctor")
        for part in ["libvips", "libjpeg-turbo", "SQLite", "ONNX Runtime", "seedling-64"] {
          #expect(doctor.output.contains(part), "\(part)")
        }
        var lost = place.codeframe
        lost.environment = ["CODEFRAME_ONNXRUNTIME": place.url("nothing.so").path]
        let ill = try await lost.run("doctor")
        #expect(ill.status == 1 && ill.messages.contains("nothing.so"))
      }
    }
  }
}
