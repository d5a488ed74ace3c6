import ContentCoding
import Crypto
import Foundation
import HTTP

/// Fetches one picture or video after the other from hosts that owe nobody anything.
///
/// http and https only; no credentials are sent, neither those of an address nor cookies; each address that a name or a redirection leads
/// to is looked at before it is asked; a file is a picture or a video by its bytes, and no larger than the limit.
package struct MediaFetcher: Sendable {
  /// How is fetched.
  package struct Limits: Sendable {
    /// The most bytes of one file.
    package var bytes = 200 << 20
    /// Requests to one host in a second.
    package var rate = 4.0
    /// How long one file may take.
    package var seconds = 300
    /// How often a redirection is followed.
    package var redirections = 5

    /// Limits that suit platforms' servers.
    package init() {}
  }

  let transport: HTTPTransport
  let folder: URL
  let limits: Limits
  var retries = RetryPolicy(attempts: 4)
  /// The robots.txt that is respected; nil where none is.
  var robots: RobotsBook?

  /// The largest part of a file that is looked at to know what it is.
  private static let headLength = 64

  /// Fetches what is at an address; nothing of an answer that is of no use is kept.
  ///
  /// - Returns: the file, or why there is none.
  /// - Throws: `CancellationError`, and what keeps files from being written.
  func fetch(_ address: String) async throws -> FetchedMedia {
    var result = FetchedMedia(url: address, at: Date())
    guard var url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host != nil
    else {
      (result.reason, result.isFinal) = ("it is no address of http or https", true)
      return result
    }
    do {
      for _ in 0...limits.redirections {
        guard url.user == nil, url.password == nil else {
          (result.reason, result.isFinal) = (
            "the address holds a name or a password, which are not sent", true
          )
          return result
        }
        if let robots, await !robots.allows(url) {
          (result.reason, result.isFinal) = (
            "the rules for robots of \(url.host ?? "the host") do not allow it", true
          )
          return result
        }
        let response = try await transport.send(
          HTTPRequest(url: url, fields: ["Accept": "image/*, video/*"]), retrying: retries)
        if let next = response.redirection(from: url) {
          guard ["http", "https"].contains(next.scheme?.lowercased()) else {
            (result.reason, result.isFinal) = (
              "it is sent on to \(next.scheme ?? "another place"), which is not followed", true
            )
            return result
          }
          url = next
          continue
        }
        return try await keep(response, as: result)
      }
      (result.reason, result.isFinal) = ("it is sent on more than \(limits.redirections) times", true)
    } catch let failure as HTTPFailure {
      result.reason = failure.description
      if case .forbiddenAddress = failure.cause { result.isFinal = true }
      if case .invalidRequest = failure.cause { result.isFinal = true }
    }
    return result
  }

  private func keep(_ response: HTTPResponse, as begun: FetchedMedia) async throws -> FetchedMedia {
    var result = begun
    guard response.status == 200 else {
      (result.reason, result.isFinal) = Self.reason(forStatus: response.status)
      return result
    }
    if let length = response.contentLength, length > limits.bytes {
      (result.reason, result.isFinal) = (tooLarge, true)
      return result
    }
    let part = folder.appendingPathComponent(".\(UUID().uuidString).part")
    guard FileManager.default.createFile(atPath: part.path, contents: nil) else {
      throw UserError("\(part.path) cannot be written")
    }
    PartialFiles.add(part.path)
    defer {
      try? FileManager.default.removeItem(at: part)
      PartialFiles.keep(part.path)
    }
    let handle = try FileHandle(forWritingTo: part)
    defer { try? handle.close() }
    var hash = SHA256()
    var head: [UInt8] = []
    var count = 0
    let start = ContinuousClock.now
    for try await piece in response.body {
      if head.count < Self.headLength { head += piece.prefix(Self.headLength - head.count) }
      count += piece.count
      if head.count >= Self.headLength, MediaSignature.ending(of: head) == nil { break }
      guard count <= limits.bytes else {
        (result.reason, result.isFinal) = (tooLarge, true)
        return result
      }
      guard ContinuousClock.now - start < .seconds(limits.seconds) else {
        result.reason = "it was not there after \(limits.seconds) seconds"
        return result
      }
      hash.update(data: piece)
      try handle.write(contentsOf: piece)
    }
    guard let ending = MediaSignature.ending(of: head) else {
      let kind = response.fields["Content-Type"].map { $0.prefix(60).filter { !$0.isNewline } } ?? ""
      (result.reason, result.isFinal) = (
        "it is no picture or video that is read\(kind.isEmpty ? "" : ", but \(kind)")", true
      )
      return result
    }
    if let length = response.contentLength, length != count {
      result.reason = "it broke off after \(count) of \(length) bytes"
      return result
    }
    let name = hash.finalize().hexadecimal
    let place = "\(name.prefix(2))/\(name).\(ending)"
    let file = folder.appendingPathComponent(place)
    if !FileManager.default.fileExists(atPath: file.path) {
      try handle.synchronize()
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.moveItem(at: part, to: file)
    }
    result.file = place
    result.isFinal = true
    return result
  }

  private var tooLarge: String { "it is larger than \(limits.bytes >> 20) MB" }

  /// Why a status gives no file, and whether asking again is of use.
  private static func reason(forStatus status: Int) -> (String, Bool) {
    switch status {
    case 404, 410: ("it is gone (\(status))", true)
    case 401, 403: ("it may not be seen, or its signature has expired (\(status))", true)
    default: ("the server answered with status \(status)", !RetryPolicy.isTransient(status: status))
    }
  }
}
