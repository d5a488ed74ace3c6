/// The learned numbers of a head.
protocol HeadBody: Codable, Sendable, Equatable {
  /// The name under which it is kept.
  static var name: String { get }

  /// The outputs for a block of rows; a row's do not depend on the rows beside it.
  func callAsFunction(_ block: Matrix) -> Matrix

  /// Whether it maps `dimensions` columns to `outputs`, as one from a damaged file may not.
  func fits(dimensions: Int, outputs: Int) -> Bool
}

/// The kinds of bodies that a kept head may have.
enum HeadBodies {
  static let all: [any HeadBody.Type] = [StandardisedMaps.self, Prototypes.self, Neighbours.self]

  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads a body by its name: `{"prototypes": {"_0": {...}}}`.
  static func body(from decoder: any Decoder) throws -> any HeadBody {
    let container = try decoder.container(keyedBy: Key.self)
    guard let type = all.first(where: { container.contains(Key($0.name)) }) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: container.codingPath, debugDescription: "the head has a body of no known kind"))
    }
    func read<Body: HeadBody>(_ type: Body.Type) throws -> Body {
      if type is StandardisedMaps.Type { return try container.decode(type, forKey: Key(type.name)) }
      return try container.nestedContainer(keyedBy: Key.self, forKey: Key(type.name))
        .decode(type, forKey: Key("_0"))
    }
    return try read(type)
  }

  /// Writes what ``body(from:)`` reads.
  static func encode(_ body: some HeadBody, to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let key = Key(type(of: body).name)
    if body is StandardisedMaps { return try container.encode(body, forKey: key) }
    var value = container.nestedContainer(keyedBy: Key.self, forKey: key)
    try value.encode(body, forKey: Key("_0"))
  }
}

extension HeadBody {
  /// Whether `other` is of the same kind and equal.
  func equals(_ other: any HeadBody) -> Bool { (other as? Self) == self }
}

/// Standardises, then maps with a ReLU between the maps: the body of linear heads and of small networks.
struct StandardisedMaps: HeadBody {
  static let name = "network"

  let standardiser: Standardiser
  let maps: [LinearMap]

  private enum CodingKeys: String, CodingKey {
    case standardiser = "_0"
    case maps = "_1"
  }

  init(_ standardiser: Standardiser, _ maps: [LinearMap]) {
    self.standardiser = standardiser
    self.maps = maps
  }

  func callAsFunction(_ block: Matrix) -> Matrix {
    var output = standardiser(block)
    for (index, map) in maps.enumerated() { output = index == 0 ? map(output) : map(ReLU()(output)) }
    return output
  }

  func fits(dimensions: Int, outputs: Int) -> Bool {
    guard standardiser.means.count == dimensions, standardiser.deviations.count == dimensions else {
      return false
    }
    var width = dimensions
    for map in maps {
      guard map.weights.columns == width, map.intercepts.count == map.weights.rows else { return false }
      width = map.weights.rows
    }
    return !maps.isEmpty && width == outputs
  }
}
