import ContentCoding
import Foundation
import Storage

/// A question for posts as an address has it: whoever opens the address sees the same posts.
struct GalleryAddress {
  /// The question.
  let question: GalleryQuestion
  /// The conditions on fields as they were written.
  let conditions: String?

  /// What goes between the conditions.
  private static let separator: Character = ";"
  /// What goes between the name of a split and its part.
  private static let colon: Character = ":"

  /// The question that `visit` asks.
  init(of visit: Visit) {
    var question = GalleryQuestion()
    question.coder = visit["coder"]
    question.variable = visit["variable"]
    question.value = visit["value"]
    question.status = visit["status"].flatMap(Answer.Status.init)
    question.confidence = Self.range(visit["least"], visit["most"])
    question.sample = visit["sample"]
    question.split = Self.split(visit["split"])
    question.text = visit["text"]
    question.differsFrom = visit["differs"]
    question.otherValue = visit["other"]
    question.isFlagged = visit["flagged"] != nil
    if let clustering = visit["clustering"], let number = visit["cluster"].flatMap(Int.init) {
      question.cluster = GalleryQuestion.Cluster(clustering, number)
    }
    if let map = visit["map"], let within = visit["within"] {
      question.region = GalleryQuestion.Region(map: map, corners: Self.corners(within))
    }
    conditions = visit["where"]
    question.filters = (conditions ?? "").split(separator: Self.separator).compactMap {
      PostFilter(String($0))
    }
    question.order = visit["order"].flatMap(Self.order) ?? .imported
    self.question = question
  }

  /// An address of `question`, for links from other pages.
  init(_ question: GalleryQuestion) {
    self.question = question
    conditions = nil
  }

  /// The address below `path`, from `start` on.
  func address(_ path: String = "/posts", from start: GalleryQuestion.Place? = nil) -> Address {
    let confidence = question.confidence
    return Address(
      path,
      [
        "coder": question.coder, "variable": question.variable, "value": question.value,
        "status": question.status?.rawValue, "least": confidence.map { String($0.lowerBound) },
        "most": confidence.map { String($0.upperBound) }, "sample": question.sample,
        "split": question.split.map { "\($0.name)\(Self.colon)\($0.part)" }, "text": question.text,
        "differs": question.differsFrom, "other": question.otherValue,
        "flagged": question.isFlagged ? "1" : nil,
        "clustering": question.cluster?.clustering, "cluster": question.cluster.map { String($0.number) },
        "map": question.region?.map, "within": question.region.map { Self.written($0.corners) },
        "where": conditions, "order": Self.name(of: question.order), "from": start.map(Self.written),
      ])
  }

  /// Where a part begins, as ``address(_:from:)`` has written it.
  static func place(_ text: String?) -> GalleryQuestion.Place? {
    guard let text else { return nil }
    let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
    guard let post = Int64(parts[0]) else { return nil }
    return GalleryQuestion.Place(key: parts.count > 1 ? String(parts[1]) : nil, post: post)
  }

  private static func written(_ place: GalleryQuestion.Place) -> String {
    "\(place.post)" + (place.key.map { "~\($0)" } ?? "")
  }

  /// The orders that need no count, by name.
  static let orders: [(name: String, order: GalleryQuestion.Order)] = [
    ("newest", .newest), ("least-certain", .leastCertain), ("most-certain", .mostCertain),
  ]
  private static let countPrefix = "most-"

  static func name(of order: GalleryQuestion.Order) -> String? {
    if case .most(let count) = order { return countPrefix + count }
    return orders.first { $0.order == order }?.name
  }

  private static func order(_ name: String) -> GalleryQuestion.Order? {
    if let known = orders.first(where: { $0.name == name }) { return known.order }
    return name.hasPrefix(countPrefix) ? .most(String(name.dropFirst(countPrefix.count))) : nil
  }

  private static func range(_ least: String?, _ most: String?) -> ClosedRange<Double>? {
    guard least != nil || most != nil else { return nil }
    let (low, high) = (least.flatMap(Double.init) ?? 0, most.flatMap(Double.init) ?? 1)
    return low <= high ? low...high : nil
  }

  private static func split(_ text: String?) -> (name: String, part: String)? {
    guard let text, let place = text.lastIndex(of: colon) else { return nil }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  private static let cornerLimit = 200

  private static func corners(_ text: String) -> [SIMD2<Double>] {
    let numbers = text.split(separator: ",").prefix(2 * cornerLimit).compactMap { Double($0) }
      .filter(\.isFinite)
    return stride(from: 0, to: numbers.count - 1, by: 2).map { SIMD2(numbers[$0], numbers[$0 + 1]) }
  }

  private static func written(_ corners: [SIMD2<Double>]) -> String {
    corners.map { "\($0.x),\($0.y)" }.joined(separator: ",")
  }
}
