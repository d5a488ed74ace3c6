import ContentCoding
import Foundation
import GRDB

extension Study {
  /// All runs, the last started first.
  public func runs() throws -> [Run] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM runs ORDER BY started_at DESC, run DESC").map(run) }
  }

  /// The run with this id; nil where there is none.
  public func run(_ id: String) throws -> Run? {
    try read { try Row.fetchOne($0, sql: "SELECT * FROM runs WHERE run = ?", arguments: [id]).map(run) }
  }

  /// The coder's last run under `configuration`, where it is not done: the one to go on with.
  public func resumableRun(coder: String, configuration: Fingerprint) throws -> Run? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM runs WHERE coder = ? AND configuration = ?
          ORDER BY started_at DESC, run DESC LIMIT 1
          """, arguments: [coder, configuration.hex]
      ).map(run)
    }.flatMap { $0.state == .done ? nil : $0 }
  }

  /// Counts of the run's codings as they are stored, so that a resumed run counts nothing twice.
  ///
  /// ``Run/Tally/extracted`` is what the run had when it was last recorded.
  public func tally(ofRun id: String) throws -> Run.Tally {
    var tally = try run(id)?.tally ?? Run.Tally()
    tally.coded = 0
    tally.abstained = 0
    tally.failed = 0
    tally.cost = nil
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: "\(Self.givenByRun) SELECT status, count(*), sum(cost_usd) FROM given GROUP BY status",
        arguments: [id])
      while let row = try rows.next() {
        switch Answer.Status(rawValue: try row.value(0)) {
        case .coded: tally.coded = try row.value(1)
        case .abstained: tally.abstained = try row.value(1)
        case .failed: tally.failed = try row.value(1)
        case nil: throw StorageError.unreadable(path: path, what: "the status of a coding of the run \(id)")
        }
        if let cost: Double = try row.value(2) { tally.cost = (tally.cost ?? 0) + cost }
      }
    }
    return tally
  }

  /// How many posts the run has given a coding.
  public func postCount(ofRun id: String) throws -> Int {
    try read { database in
      try Int.fetchOne(
        database, sql: "\(Self.givenByRun) SELECT count(DISTINCT post) FROM given", arguments: [id]) ?? 0
    }
  }

  /// A run whose holder died, as by kill -9, is not running.
  private static func isHeld(_ row: Row) throws -> Bool {
    let holder = try Lease(stored: row)
    let present = Lease.held(at: Date())
    return !holder.isStale(at: present.heartbeat, seenFrom: present.host)
  }

  func run(_ row: Row) throws -> Run {
    let id: String = try row.value("run")
    guard let kind = CoderKind(rawValue: try row.value("coder_kind")),
      let state = Run.State(rawValue: try row.value("state")),
      let seed = UInt64(try row.value("seed") as String),
      let startedAt = StoredTime.date(of: try row.value("started_at")),
      let models = try? JSONText.value([ModelRecord].self, of: try row.value("models"))
    else { throw StorageError.unreadable(path: path, what: "the run \(id)") }
    var run = Run(
      id: id, coder: CoderIdentity(name: try row.value("coder"), kind: kind),
      configuration: Fingerprint(stored: try row.value("configuration")),
      configurationText: try row.value("configuration_text"),
      codebook: Fingerprint(stored: try row.value("codebook")), models: models, seed: seed,
      version: try row.value("version"),
      startedAt: startedAt)
    run.endedAt = (try row.value("ended_at") as String?).flatMap(StoredTime.date)
    if state == .running, try (row.value("lease_host") as String?) != nil, try !Self.isHeld(row) {
      run.state = .interrupted
    } else {
      run.state = state
    }
    run.seconds = try row.value("seconds")
    run.tally.coded = try row.value("coded")
    run.tally.abstained = try row.value("abstained")
    run.tally.failed = try row.value("failed")
    run.tally.extracted = try row.value("extracted")
    run.tally.cost = try row.value("cost_usd")
    run.stages = JSONText.numbers(try row.value("stages")) ?? [:]
    if let joules: Double = try row.value("joules") {
      run.energy = Run.Energy(joules: joules, isEstimated: try row.value("is_energy_estimated") ?? false)
    }
    return run
  }
}
