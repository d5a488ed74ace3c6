import Hummingbird

/// What is known of a request beside its own bytes.
struct AppContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The session that the request's cookie names.
  var session: Session?
  /// The language of the answer.
  var words = Words.english

  init(source: Source) { coreContext = .init(source: source) }
}
