import Foundation

/// One execution of a coder, with all that is needed to repeat it.
public struct Run: Codable, Hashable, Sendable, Identifiable {
  /// Unique in the study, and sorted by start.
  public var id: String
  /// The coder that ran.
  public var coder: CoderIdentity
  /// The fingerprint of everything that decides the coder's answers.
  public var configuration: Fingerprint
  /// The configuration itself, as JSON, for people.
  public var configurationText: String
  /// The whole codebook's fingerprint.
  public var codebook: Fingerprint
  /// The models that were used.
  public var models: [ModelRecord]
  /// The study's seed.
  public var seed: UInt64
  /// Codeframe's version.
  public var version: String
  /// When the run was first started, in UTC.
  public var startedAt: Date
  /// When it ended; nil while it runs or after it was killed.
  public var endedAt: Date?
  /// How it stands.
  public var state: State
  /// Seconds of work, summed over interruptions.
  public var seconds: Double
  /// What was done so far.
  public var tally: Tally
  /// Seconds spent in each stage of the pipeline, summed over workers.
  public var stages: [String: Double]
  /// What the machine used meanwhile; nil where nothing counts it.
  public var energy: Energy?

  /// Energy that a run used.
  public struct Energy: Codable, Hashable, Sendable {
    /// Joules, summed over interruptions.
    public var joules: Double
    /// Whether they are a person's watts times seconds, and not what the machine counted.
    public var isEstimated: Bool

    /// Energy.
    public init(joules: Double, isEstimated: Bool) {
      self.joules = joules
      self.isEstimated = isEstimated
    }

    /// Watt-hours.
    public var wattHours: Double { joules / 3600 }

    /// The sum, which is estimated where one of both is.
    public static func + (one: Energy, other: Energy) -> Energy {
      Energy(
        joules: one.joules + other.joules, isEstimated: one.isEstimated || other.isEstimated)
    }
  }

  /// How a run stands.
  public enum State: String, Codable, CaseIterable, Sendable {
    case running
    case interrupted
    case done
  }

  /// Counts of a run's work.
  public struct Tally: Codable, Hashable, Sendable {
    /// Codings with a value.
    public var coded = 0
    /// Codings that the coder declined.
    public var abstained = 0
    /// Codings that went wrong.
    public var failed = 0
    /// Media and texts that went through a model; answers from the cache are not among them.
    public var extracted = 0
    /// US dollars; nil where nothing was paid.
    public var cost: Double?

    /// Nothing yet.
    public init() {}

    /// All codings.
    public var total: Int { coded + abstained + failed }

    /// Counts `answer`.
    public mutating func count(_ answer: Answer) {
      switch answer.status {
      case .coded: coded += 1
      case .abstained: abstained += 1
      case .failed: failed += 1
      }
      if let price = answer.cost { cost = (cost ?? 0) + price }
    }
  }

  /// A run that starts at `startedAt`.
  public init(
    id: String, coder: CoderIdentity, configuration: Fingerprint, configurationText: String,
    codebook: Fingerprint,
    models: [ModelRecord], seed: UInt64, version: String, startedAt: Date
  ) {
    self.id = id
    self.coder = coder
    self.configuration = configuration
    self.configurationText = configurationText
    self.codebook = codebook
    self.models = models
    self.seed = seed
    self.version = version
    self.startedAt = startedAt
    endedAt = nil
    state = .running
    seconds = 0
    tally = Tally()
    stages = [:]
    energy = nil
  }
}

/// A model as a run used it.
public struct ModelRecord: Codable, Hashable, Sendable {
  /// Its name, as in the study's file.
  public var name: String
  /// The hub's revision, where there is one.
  public var revision: String?
  /// The SHA-256 over the files that were used.
  public var sha256: String

  /// A record.
  public init(name: String, revision: String?, sha256: String) {
    self.name = name
    self.revision = revision
    self.sha256 = sha256
  }
}

/// Who holds a run: while it is held and the heart beats, no second run of the coder starts.
public struct Lease: Codable, Hashable, Sendable {
  /// The machine's name.
  public var host: String
  /// The process id on that machine.
  public var process: Int32
  /// When the holder last showed that it lives, in UTC.
  public var heartbeat: Date

  /// A lease.
  public init(host: String, process: Int32, heartbeat: Date) {
    self.host = host
    self.process = process
    self.heartbeat = heartbeat
  }
}
