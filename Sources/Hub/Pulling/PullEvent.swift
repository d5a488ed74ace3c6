import Foundation
import HTTP

/// What happens while a model is pulled.
public enum PullEvent: Hashable, Sendable {
  /// Bytes came.
  case received(Int64)
  /// Bytes are there that an earlier pull or another process left.
  case kept(Int64)
  /// Bytes that were there are thrown away: the server begins again, or they were damaged.
  case lost(Int64)
  /// A request failed and will be sent again.
  case retrying(path: String, Retry)
  /// Another process fetches the file.
  case waiting(path: String)
  /// The file is there and its hash is right.
  case finished(path: String)
}

/// A model that was pulled.
public struct PulledModel: Hashable, Sendable {
  /// Which files it has.
  public let plan: PullPlan
  /// The folder with the model's files.
  public let folder: URL
  /// The files that had to be fetched, in whole or in part.
  public let fetched: [String]
  /// The bytes that came over the network.
  public let received: Int64
}
