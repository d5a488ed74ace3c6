import Foundation
import Testing

extension EndToEnd {
  /// What `docs/python-and-r.md` shows, run as it stands there.
  struct OtherLanguagesTests {
    /// Debian's Python, for which Debian's pandas is.
    private static let python = "/usr/bin/python3"
    private static let r = "/usr/bin/Rscript"

    /// The blocks of a language that hold `mark`, with what is printed after them.
    private static func block(of language: String, holding mark: String) throws -> String {
      let page = try String(
        contentsOf: SampleStudy.repository.appending(path: "docs/python-and-r.md"), encoding: .utf8)
      let blocks = page.components(separatedBy: "```\(language)\n").dropFirst().map {
        $0.components(separatedBy: "\n```")[0]
      }
      return try #require(blocks.first { $0.contains(mark) })
    }

    /// Runs a script beside the study `visitors`, with the program on its path.
    private static func run(_ program: String, _ flag: String, _ script: String, in place: Workplace) throws
      -> String
    {
      let bin = place.url("bin")
      if !FileManager.default.fileExists(atPath: bin.path) {
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          at: bin.appending(path: "codeframe"), withDestinationURL: try CodeframeProgram.executable())
      }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = [flag, script]
      process.currentDirectoryURL = place.folder
      process.environment = ProcessInfo.processInfo.environment.merging([
        "PATH": "\(bin.path):/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": SampleStudy.repository.appending(path: "Python").path,
        "CODEFRAME_PROGRAM": try CodeframeProgram.executable().path,
      ]) { $1 }
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return said
    }

    /// Whether a library of another language is there; it is wherever `make test` set the machine up by apt.
    private static func has(_ program: String, _ flag: String, _ script: String) -> Bool {
      guard FileManager.default.isExecutableFile(atPath: program) else { return false }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = [flag, script]
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }

    private static let hasPandas = has(python, "-c", "import pandas")
    private static let hasRSQLite = has(r, "-e", "library(DBI); library(RSQLite)")

    @Test(.enabled(if: hasPandas, "no pandas for \(python)"))
    func pandasReadsWhatThePageSays() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "visitors", in: place)
        let script = try Self.block(of: "python", holding: "import codeframe").replacing(
          "print(", with: "_ = (")
        let said = try Self.run(
          Self.python, "-c",
          script + """

            import json
            print(json.dumps([table.shape[0], list(table.columns)[:2], list(vectors.shape), len(index), int((table["ces__gold"] != "").sum())]))
            """, in: place)
        let found = try JSONValue(parsing: Data(said.utf8)).items
        #expect(found[0].number == 120 && found[1].items.map(\.text) == ["post_id", "text"])
        #expect(
          found[2].items.map(\.number) == [124, 256] && found[3].number == 124 && found[4].number == 96)
        let bare = try Self.run(
          Self.python, "-c",
          try Self.block(of: "python", holding: "import pandas, sqlite3")
            + "\nprint(len(codings), codings.coder.nunique())",
          in: place)
        #expect(bare == "276 3\n")
      }
    }

    @Test(.enabled(if: hasRSQLite, "no RSQLite for \(r)"))
    func rReadsWhatThePageSays() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "visitors", in: place)
        let said = try Self.run(
          Self.r, "-e",
          try Self.block(of: "r", holding: "library(DBI)")
            + "\ncat(nrow(posts), nrow(codings), sum(!is.na(codings$ces__gold)), class(codings$post_id), \"\\n\")",
          in: place)
        #expect(said.hasSuffix("120 120 96 character \n"), "\(said)")
      }
    }
  }
}
