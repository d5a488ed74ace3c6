import ContentCoding

/// One choice of colours: a clustering, what a coder said on a variable, a count.
public struct MapColouring: Hashable, Sendable {
  /// The name in the choice: "Clusters: kmeans", "service, coded by probe", "likes".
  public var name: String
  /// What each post is coloured by, in the order of the map's posts.
  public var values: Values
  /// What is said of posts without a value, by kind: "not coded", "not asked".
  public var missing: [String]
  /// For each post, the place of what is said of it in ``missing`` where it has no value; empty where all are the first.
  public var kinds: [Int]
  /// A sentence under the legend; empty for none.
  public var note: String

  /// What colours stand for.
  public enum Values: Hashable, Sendable {
    /// Names, and for each post the place of its name; nil and places that no name has are missing.
    case categories([String], of: [Int?])
    /// A number for each post; nil and what is not finite is missing. Shown in classes of about equally many posts.
    case numbers([Double?])
  }

  /// A choice of colours.
  public init(
    name: String, values: Values, missing: [String] = ["not known"], kinds: [Int] = [], note: String = ""
  ) {
    self.name = name
    self.values = values
    self.missing = missing
    self.kinds = kinds
    self.note = note
  }
}

/// A colouring made ready for the page: names, and for every post the place of one.
struct MapClasses {
  let labels: [String]
  /// Names of what posts without a value are, at least one.
  let missing: [String]
  /// Each post's place among the labels and, after them, the names of what is missing.
  let places: [Int32]
  let isOrdered: Bool
  /// Each post's number, NaN where it is missing; nil for categories.
  let numbers: [Double]?
  /// Posts of each label, and after them of each kind of what is missing.
  let counts: [Int]

  /// The most classes that numbers are shown in.
  static let limit = 8

  /// The classes of the posts at `kept` among all.
  init(_ colouring: MapColouring, kept: [Int]) {
    missing = colouring.missing.isEmpty ? ["not known"] : colouring.missing.map(\.shortName)
    let kinds = missing.indices
    func kind(of post: Int) -> Int {
      guard colouring.kinds.indices.contains(post), kinds.contains(colouring.kinds[post]) else { return 0 }
      return colouring.kinds[post]
    }
    switch colouring.values {
    case .categories(let names, let all):
      labels = names.map(\.shortName)
      places = kept.map { post in
        guard all.indices.contains(post), let place = all[post], names.indices.contains(place) else {
          return Int32(clamping: names.count + kind(of: post))
        }
        return Int32(clamping: place)
      }
      isOrdered = false
      numbers = nil
    case .numbers(let all):
      let numbers = kept.map { post in
        guard all.indices.contains(post), let number = all[post], number.isFinite else { return Double.nan }
        // Minus zero is zero: equal content, equal bytes.
        return number == 0 ? 0 : number
      }
      let edges = Self.edges(numbers.filter(\.isFinite))
      let names = Self.labels(edges)
      labels = names
      places = zip(kept, numbers).map { post, number in
        number.isFinite ? Self.place(of: number, in: edges) : Int32(clamping: names.count + kind(of: post))
      }
      isOrdered = true
      self.numbers = numbers
    }
    var counts = [Int](repeating: 0, count: labels.count + missing.count)
    for place in places { counts[Int(place)] += 1 }
    self.counts = counts
  }

  /// The lower ends of the classes, and last the greatest number: distinct quantiles, ascending.
  private static func edges(_ numbers: [Double]) -> [Double] {
    let sorted = numbers.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return [] }
    var edges = [least]
    for step in 1..<limit {
      let edge = sorted[sorted.count * step / limit]
      if let last = edges.last, edge > last { edges.append(edge) }
    }
    return edges + [greatest]
  }

  private static func labels(_ edges: [Double]) -> [String] {
    let texts = (3...17).lazy.map { digits in edges.map { ReportFigures.rounded($0, digits: digits) } }
    let distinct = Set(edges).count
    let written =
      texts.first { Set($0).count == distinct } ?? edges.map { ReportFigures.rounded($0, digits: 17) }
    return zip(edges, edges.dropFirst()).enumerated().map { place, ends in
      let (from, to) = (written[place], written[place + 1])
      if ends.0 == ends.1 { return from }
      return place == edges.count - 2 ? "\(from) to \(to)" : "\(from) to below \(to)"
    }
  }

  private static func place(of number: Double, in edges: [Double]) -> Int32 {
    let place = edges.dropLast().lastIndex { $0 <= number } ?? 0
    return Int32(clamping: place)
  }
}
