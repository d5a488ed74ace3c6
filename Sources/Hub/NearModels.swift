import ContentCoding

/// The models that a mistyped name may have meant.
enum NearModels {
  /// Longer names are not compared: the work grows with the product of the lengths.
  private static let limit = 200

  /// The three nearest names, by the edit distance without regard to case or owner; none further than a third.
  static func of(_ name: String, among names: [String]) -> [String] {
    let wanted = key(name)
    guard (1...limit).contains(wanted.count) else { return [] }
    let near = Set(names).compactMap { candidate -> (name: String, distance: Int)? in
      let key = key(candidate)
      guard key.count <= limit else { return nil }
      let distance = key.starts(with: wanted) ? 1 : NearName.editDistance(wanted, key)
      return distance <= max(2, wanted.count / 3) ? (candidate, distance) : nil
    }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  private static func key(_ name: String) -> [UInt8] {
    Array((name.split(separator: "/").last.map(String.init) ?? name).lowercased().utf8)
  }
}
