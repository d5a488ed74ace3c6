import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension EndToEnd {
  /// People code in a real browser; and what the program says and does around it.
  struct BrowserTests {
    private static let browsers = ["chromium", "chromium-browser", "google-chrome"]
    private static var hasBrowser: Bool {
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      return browsers.contains { name in
        folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
      }
    }
    /// A machine that checks what is submitted has a browser; elsewhere its lack leaves a test out.
    private static var mustHaveBrowser: Bool { ProcessInfo.processInfo.environment["CI"] != nil }

    /// What the tutorial has people type: before they open the browser, and after they have settled.
    private static func tutorial() throws -> (before: [[String]], after: [[String]]) {
      let page = try String(
        contentsOf: SampleStudy.repository.appending(path: "docs/coding-with-people.md"), encoding: .utf8)
      let steps = page.components(separatedBy: "\n## ").first { $0.hasPrefix("Ten minutes") } ?? ""
      let commands = steps.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("codeframe ") }.map { $0.split(separator: " ").dropFirst().map(String.init) }
      let serve = try #require(commands.firstIndex { $0.first == "serve" })
      return (Array(commands[..<serve]), Array(commands[(serve + 1)...]))
    }

    /// Follows the tutorial as far as the browser, in a folder that has the demo beside it.
    private static func makeStudy(in place: Workplace) async throws {
      try FileManager.default.createSymbolicLink(
        at: place.url("Demo"), withDestinationURL: SampleStudy.folder)
      let commands = try tutorial().before
      #expect(commands.map { $0[0] } == ["init", "import", "sample", "assign"])
      for command in commands {
        let outcome = try await place.codeframe.start(command).outcome()
        #expect(outcome.status == 0, "\(command): \(outcome.messages)")
        if command == commands.last {
          #expect(outcome.output.contains("anna") && outcome.messages.contains("codeframe serve"))
        }
      }
    }

    /// The app, and the address that it printed.
    private static func serve(
      in place: Workplace, _ arguments: [String] = []
    ) async throws -> (program: RunningProgram, address: String) {
      let program = try place.codeframe.start(["serve", "-C", "visitors", "--no-open"] + arguments)
      while try !program.output.contains("\n"), program.isRunning {
        try await Task.sleep(for: .milliseconds(5))
      }
      return (program, try program.output.split(separator: "\n").first.map(String.init) ?? "")
    }

    @Test(
      .enabled(if: hasBrowser || mustHaveBrowser, "there is no Chromium here; apt install chromium"),
      .timeLimit(.minutes(5)))
    func twoPeopleCodeAndSettle() async throws {
      try await Workplace.with { place in
        try await Self.makeStudy(in: place)
        let (program, address) = try await Self.serve(in: place)
        let axe = SampleStudy.repository.appending(path: ".deps/axe/axe.min.js")
        #expect(FileManager.default.fileExists(atPath: axe.path), "scripts/setup for-tests fetches axe-core")
        let visit = try RunningProgram(
          executable: URL(fileURLWithPath: "/usr/bin/env"),
          arguments: [
            "python3", SampleStudy.repository.appending(path: "tools/check_app.py").path, address, "--axe",
            axe.path,
          ],
          environment: ProcessInfo.processInfo.environment, folder: place.folder)
        let visited = try await visit.outcome(timeout: 240)
        #expect(visited.status == 0, "\(visited.messages)")
        #expect(visited.output.contains("anna coded 15 posts and ben 15, 10 of them the same"))
        program.send(SIGINT)
        #expect(try await program.outcome(timeout: 20).status == 0)

        for command in try Self.tutorial().after {
          let outcome = try await place.codeframe.start(command).outcome()
          #expect(outcome.status == 0, "\(command): \(outcome.messages)")
        }
        let agreement = try await place.succeed("agreement", "-C", "visitors", "--json")
        let found = try JSONValue(parsing: agreement.bytes)["variables"]?.items.first
        #expect(found?["agreement"]?["coders"]?.items.count == 2)
        let table = DelimitedText(try await place.succeed("export", "codings", "-C", "visitors").output)
        let coders = table["coder"]
        #expect(coders.count { $0 == "anna" } == 15 && coders.count { $0 == "ben" } == 15 + 4)
        #expect(zip(coders, table["status"]).count { $0 == "gold" && $1 == "coded" } == 10)
      }
    }

    @Test func theAppIsReachedHereAloneAndEndsWhenItIsTold() async throws {
      try await Workplace.with { place in
        try await Self.makeStudy(in: place)
        let (program, address) = try await Self.serve(in: place, ["--as", "anna"])
        let url = try #require(URL(string: address))
        #expect(url.host() == "127.0.0.1" && url.query()?.hasPrefix("token=") == true)
        let (page, answer) = try await URLSession.shared.data(from: url)
        #expect((answer as? HTTPURLResponse)?.statusCode == 200)
        #expect(String(decoding: page, as: UTF8.self).contains("anna"))
        // A run writes while the app is open.
        try await place.succeed("sample", "-C", "visitors", "5", "--name", "second")
        program.send(SIGTERM)
        #expect(try await program.outcome(timeout: 20).status == 0)
      }
    }

    @Test func whatCannotBeServedIsSaid() async throws {
      try await Workplace.with { place in
        try await Self.makeStudy(in: place)
        let gold = try await place.run("serve", "-C", "visitors", "--no-open", "--as", "gold")
        #expect(gold.status == 1 && gold.messages.contains("choose another name"))
        #expect(try await place.run("serve", "-C", "visitors", "--port", "70000").status == 64)
        #expect(try await place.run("serve", "-C", "nowhere", "--no-open").status == 1)
        let (program, address) = try await Self.serve(in: place)
        let port = try #require(URL(string: address)?.port)
        let taken = try await place.run("serve", "-C", "visitors", "--no-open", "--port", "\(port)")
        #expect(taken.status == 1 && taken.messages.contains("\(port)"), "\(taken.messages)")
        program.send(SIGINT)
        #expect(try await program.outcome(timeout: 20).status == 0)
      }
    }
  }
}
