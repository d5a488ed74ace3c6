import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Workflows

/// The app in the browser: one study, its pages and what people do on them.
package struct CodeframeApp: Sendable {
  /// How the app is reached.
  package struct Options: Sendable {
    /// The port; 0 takes a free one.
    package var port = 0
    /// Who codes where the browser does not say; nil to ask.
    package var person: String?
    /// After so many seconds without a byte a connection is closed.
    var idleSeconds: Int64 = 30

    /// A free port, and people are asked who they are.
    package init() {}
  }

  /// Lets a browser in for as long as the app runs.
  package let token: String
  private let desk: StudyDesk
  private let options: Options
  private let sessions = Sessions()
  private let pictures = PictureCache()
  private let jobs: JobDesk

  /// The app for the study in `folder`.
  ///
  /// - Throws: ``UserError`` where the study cannot be opened, or the person's name cannot be one.
  package init(folder: URL, options: Options = Options()) throws {
    desk = try StudyDesk(at: folder)
    jobs = JobDesk(at: folder)
    self.options = options
    token = Secret.make()
    if let person = options.person { _ = try Person(person, in: desk.open()) }
  }

  /// Answers requests until its task is cancelled or the process is told to end.
  ///
  /// - Parameter started: is told the address, with the token, once the app can be reached.
  /// - Throws: ``UserError`` where the port is another program's.
  package func run(started: @escaping @Sendable (String) -> Void) async throws {
    var logger = Logger(label: "codeframe")
    logger.logLevel = .critical
    let token = token
    let application = Application(
      router: router,
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(options.idleSeconds), httpDecoderConfiguration: Self.limits)),
      configuration: .init(address: .hostname("127.0.0.1", port: options.port), serverName: nil),
      onServerRunning: { channel in
        started("http://127.0.0.1:\(channel.localAddress?.port ?? 0)/?token=\(token)")
      }, logger: logger)
    do {
      try await application.runService()
      await jobs.end()
    } catch let problem as IOError {
      let reason =
        switch problem.errnoCode {
        case EADDRINUSE: "another program has it"
        case EACCES: "ports below 1024 are the system's"
        default: "\(problem)"
        }
      throw UserError(
        "the app cannot listen on port \(options.port): \(reason); --port 0 takes a free one")
    }
  }

  private static let limits = HTTP1Channel.Configuration.DecoderConfiguration(
    maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)

  /// Every page and action.
  var router: Router<AppContext> {
    let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      Answers()
      Doorkeeper(token: token, sessions: sessions)
    }
    let routes: [any AppRoutes] = [
      HomePage(), NamePage(), CodingPage(), SettlingPage(), ReviewPage(), PostsPage(), RunsPage(jobs: jobs),
      Pictures(cache: pictures), Assets(),
    ]
    for route in routes {
      route.add(to: AppRouter(router, AnsweringDesk(study: desk, sessions: sessions, person: options.person)))
    }
    return router
  }
}
