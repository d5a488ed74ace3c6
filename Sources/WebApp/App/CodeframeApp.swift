import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Storage
import Workflows

/// The app in the browser: one study, its pages and what people do on them.
package struct CodeframeApp: Sendable {
  /// How the app is reached.
  package struct Options: Sendable {
    /// The port; 0 takes a free one.
    package var port = 0
    /// From where the app can be reached.
    package var reach = Reach.ownMachine
    /// Who codes where the browser does not say; nil to ask.
    package var person: String?
    /// After so many seconds without a byte a connection is closed.
    var idleSeconds: Int64 = 30
    /// A request has to be there after so many seconds.
    var requestSeconds: Int64 = 60

    /// A free port, and people are asked who they are.
    package init() {}
  }

  /// Lets a browser in for as long as the app runs.
  package let token: String
  private let desk: StudyDesk
  private let options: Options
  private let sessions = Sessions()
  private let book: AccessBook?
  private let limiter = LogInLimiter()
  private let pictures = PictureCache()
  private let jobs: JobDesk

  /// The app for the study in `folder`.
  ///
  /// - Throws: ``UserError`` where the study cannot be opened, the person's name cannot be one, or people have to log in and
  ///   nobody may.
  package init(folder: URL, options: Options = Options()) throws {
    desk = try StudyDesk(at: folder)
    jobs = JobDesk(at: folder)
    self.options = options
    token = Secret.make()
    if let person = options.person { _ = try Person(person, in: desk.open()) }
    book = options.reach.needsAccounts ? try Self.book(of: folder) : nil
  }

  private static func book(of folder: URL) throws -> AccessBook {
    let book = try AccessBook(of: folder)
    guard try book.accounts().contains(where: { $0.role == .lead }) else {
      throw UserError(
        "from other machines people have to log in, and nobody may yet; "
          + "codeframe people add NAME --role lead makes the first account")
    }
    return book
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
      server: try server(),
      configuration: .init(
        address: .hostname(options.reach.listensOn, port: options.port), serverName: nil),
      onServerRunning: { [reach = options.reach] channel in
        started(reach.address(port: channel.localAddress?.port ?? 0, token: token))
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

  /// Serves HTTP, within TLS where the network reaches the app.
  private func server() throws -> HTTPServerBuilder {
    let seconds = options.requestSeconds
    let configuration = HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestDeadline(.seconds(seconds))],
      idleTimeout: .seconds(options.idleSeconds), httpDecoderConfiguration: Self.limits)
    let plain = HTTPServerBuilder { responder in
      AcceptedHTTP(HTTP1Channel(responder: responder, configuration: configuration))
    }
    guard case .network(_, let certificate, let key) = options.reach else { return plain }
    do {
      return try .tls(
        plain,
        tlsConfiguration: .makeServerConfiguration(
          certificateChain: NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
          privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
    } catch {
      throw UserError(
        "\(certificate) and \(key) are no certificate and key in PEM form that belong together: \(error)")
    }
  }

  private static let limits = HTTP1Channel.Configuration.DecoderConfiguration(
    maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)

  /// Every page and action.
  var router: Router<AppContext> {
    let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      Answers()
      Doorkeeper(token: token, reach: options.reach, sessions: sessions, book: book)
    }
    var routes: [any AppRoutes] = [
      HomePage(), NamePage(), CodingPage(jobs: jobs), TeachPage(jobs: jobs), SettlingPage(), ReviewPage(),
      PostsPage(), PostPage(),
      SimilarPage(),
      ExplorePage(jobs: jobs), FiguresPage(), CodebookPage(), TryPage(), RunsPage(jobs: jobs),
      Pictures(cache: pictures), Videos(), Assets(),
    ]
    if let book { routes.append(LogInPage(limiter: limiter, book: book)) }
    let desk = AnsweringDesk(
      study: desk, sessions: sessions, reach: options.reach, book: book, person: options.person)
    for route in routes { route.add(to: AppRouter(router, desk)) }
    return router
  }
}
