import ArgumentParser
import Foundation
import Subprocess
import WebApp
import Workflows

/// `codeframe serve`: the study in a browser.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Code, settle and look in a browser.",
    discussion: helpText(
      """
      The first line of what is printed is the address, with a token that lets one's browser in for as long as the
      command runs. Other machines cannot reach it. Every answer is on the disk before the page says that it is saved;
      Ctrl-C ends the command and loses nothing.

      With --host other machines can, by TLS, and people log in (codeframe people). With --behind-proxy a web server on
      this machine hands on what comes to the given address; it has to set X-Forwarded-For.

        codeframe serve
        codeframe serve --as anna --port 8000
        codeframe serve --host 0.0.0.0 --port 8443 --tls-certificate cert.pem --tls-key key.pem
        codeframe serve --behind-proxy https://codes.example.org --port 8000
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "The port; 0 takes a free one.") var port = 0
  @Option(name: .customLong("as"), help: "Who codes; asked for in the browser if left out.") var person:
    String?
  @Option(help: "The address or name to listen on, such as 0.0.0.0; needs accounts and TLS.") var host:
    String?
  @Option(help: "The certificate, and those that vouch for it, in PEM form.") var tlsCertificate: String?
  @Option(help: "The certificate's key, in PEM form.") var tlsKey: String?
  @Option(
    help: ArgumentHelp(
      "The address under which a proxy on this machine shows the app; needs accounts.",
      valueName: "https://name")) var behindProxy: String?
  @Flag(inversion: .prefixedNo, help: "Open the address in the browser.") var open = true

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("a port is a number from 0 to 65535") }
    if host != nil, behindProxy != nil {
      throw ValidationError("a proxy stands on this machine; give --host or --behind-proxy")
    }
    if host != nil, tlsCertificate == nil || tlsKey == nil {
      throw ValidationError(
        "other machines reach the app by TLS alone: give --tls-certificate and --tls-key, or stand a proxy before it "
          + "(--behind-proxy)")
    }
    if host == nil, tlsCertificate != nil || tlsKey != nil {
      throw ValidationError("--tls-certificate and --tls-key belong to --host")
    }
    if person != nil, host != nil || behindProxy != nil {
      throw ValidationError("--as is for one person on this machine; others log in")
    }
  }

  private func reach() throws -> Reach {
    if let host, let tlsCertificate, let tlsKey {
      return .network(host: host, certificate: tlsCertificate, key: tlsKey)
    }
    return try behindProxy.map(Reach.proxy) ?? .ownMachine
  }

  func run() async throws {
    var settings = CodeframeApp.Options()
    settings.port = port
    settings.person = person
    settings.reach = try reach()
    let app = try CodeframeApp(folder: options.url, options: settings)
    let opens = open && settings.reach == .ownMachine
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
