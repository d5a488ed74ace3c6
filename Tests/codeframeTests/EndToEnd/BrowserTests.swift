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

    private static func makeStudy(in place: Workplace) async throws {
      try await place.succeed("init", "study", "--template", "ces")
      try await place.succeed(
        "import", "posts", "-C", "study", SampleStudy.folder.appending(path: "posts.csv").path)
      try await place.succeed("sample", "-C", "study", "20", "--name", "first")
      let assigned = try await place.succeed(
        "assign", "-C", "study", "--sample", "first", "--to", "anna,ben", "--overlap", "0.5")
      #expect(assigned.output.contains("anna") && assigned.messages.contains("codeframe serve"))
    }

    /// The app, and the address that it printed.
    private static func serve(
      in place: Workplace, _ arguments: [String] = []
    ) async throws -> (program: RunningProgram, address: String) {
      let program = try place.codeframe.start(["serve", "-C", "study", "--no-open"] + arguments)
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

        let agreement = try await place.succeed("agreement", "-C", "study", "--json")
        let found = try JSONValue(parsing: agreement.bytes)["variables"]?.items.first
        #expect(found?["agreement"]?["coders"]?.items.count == 2)
        let table = DelimitedText(try await place.succeed("export", "codings", "-C", "study").output)
        let coders = table["coder"]
        #expect(coders.count { $0 == "anna" } == 15 && coders.count { $0 == "ben" } == 15)
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
        try await place.succeed("sample", "-C", "study", "5", "--name", "second")
        program.send(SIGTERM)
        #expect(try await program.outcome(timeout: 20).status == 0)
      }
    }

    @Test func whatCannotBeServedIsSaid() async throws {
      try await Workplace.with { place in
        try await Self.makeStudy(in: place)
        let gold = try await place.run("serve", "-C", "study", "--no-open", "--as", "gold")
        #expect(gold.status == 1 && gold.messages.contains("choose another name"))
        #expect(try await place.run("serve", "-C", "study", "--port", "70000").status == 64)
        #expect(try await place.run("serve", "-C", "nowhere", "--no-open").status == 1)
        let (program, address) = try await Self.serve(in: place)
        let port = try #require(URL(string: address)?.port)
        let taken = try await place.run("serve", "-C", "study", "--no-open", "--port", "\(port)")
        #expect(taken.status == 1 && taken.messages.contains("\(port)"), "\(taken.messages)")
        program.send(SIGINT)
        #expect(try await program.outcome(timeout: 20).status == 0)
      }
    }
  }
}
