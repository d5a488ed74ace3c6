import ContentCoding
import Exchange
import Foundation
import HTTP
import Storage

/// Downloads the pictures and videos of posts that hold only their addresses.
///
/// Files lie in `media/fetched`, named after their SHA-256, and nothing is overwritten. A run that was stopped goes on where it was.
package struct FetchMedia: Sendable {
  /// The columns with addresses; nil for those that imports took for pictures and videos.
  package var columns: [String]?
  /// The posts.
  package var selection = PostSelection.all
  /// Whether what is said to be done is agreed to.
  package var isAgreed = false
  /// Whether addresses that gave nothing are asked again.
  package var asksAgain = false
  /// Whether addresses of this machine and of local networks are asked.
  package var allowsPrivate = false
  /// Whether what a host's robots.txt does not allow is left.
  package var respectsRobots = false
  /// Limits of size, rate and time.
  package var limits = MediaFetcher.Limits()

  /// A download.
  package init() {}

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// Files that were fetched now.
    package var fetched = 0
    /// Addresses whose files were there.
    package var known = 0
    /// Addresses without a file, by the reason.
    package var missing: [String: Int] = [:]
    /// Posts that have pictures or videos now, and had none before.
    package var posts = 0
  }

  /// The column that says why an address gave no file.
  private static let reasonColumn = "not_fetched"
  /// So many hosts are asked at once.
  private static let hosts = 8

  /// Downloads; nil where the person did not agree.
  ///
  /// - Throws: ``UserError`` where no post has an address; what keeps files from being written.
  package func run(in open: OpenStudy) async throws -> Outcome? {
    let wanted = try wanted(in: open)
    guard !wanted.isEmpty else {
      throw UserError(
        "no post has the address of a picture or a video, and no file yet; name the column of addresses with --column"
      )
    }
    let folder = open.folder.appendingPathComponent("media/fetched", isDirectory: true)
    let journal = try FetchJournal(in: folder)
    let addresses = wanted.flatMap(\.addresses)
    var unfetched: [String] = []
    var seen: Set<String> = []
    var outcome = Outcome()
    for address in addresses where seen.insert(address).inserted {
      if let known = journal.known[address], isSettled(known, in: folder) {
        if known.file != nil { outcome.known += 1 }
      } else {
        unfetched.append(address)
      }
    }
    if !unfetched.isEmpty, try !agrees(to: unfetched, posts: wanted.count, in: open) { return nil }
    let failure: (any Error)?
    do {
      outcome.fetched = try await download(unfetched, to: folder, journal: journal, in: open)
      failure = nil
    } catch {
      failure = error
    }
    try journal.close()
    // What is there belongs to its posts, also where the rest did not come.
    outcome.posts = try give(wanted, from: journal, in: folder, open: open)
    if let failure { throw failure }
    for address in seen {
      if let entry = journal.known[address], entry.file == nil {
        outcome.missing[Self.kind(of: entry.reason ?? ""), default: 0] += 1
      }
    }
    return outcome
  }

  /// A post and the addresses of what it shows.
  private struct Wanted {
    let post: String
    let addresses: [String]
  }

  private func wanted(in open: OpenStudy) throws -> [Wanted] {
    let known = try open.study.columnRoles()
    let columns = self.columns ?? known.filter { ["image", "video"].contains($0.value) }.keys.sorted()
    if let named = self.columns {
      let there = try open.study.columns()
      if let unknown = named.first(where: { !there.contains($0) }) {
        throw UserError("no post has the column \(unknown); there are \(there.joined(separator: ", "))")
      }
    }
    var wanted: [Wanted] = []
    try open.study.forEachPage(in: selection) { posts in
      for post in posts where post.media.isEmpty {
        // A cover is of use only where there is no video.
        let addresses = columns.flatMap { MediaAddresses.of(post.columns[$0] ?? "") }
        if !addresses.isEmpty { wanted.append(Wanted(post: post.id, addresses: addresses)) }
      }
    }
    return wanted
  }

  private func isSettled(_ entry: FetchedMedia, in folder: URL) -> Bool {
    if let file = entry.file {
      return FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path)
    }
    return entry.isFinal && !asksAgain
  }

  private func agrees(to addresses: [String], posts: Int, in open: OpenStudy) throws -> Bool {
    let hosts = Dictionary(addresses.map { (Self.host(of: $0), 1) }, uniquingKeysWith: +)
    let named = hosts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    open.listener.notice(
      "\(Figures.count(addresses.count, "file")) of \(Figures.count(posts, "post")) would be fetched from "
        + named.prefix(10).map { "\($0.key) (\(Figures.count($0.value)))" }.joined(separator: ", ")
        + (named.count > 10 ? " and \(Figures.count(named.count - 10)) more hosts" : "")
        + "; each host learns this machine's address and what is fetched, and nothing else is sent")
    if isAgreed { return true }
    switch try open.listener.agrees(to: "Fetch them?") {
    case true?: return true
    case false?: open.listener.notice("nothing was fetched")
    case nil: open.listener.notice("nothing was fetched: nobody is at a terminal to ask, so agree with --yes")
    }
    return false
  }

  private func download(
    _ addresses: [String], to folder: URL, journal: FetchJournal, in open: OpenStudy
  ) async throws -> Int {
    let meter = ProgressMeter(total: addresses.count, noun: "files", for: open.listener)
    defer { meter.clear() }
    var timeouts = HTTPTimeouts()
    timeouts.read = .seconds(30)
    let byHost = Dictionary(grouping: addresses, by: Self.host)
    let queues = byHost.values.sorted { $0.count > $1.count }
    let rate = limits.rate
    return try await HTTPTransport.with(
      userAgent: "codeframe/\(ProgramVersion.current)", timeouts: timeouts,
      addresses: allowsPrivate ? .any : .publicOnly
    ) { transport in
      let fetcher = MediaFetcher(
        transport: transport, folder: folder, limits: limits,
        robots: respectsRobots ? RobotsBook(transport) : nil)
      let (results, send) = AsyncThrowingStream.makeStream(of: FetchedMedia.self)
      let work = Task {
        await withTaskGroup(of: Void.self) { group in
          for queue in queues.prefix(Self.hosts) {
            group.addTask { await Self.askOne(queue, by: fetcher, rate: rate, send) }
          }
          var waiting = queues.dropFirst(Self.hosts)
          while await group.next() != nil {
            guard let queue = waiting.popFirst() else { continue }
            group.addTask { await Self.askOne(queue, by: fetcher, rate: rate, send) }
          }
        }
        send.finish()
      }
      var fetched = 0
      do {
        for try await result in results {
          try journal.add(result)
          if result.file != nil { fetched += 1 }
          meter.advance(by: 1)
        }
        try Task.checkCancellation()
      } catch {
        work.cancel()
        await work.value
        throw error
      }
      return fetched
    }
  }

  /// Asks one host for its files, one after the other, not faster than the rate.
  private static func askOne(
    _ addresses: [String], by fetcher: MediaFetcher, rate: Double,
    _ send: AsyncThrowingStream<FetchedMedia, any Error>.Continuation
  ) async {
    for address in addresses {
      let start = ContinuousClock.now
      do {
        send.yield(try await fetcher.fetch(address))
        try await Task.sleep(until: start + .seconds(1 / max(rate, 0.001)), clock: .continuous)
      } catch is CancellationError {
        return
      } catch {
        send.finish(throwing: error)
        return
      }
    }
  }

  /// Gives posts what was fetched of them; how many have media now.
  private func give(_ wanted: [Wanted], from journal: FetchJournal, in folder: URL, open: OpenStudy) throws
    -> Int
  {
    var given = 0
    _ = try open.study.importing(from: "fetch-media") { session in
      for post in wanted {
        let files = post.addresses.compactMap { journal.known[$0]?.file }
        let missing = post.addresses.compactMap { address in
          journal.known[address].flatMap { $0.file == nil ? "\(address): \($0.reason ?? "")" : nil }
        }
        guard !files.isEmpty || !missing.isEmpty else { continue }
        var seen: Set<String> = []
        let media = files.filter { seen.insert($0).inserted }.map { Media(path: "media/fetched/\($0)") }
        var columns: [String: String] = [:]
        if !missing.isEmpty { columns[Self.reasonColumn] = missing.joined(separator: "; ") }
        try session.add(
          Post(id: post.post, columns: columns, media: media),
          clearing: missing.isEmpty ? [.column(Self.reasonColumn)] : [])
        if !media.isEmpty { given += 1 }
      }
    }
    return given
  }

  private static func host(of address: String) -> String {
    URL(string: address)?.host?.lowercased() ?? "no host"
  }

  /// A reason without what differs from address to address.
  private static func kind(of reason: String) -> String {
    reason.replacing(#/[A-Za-z0-9.-]+\.[a-z]{2,}\b/#, with: "the host").prefix(120).description
  }
}
