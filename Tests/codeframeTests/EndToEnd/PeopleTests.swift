import Foundation
import Testing

extension EndToEnd {
  /// Accounts on the command line.
  struct PeopleTests {
    private static func add(_ name: String, _ more: String, password: String, in place: Workplace)
      async throws
      -> Outcome
    {
      try place.write(password + "\n", to: "password")
      let program = try CodeframeProgram.executable().path
      return try await RunningProgram(
        executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", "exec '\(program)' people add \(name) \(more) -C study < password"],
        environment: ProcessInfo.processInfo.environment, folder: place.folder
      ).outcome(timeout: 60)
    }

    @Test func accountsComeChangeAndGo() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let none = try await place.run("serve", "-C", "study", "--behind-proxy", "https://codes.example.org")
        #expect(none.status == 1 && none.messages.contains("codeframe people add"), "\(none.messages)")
        for (name, role, password, part) in [
          ("maria", "lead", "short", "at least 10 characters"),
          ("gold", "lead", "long enough 1", "another name"),
        ] {
          let refused = try await Self.add(name, "--role \(role)", password: password, in: place)
          #expect(refused.status == 1 && refused.messages.contains(part), "\(refused.messages)")
        }
        let made = try await Self.add("maria", "--role lead", password: "long enough 1", in: place)
        #expect(made.status == 0 && made.messages.contains("codeframe serve --host"), "\(made.messages)")
        #expect(try await Self.add("maria", "--role coder", password: "long enough 2", in: place).status == 1)
        #expect(
          try await Self.add("maria", "--role coder --replace", password: "long enough 2", in: place).status
            == 0)
        let listed = try JSONValue(
          parsing: try await place.succeed("people", "list", "-C", "study", "--json").bytes)
        #expect(listed.items.map { $0["role"]?.text } == ["coder"])
        let log = try await place.succeed("people", "log", "-C", "study", "--json").output
        #expect(log.contains("account of maria as lead") && !log.contains("long enough"))
        let coders = try await place.run(
          "serve", "-C", "study", "--behind-proxy", "https://codes.example.org")
        #expect(coders.status == 1, "without a lead the app is not opened")
        try await place.succeed("people", "remove", "maria", "-C", "study")
        #expect(try await place.run("people", "remove", "maria", "-C", "study").status == 1)
        #expect(!(try await place.succeed("people", "-C", "study").output).contains("maria"))
      }
    }

    @Test(arguments: [
      ["--host", "0.0.0.0"], ["--host", "0.0.0.0", "--tls-key", "k"], ["--tls-key", "k"],
      ["--host", "a", "--behind-proxy", "https://a.org"],
      ["--behind-proxy", "https://a.org", "--as", "anna"],
    ])
    func halfOfAnEntranceIsRefused(options: [String]) async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let refused = try await place.codeframe.start(["serve", "-C", "study", "--no-open"] + options)
          .outcome()
        #expect(refused.status == 64, "\(refused.messages)")
      }
    }
  }
}
