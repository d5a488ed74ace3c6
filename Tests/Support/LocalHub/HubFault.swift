/// What goes wrong, once, with an answer.
public enum HubFault: Sendable {
  /// The connection is closed after that many bytes of the body.
  case drop(after: Int)
  /// After that many bytes nothing more is sent, and the connection stays.
  case hold(after: Int)
  /// One byte of the body is another.
  case wrongByte(at: Int)
  /// More bytes than there are, announced by no length.
  case tooManyBytes(Int)
  /// More bytes than there are, and so announced.
  case tooManyAnnounced(Int)
  /// The body is whole although a part was asked for.
  case ignoreRange
  /// An error.
  case status(Int, fields: [String: String] = [:])
  /// Another place.
  case redirect(to: String)
  /// Another body, with status 200.
  case body(String)
}
