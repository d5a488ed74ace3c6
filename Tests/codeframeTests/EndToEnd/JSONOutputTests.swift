import Foundation
import Testing

extension EndToEnd {
  /// What commands print with `--json`; that each output is as its schema says is checked wherever a test runs the program.
  struct JSONOutputTests {
    @Test func everyCommandThatPrintsJSONHasASchemaAndIsListed() throws {
      let docs = SampleStudy.repository.appending(path: "docs")
      let reference = try String(contentsOf: docs.appending(path: "commands.md"), encoding: .utf8)
      let sections = reference.components(separatedBy: "\n##").dropFirst()
      let commands = sections.filter { $0.contains("\n  --json ") }.compactMap {
        $0.split(separator: "`").dropFirst().first.map { $0.replacing("codeframe ", with: "") }
      }
      #expect(commands.count > 20)
      let page = try String(contentsOf: docs.appending(path: "json.md"), encoding: .utf8)
      for command in commands {
        let name = String(command).replacing(" ", with: "-")
        #expect(JSONSchema.exists(name), "docs/schemas/\(name).json is missing")
        #expect(page.contains("(schemas/\(name).json)"), "docs/json.md does not list \(name)")
      }
    }

    @Test func whatIsNotAsTheSchemaSaysIsFound() throws {
      let schema = try JSONSchema(named: "split-list")
      #expect(
        try schema.complaints(of: .object(["a": .object(["train": .number(3), "test": .number(0)])])).isEmpty)
      for wrong: JSONValue in [
        .list([]), .object(["a": .object(["train": .number(3)])]),
        .object(["a": .object(["train": .number(-1), "test": .number(0)])]),
        .object(["a": .object(["train": .text("3"), "test": .number(0.5)])]),
        .object(["a": .object(["train": .number(3), "test": .number(0), "more": .null])]),
      ] {
        #expect(try !schema.complaints(of: wrong).isEmpty, "\(wrong)")
      }
      let matches = try JSONSchema(named: "similar")
      let samples = try JSONSchema(named: "sample-list")
      #expect(
        try !matches.complaints(of: .list([.object(["post": .text("p1"), "cosine": .boolean(true)])]))
          .isEmpty)
      let sample: [String: JSONValue] = [
        "name": .text("a"), "design": .text("b"), "isPurposive": .boolean(false), "posts": .number(1),
        "drawnAt": .text("yesterday"),
      ]
      #expect(try samples.complaints(of: .list([.object(sample)])) == ["$[0].drawnAt is no time"])
    }

    @Test func aStudySaysEverythingAsItsSchemasSay() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("sample", "12", "-C", "study", "--name", "one", "--json")
        try await place.succeed("sample", "show", "one", "-C", "study", "--json")
        try await place.succeed(
          "cluster", "-C", "study", "-k", "2-4", "--name", "few", "--stability", "2", "--json")
        try await place.succeed(
          "cluster", "-C", "study", "--method", "iterative", "--name", "rounds", "--json")
        try await place.succeed("cluster", "-C", "study", "--list", "--json")
        try await place.succeed("pairs", "6", "-C", "study", "--name", "two", "--clustering", "few", "--json")
        try await place.succeed("pairs", "list", "-C", "study", "--json")
        try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("posts.csv"), "--json")
        for command in [["status"], ["duplicates"], ["runs"], ["show", "p001"], ["evaluate"]] {
          let outcome = try await place.codeframe.start(command + ["-C", "study", "--json"]).outcome()
          #expect(outcome.status == 0, "\(outcome.messages)")
        }
        try await place.succeed("models", "show", "seedling-64", "-C", "study", "--json")
        let shown = try JSONValue(
          parsing: try await place.succeed("show", "p001", "-C", "study", "--json").bytes)
        #expect(shown["codings"]?.items.first?["value"]?.text == "Landscape-Nature")
      }
    }
  }
}
