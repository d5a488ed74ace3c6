import ContentCoding
import Foundation
import Storage

/// What figures are broken down by: a column of the posts, or the part of a time.
package enum Breakdown: Sendable {
  case column(GroupColumn)
  case time(TimePart)
  case clusters(Clustering)

  /// The parts of a time that posts can be put together by.
  package enum TimePart: String, CaseIterable, Sendable {
    case year, month, day

    /// So much of `2024-05-17T...` is the part.
    fileprivate var length: Int {
      switch self {
      case .year: 4
      case .month: 7
      case .day: 10
      }
    }
  }

  /// What posts without a value are called.
  package static let missing = "(none)"

  /// What `name` stands for in `open`: `month(time)`, `cluster(NAME)`, `author`, or a column.
  ///
  /// - Throws: ``UserError`` with the columns that there are.
  package init(named name: String, in open: OpenStudy) throws {
    for part in TimePart.allCases where name.lowercased() == "\(part.rawValue)(time)" {
      self = .time(part)
      return
    }
    if name.lowercased().hasPrefix("cluster("), name.hasSuffix(")") {
      let clustering = String(name.dropFirst("cluster(".count).dropLast())
      guard let found = try open.study.clustering(clustering) else {
        let known = try open.study.clusterings()
        throw UserError(
          "the study has no clustering \(clustering); "
            + (known.isEmpty ? "make one with codeframe cluster" : "it has \(known.joined(separator: ", "))"))
      }
      self = .clusters(found)
      return
    }
    if name.lowercased() == "time" {
      throw UserError("--by takes a part of the time: year(time), month(time) or day(time)")
    }
    self = .column(try open.groupColumn(named: name))
  }

  /// The value of a post.
  package func value(of post: Post) -> String {
    switch self {
    case .column(let column): column.value(of: post) ?? Self.missing
    case .clusters(let clustering):
      clustering.places[post.id]?.cluster.map { "cluster \($0)" } ?? Self.missing
    case .time(let part):
      post.time.map { String($0.formatted(.iso8601).prefix(part.length)) } ?? Self.missing
    }
  }
}

extension OpenStudy {
  /// The value of each of `ids` by which figures are broken down.
  package func values(of breakdown: Breakdown, for ids: some Collection<String>) throws -> [String: String] {
    var values: [String: String] = [:]
    values.reserveCapacity(ids.count)
    let wanted = Set(ids)
    try study.forEachPage { posts in
      try Task.checkCancellation()
      for post in posts where wanted.contains(post.id) { values[post.id] = breakdown.value(of: post) }
    }
    return values
  }
}
