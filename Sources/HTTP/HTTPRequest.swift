import Foundation

/// What is asked of a server.
public struct HTTPRequest: Hashable, Sendable {
  /// What is done with the resource.
  public enum Method: String, Hashable, Sendable {
    /// Reads it.
    case get = "GET"
    /// Reads its header fields only.
    case head = "HEAD"
    /// Gives it something to work on.
    case post = "POST"
  }

  /// What is done.
  public var method: Method
  /// Where: `http` or `https`.
  public var url: URL
  /// The header fields; `Host`, `Content-Length`, `User-Agent` and `Accept-Encoding` are added.
  public var fields: HTTPFields
  /// What is sent along; nil for nothing.
  public var body: [UInt8]?

  /// What is sent along from a file, where ``body`` is nil.
  public var upload: HTTPUpload?

  /// A request.
  public init(_ method: Method = .get, url: URL, fields: HTTPFields = [:], body: [UInt8]? = nil) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
  }
}
