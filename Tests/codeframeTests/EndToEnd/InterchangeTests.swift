import Foundation
import Testing

extension EndToEnd {
  /// Out to other tools, and back.
  struct InterchangeTests {
    /// The codings of a coder, as id, variable and value.
    private static func codings(of coder: String, in study: String, _ place: Workplace) async throws
      -> [[String]]
    {
      let table = DelimitedText(
        try await place.succeed("export", "codings", "-C", study, "--coder", coder).output)
      let status = try #require(table.header.firstIndex(of: "status"))
      return table.rows.filter { $0[status] == "coded" }.map { Array($0.prefix(3)) }.sorted {
        $0.joined() < $1.joined()
      }
    }

    @Test func whatGoesToLabelStudioComesBack() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let tasks = place.url("tasks.json")
        let written = try await place.succeed("export", "label-studio", "-C", "study", "-o", tasks.path)
        #expect(written.messages.contains("wrote 120 tasks"))
        let configuration = try String(contentsOf: place.url("tasks.xml"), encoding: .utf8)
        #expect(configuration.contains("<Choices name=\"ces\" toName=\"img\" choice=\"single\">"))

        // No id comes twice, whatever it is of.
        let list = try JSONValue(parsing: Data(contentsOf: tasks)).items
        let votes = list.flatMap { ($0["annotations"]?.items ?? []) + ($0["predictions"]?.items ?? []) }
        let ids = votes.compactMap { $0["id"]?.number } + list.indices.map { Double(-$0 - 1) }
        #expect(Set(ids).count == ids.count && votes.count > 300)
        let results = votes.flatMap { $0["result"]?.items ?? [] }.compactMap { $0["id"]?.text }
        #expect(Set(results).count == results.count)

        // A study with the same codebook and no coders takes posts and codings from it.
        let file = SampleStudy.folder.appending(path: "codeframe.yaml")
        let sample = try String(contentsOf: file, encoding: .utf8)
        let codebook = sample.prefix(upTo: try #require(sample.firstRange(of: "\ncoders:")?.lowerBound))
        try place.write(String(codebook) + "\n", to: "other/codeframe.yaml")
        try await place.succeed("init", "other")
        try await place.succeed(
          "import", "posts", "-C", "other", tasks.path, "--media-root", SampleStudy.folder.path)
        let people = try await place.succeed("import", "codings", "-C", "other", tasks.path)
        #expect(
          people.messages.contains("by anna, ben, gold")
            && people.messages.contains("--kind model reads these"))
        try await place.succeed("import", "codings", "-C", "other", tasks.path, "--kind", "model")
        for coder in ["anna", "ben", "gold", "probe"] {
          let (before, after) = (
            try await Self.codings(of: coder, in: "study", place),
            try await Self.codings(of: coder, in: "other", place)
          )
          #expect(!before.isEmpty && before == after, "\(coder)")
        }
        let post = try await place.succeed("show", "p001", "-C", "other", "--json")
        #expect(post.output.contains("p001.jpg"))
      }
    }

    /// The module of the wheel, in a Python that has nothing but its own library.
    @Test func pythonReadsAStudy() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let script = """
          import json, sys
          import codeframe

          study = codeframe.Study(sys.argv[1])
          posts, codings = study.records("posts"), study.records("codings", "--coder", "anna")
          try:
              study.run("code", "nobody")
          except codeframe.CommandFailed as problem:
              said = str(problem)
          try:
              study.posts()
          except ImportError as problem:
              needed = str(problem)
          else:
              needed = "pandas"
          print(json.dumps([len(posts), len(codings), posts[0]["post_id"], said, needed, codeframe.version(),
                            study.figures()["variables"][0]["variable"]]))
          """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, place.url("study").path]
        process.environment = ProcessInfo.processInfo.environment.merging([
          "PYTHONPATH": SampleStudy.repository.appending(path: "Python").path,
          "CODEFRAME_PROGRAM": try CodeframeProgram.executable().path, "PYTHONDONTWRITEBYTECODE": "1",
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let said = try JSONValue(parsing: bytes).items
        #expect(process.terminationStatus == 0 && said.count == 7)
        #expect(said.prefix(2).map(\.number) == [120, 90] && said[2].text == "p001")
        #expect(said[3].text?.contains("has no coder nobody") == true)
        #expect(said[4].text?.contains("pandas") == true && said[6].text == "ces")
      }
    }

    @Test func foldersAndTablesForOtherTools() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed(
          "export", "pictures", place.url("classes").path, "-C", "study", "--as", "classes")
        let classes = try FileManager.default.contentsOfDirectory(atPath: place.url("classes").path).sorted()
        #expect(classes.contains("Fauna-Flora") && classes.contains("Sports"))
        // What is a folder of classes is read as one.
        let file = SampleStudy.folder.appending(path: "codeframe.yaml")
        try place.write(try String(contentsOf: file, encoding: .utf8), to: "again/codeframe.yaml")
        try await place.succeed("init", "again")
        try await place.succeed(
          "export", "pictures", place.url("copies").path, "-C", "study", "--as", "classes", "--copy")
        let back = try await place.succeed("import", "posts", "-C", "again", place.url("copies").path)
        #expect(back.messages.contains("gold codings of ces"), "\(back.messages)")

        try await place.succeed("export", "pictures", place.url("folder").path, "-C", "study", "--copy")
        let metadata = DelimitedText(
          try String(contentsOf: place.url("folder/metadata.csv"), encoding: .utf8))
        #expect(metadata.header == ["file_name", "post_id", "text", "ces"] && metadata.rows.count == 123)
        for row in metadata.rows {
          #expect(FileManager.default.fileExists(atPath: place.url("folder/\(row[0])").path))
        }
        try await place.succeed(
          "export", "pictures", place.url("fifty").path, "-C", "study", "--as", "fiftyone", "--variable",
          "ces")
        let labels = try JSONValue(parsing: Data(contentsOf: place.url("fifty/labels.json")))["labels"]
        let data = try FileManager.default.contentsOfDirectory(atPath: place.url("fifty/data").path)
        #expect(labels?["p001"]?.text != nil && data.contains("p001.jpg") && data.count == 123)
        let full = try await place.run("export", "pictures", place.url("folder").path, "-C", "study")
        #expect(full.status == 1 && full.messages.contains("is not empty"))

        let annotations = DelimitedText(
          try await place.succeed("export", "labels", "--for", "4cat", "-C", "study").output)
        #expect(annotations.header == ["id", "ces"] && annotations.rows.count == 96)
        let lines = try await place.succeed(
          "export", "labels", "--for", "doccano", "-C", "study", "--coder", "anna"
        ).output
        #expect(lines.split(separator: "\n").count == 90)
        let unknown = try await place.run(
          "export", "labels", "--for", "4cat", "-C", "study", "--variable", "cess")
        #expect(unknown.status == 1 && unknown.messages.contains("no variable cess"))
      }
    }
  }
}
