import Foundation
import Testing

extension EndToEndFigures {
  /// What comes out of a coded study: figures, tables, arrays, the report.
  struct FiguresJobTests {
    @Test func evaluateComparesEveryCoder() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let text = try await place.succeed("evaluate", "-C", "study")
        #expect(text.messages.isEmpty)
        for part in ["ces: anna against gold", "ces: ben against gold", "ces: probe against gold", "kappa"] {
          #expect(text.output.contains(part), "\(part)")
        }
        let json = try await place.succeed("evaluate", "-C", "study", "--json")
        let evaluation = try JSONValue(parsing: json.bytes)
        #expect(evaluation["gold"] == .text("gold"))
        let validity = try #require(evaluation["variables"]?.items.first?["validity"]?.items)
        #expect(Set(validity.compactMap { $0["coder"]?["name"]?.text }) == ["anna", "ben", "probe"])
        let probe = try #require(validity.first { $0["coder"]?["name"] == .text("probe") })
        #expect(probe["counts"]?["outOfFold"] == probe["counts"]?["compared"])
        let agreement = evaluation["variables"]?.items.first?["agreement"]?.items ?? []
        #expect(agreement.count == 3)

        let nobody = try await place.run("evaluate", "-C", "study", "--gold", "nobody")
        #expect(nobody.status == 1 && nobody.output.isEmpty)
        #expect(nobody.messages.contains("anna, ben, gold, probe"))
      }
    }

    @Test func theSamePostsInEveryFormOfTheCodings() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        try await place.succeed("export", "codings", "-C", "study", "--scores", "-o", "long.csv")
        try await place.succeed(
          "export", "codings", "-C", "study", "--scores", "--format", "jsonl", "-o", "long.jsonl")
        try await place.succeed("export", "codings", "-C", "study", "--wide", "-o", "wide.csv")
        try await place.succeed(
          "export", "codings", "-C", "study", "--wide", "--format", "jsonl", "-o", "wide.jsonl")
        let long = DelimitedText(try place.text("long.csv"))
        #expect(
          Array(long.header.prefix(14)) == [
            "post_id", "variable", "value", "confidence", "status", "reason", "coder", "coder_kind", "run",
            "codebook", "fold", "coded_at", "cost_usd", "details",
          ])
        #expect(long.header.contains("score:Landscape-Nature"))
        let lines = try JSONValue.lines(try Data(contentsOf: place.url("long.jsonl")))
        #expect(lines.count == long.rows.count)
        #expect(lines.map { $0["post_id"]?.text ?? "" } == long["post_id"])
        #expect(lines.map { $0["value"]?.text ?? "" } == long["value"])
        #expect(lines.map { $0["confidence"]?.number } == long["confidence"].map { Double($0) })

        let wide = DelimitedText(try place.text("wide.csv"))
        #expect(wide.header == ["post_id", "ces__anna", "ces__ben", "ces__gold", "ces__probe"])
        let values = Dictionary(
          zip(zip(long["post_id"], long["coder"]).map { "\($0) \($1)" }, long["value"]),
          uniquingKeysWith: { $1 })
        for coder in ["anna", "ben", "gold", "probe"] {
          for (post, value) in zip(wide["post_id"], wide["ces__\(coder)"]) {
            #expect(values["\(post) \(coder)", default: ""] == value)
          }
        }
        #expect(try JSONValue.lines(try Data(contentsOf: place.url("wide.jsonl"))).count == wide.rows.count)
      }
    }

    @Test func postsComeOutAsTheyWentIn() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let export = try await place.succeed("export", "posts", "-C", "study")
        let after = DelimitedText(export.output)
        let before = DelimitedText(
          try String(contentsOf: SampleStudy.folder.appending(path: "posts.csv"), encoding: .utf8))
        #expect(after["post_id"] == before["id"])
        #expect(after["author"] == before["author"])
        #expect(after["place"] == before["place"])
        #expect(after["comments"] == before["comments"])
        #expect(
          after["image"].map { $0.split(separator: "|").count }
            == before["image"].map { $0.split(separator: "|").count })
        // Import takes a leading quote mark off formulas that export put there, so texts are the same again.
        try await place.succeed("init", "copy", "--template", "ces")
        try place.write(export.bytes, to: "posts.csv")
        try await place.succeed(
          "import", "posts", "-C", "copy", "posts.csv", "--media-root", SampleStudy.folder.path)
        #expect(try await place.succeed("export", "posts", "-C", "copy").bytes == export.bytes)
      }
    }

    @Test func featuresAreANumPyArray() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let done = try await place.succeed("export", "features", "-C", "study", "-o", "e.npy")
        #expect(done.output.isEmpty)
        let bytes = [UInt8](try Data(contentsOf: place.url("e.npy")))
        #expect(Array(bytes.prefix(8)) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
        let length = Int(bytes[8]) + 256 * Int(bytes[9])
        let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
        #expect(header.contains("'descr': '<f4'") && header.contains("'shape': (124, 256)"))
        #expect((10 + length) % 64 == 0)
        #expect(bytes.count == 10 + length + 124 * 256 * 4)
        let floats = stride(from: 10 + length, to: bytes.count, by: 4).map { at -> Float in
          let bits = bytes[at..<at + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
          return Float(bitPattern: bits)
        }
        let index = DelimitedText(try place.text("e.csv"))
        #expect(index.header == ["post_id", "path", "sha256"] && index.rows.count == 124)
        for (row, path) in index["path"].enumerated() {
          let vector = floats[row * 256..<(row + 1) * 256]
          if path.hasSuffix("p076.jpg") {
            #expect(vector.allSatisfy { $0.isNaN })
          } else {
            #expect(vector.allSatisfy { $0.isFinite } && vector.contains { $0 != 0 }, "\(path)")
          }
        }
      }
    }

    @Test func theReportIsOnePage() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let done = try await place.succeed("report", "-C", "study", "-o", "report.html")
        #expect(done.output.isEmpty)
        let page = try place.text("report.html")
        #expect(page.lowercased().hasPrefix("<!doctype html>"))
        #expect(page.contains("probe") && page.contains("Landscape-Nature"))
        #expect(!page.contains("<script>alert(1)</script>"), "captions must be escaped")
        for loader in ["src=\"http", "href=\"http", "url(http", "@import"] {
          #expect(!page.contains(loader), "the page must not load anything: \(loader)")
        }
      }
    }

    @Test func anExportAppearsWholeOrNotAtAll() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let outcome = try await place.run("export", "codings", "-C", "study", "-o", "nowhere/codings.csv")
        #expect(outcome.status == 1 && outcome.messages.contains("nowhere"))
        try place.write("old", to: "codings.csv")
        let failed = try await place.run(
          "export", "codings", "-C", "study", "--run", "no-such-run", "-o", "codings.csv")
        #expect(failed.status == 1 && failed.messages.contains("no-such-run"))
        #expect(try place.text("codings.csv") == "old")
        for (option, known) in [("--coder", "anna, ben, gold"), ("--variable", "ces")] {
          let unknown = try await place.run("export", "codings", "-C", "study", option, "nonsense")
          #expect(unknown.status == 1 && unknown.output.isEmpty)
          #expect(
            unknown.messages.contains("nonsense") && unknown.messages.contains(known), "\(unknown.messages)")
        }
      }
    }
  }
}
