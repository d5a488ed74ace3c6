import Hummingbird
import Storage

/// What is known of a request beside its own bytes.
struct AppContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The session that the request's cookie names.
  var session: Session?
  /// What whoever asks may do; nil before they were let in.
  var role: Role?
  /// The host that the request names.
  var host = ""
  /// The address of the network that the request comes from, as far as it is known.
  var client: String
  /// The language of the answer.
  var words = Words.english

  init(source: Source) {
    coreContext = .init(source: source)
    client = source.channel.remoteAddress?.ipAddress ?? ""
  }
}
