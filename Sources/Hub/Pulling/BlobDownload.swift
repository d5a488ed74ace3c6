import Foundation
import HTTP

/// Fetches the bytes of one file into the cache.
///
/// The bytes go to `ETAG.incomplete`, from where a later attempt or a later process goes on; they get their name when
/// they are all there and their hash is right.
struct BlobDownload: Sendable {
  let connection: HubConnection
  let cache: HubCache
  let file: RepositoryListing.File
  let plan: PullPlan
  let tell: @Sendable (PullEvent) -> Void

  /// An answer that is worth another attempt.
  private struct Unfinished: Error {
    let setback: Setback
  }

  /// Fetches what is missing.
  ///
  /// - Returns: How many bytes came over the network.
  /// - Throws: `PullProblem`; `CancellationError`, which leaves the bytes so far.
  func run() async throws -> Int64 {
    let lock = try await BlobLock.acquire(cache.lock(file)) { tell(.waiting(path: file.path)) }
    defer { withExtendedLifetime(lock) {} }
    guard !cache.hasBlob(file) else {
      tell(.kept(file.size))
      tell(.finished(path: file.path))
      return 0
    }
    let partial = try IncompleteFile(file, at: cache.incomplete(file))
    tell(.kept(partial.count))
    var isFromBefore = partial.count > 0
    var received: Int64 = 0
    while true {
      received += try await complete(partial)
      if partial.digits == file.blob.text { break }
      tell(.lost(partial.count))
      guard isFromBefore else {
        partial.remove()
        throw PullProblem.wrongBytes(
          path: file.path, host: connection.settings.endpoint,
          expected: file.blob,
          found: partial.digits)
      }
      // What an earlier pull left may be at fault, so the file is fetched once from its beginning.
      isFromBefore = false
      try partial.startOver()
    }
    try partial.move(to: cache.blob(file))
    tell(.finished(path: file.path))
    return received
  }

  /// Asks until all bytes are there; gives up when several attempts in a row brought none.
  private func complete(_ partial: IncompleteFile) async throws -> Int64 {
    var failures = 0
    var received: Int64 = 0
    while partial.count < file.size {
      let before = partial.count
      let setback: Setback
      var isUnreachable = false
      do {
        received += try await transfer(into: partial)
        continue
      } catch let unfinished as Unfinished {
        setback = unfinished.setback
      } catch let failure as HTTPFailure {
        // A network that was there may come back.
        isUnreachable = !failure.isInterruption
        guard failure.isInterruption || failure.isUnreachable && (received > 0 || failures > 0) else {
          throw PullProblem.unreachable(failure)
        }
        setback = Setback(reason: failure.description)
      }
      received += max(0, partial.count - before)
      failures = partial.count > before && !isUnreachable ? 1 : failures + 1
      let isAskedAgain = try await connection.policy.waits(
        afterFailures: failures, of: setback, sleep: connection.sleep,
        willRetry: { tell(.retrying(path: file.path, $0)) })
      guard isAskedAgain else {
        throw PullProblem.interrupted(path: file.path, reason: setback.reason, attempts: failures)
      }
    }
    return received
  }

  /// One request for the bytes that are not there yet.
  private func transfer(into partial: IncompleteFile) async throws -> Int64 {
    guard let url = connection.settings.file(file.path, of: plan.repository, at: plan.commit) else {
      throw PullProblem.badEndpoint(connection.settings.endpoint)
    }
    let answer = try await connection.get(
      url, fields: partial.count > 0 ? ["Range": "bytes=\(partial.count)-"] : [:])
    let response = answer.response
    if let setback = response.setback(from: answer.host) { throw Unfinished(setback: setback) }
    if partial.count > 0, response.status == 416 || response.status == 200 || !isRest(response, partial.count)
    {
      if let refusal = refusal(answer), response.status != 416 { throw refusal }
      tell(.lost(partial.count))
      try partial.startOver()
      guard response.status == 200 else {
        throw Unfinished(
          setback: Setback(reason: "\(answer.host) cannot send the rest of \(file.path) alone"))
      }
    } else if let refusal = refusal(answer) {
      throw refusal
    }
    return try await read(answer, into: partial)
  }

  private func read(_ answer: HubConnection.Answer, into partial: IncompleteFile) async throws -> Int64 {
    let start = partial.count
    let tooLong = PullProblem.wrongLength(path: file.path, host: answer.host, expected: file.size)
    if let announced = answer.response.contentLength, announced != file.size - start { throw tooLong }
    for try await piece in answer.response.body {
      guard Int64(piece.count) <= file.size - partial.count else {
        tell(.lost(partial.count))
        partial.remove()
        throw tooLong
      }
      try partial.append(piece)
      tell(.received(Int64(piece.count)))
    }
    guard partial.count == file.size else {
      throw HTTPFailure(host: answer.host, cause: .connectionLost)
    }
    return partial.count - start
  }

  /// Whether the answer goes on where the bytes end: `Content-Range: bytes 100-199/200`.
  private func isRest(_ response: HTTPResponse, _ count: Int64) -> Bool {
    guard response.status == 206, let range = response.fields["Content-Range"] else { return false }
    return range.replacing(" ", with: "").lowercased().hasPrefix("bytes\(count)-")
  }

  private func refusal(_ answer: HubConnection.Answer) -> PullProblem? {
    connection.refusal(answer, of: plan.repository, revision: plan.commit, asked: file.path)
  }
}
