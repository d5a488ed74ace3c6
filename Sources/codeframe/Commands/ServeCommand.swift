import ArgumentParser
import Foundation
import Subprocess
import WebApp
import Workflows

/// `codeframe serve`: the study in a browser.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Code, settle and look in a browser, on this machine alone.",
    discussion: helpText(
      """
      The first line of what is printed is the address, with a token that lets one's browser in for as long as the
      command runs. Other machines cannot reach it. Every answer is on the disk before the page says that it is saved;
      Ctrl-C ends the command and loses nothing.

        codeframe serve
        codeframe serve --as anna --port 8000
        codeframe serve --no-open
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "The port; 0 takes a free one.") var port = 0
  @Option(name: .customLong("as"), help: "Who codes; asked for in the browser if left out.") var person:
    String?
  @Flag(inversion: .prefixedNo, help: "Open the address in the browser.") var open = true

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("a port is a number from 0 to 65535") }
  }

  func run() async throws {
    var settings = CodeframeApp.Options()
    settings.port = port
    settings.person = person
    let app = try CodeframeApp(folder: options.url, options: settings)
    let opens = open
    try await app.run { address in
      Console.put(address)
      Console.say("Ctrl-C ends the app; what was saved stays")
      if opens { Task { await Self.show(address) } }
    }
  }

  /// Opens the address in the person's browser, where the system has a way to.
  private static func show(_ address: String) async {
    #if os(macOS)
    let opener = "open"
    #else
    let opener = "xdg-open"
    #endif
    _ = try? await Subprocess.run(
      .name(opener), arguments: [address], output: .discarded, error: .discarded)
  }
}
