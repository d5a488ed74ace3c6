extension FusedHead: Codable {
  private enum CodingKeys: String, CodingKey {
    case parameters, course, knownParts, temperature, shape, layout, standardisers, learned, constants, scale,
      body
  }

  /// Reads what `encode(to:)` wrote; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(FusedHeadParameters.self, forKey: .parameters)
    course = try container.decode(TrainingCourse.self, forKey: .course)
    knownParts = try container.decode([Bool].self, forKey: .knownParts)
    temperature = try container.decode(Float.self, forKey: .temperature)
    shape = try container.decode(LearningTarget.Shape.self, forKey: .shape)
    layout = try container.decode(PartLayout.self, forKey: .layout)
    standardisers = try container.decode([Standardiser].self, forKey: .standardisers)
    learned = try container.decode([Int].self, forKey: .learned)
    constants = try container.decode([Float].self, forKey: .constants)
    scale = try container.decode(ValueScale.self, forKey: .scale)
    body = try container.decode(Body.self, forKey: .body)
    guard isConsistent else {
      throw DecodingError.dataCorruptedError(
        forKey: .body, in: container, debugDescription: "the parts of the fused head do not fit together")
    }
  }

  /// Writes everything: parameters, numbers, course, temperature.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(parameters, forKey: .parameters)
    try container.encode(course, forKey: .course)
    try container.encode(knownParts, forKey: .knownParts)
    try container.encode(temperature, forKey: .temperature)
    try container.encode(shape, forKey: .shape)
    try container.encode(layout, forKey: .layout)
    try container.encode(standardisers, forKey: .standardisers)
    try container.encode(learned, forKey: .learned)
    try container.encode(constants, forKey: .constants)
    try container.encode(scale, forKey: .scale)
    try container.encode(body, forKey: .body)
  }

  private var isConsistent: Bool {
    let widths = layout.widths
    guard !widths.isEmpty, widths.allSatisfy({ (1...1_000_000).contains($0) }),
      knownParts.count == widths.count, outputCount > 0, constants.count == outputCount,
      standardisers.map(\.means.count) == widths, standardisers.map(\.deviations.count) == widths,
      learned.allSatisfy({ (0..<outputCount).contains($0) }), Set(learned).count == learned.count
    else { return false }
    switch body {
    case .constant: return learned.isEmpty
    case .concatenated(let maps): return FusedHead.fit(maps, from: layout.columns, to: learned.count)
    case .weighted(let branches, let weights, let temperatures, _):
      return fit(branches) && weights.count == widths.count && temperatures.count == widths.count
        && temperatures.allSatisfy { $0 > 0 }
    case .gated(let branches, let gate):
      return fit(branches) && FusedHead.fit(gate, from: layout.columns, to: widths.count)
    }
  }

  private func fit(_ branches: [[LinearMap]]) -> Bool {
    branches.count == layout.count
      && zip(branches, layout.widths).allSatisfy { FusedHead.fit($0, from: $1, to: learned.count) }
  }

  private static func fit(_ maps: [LinearMap], from inputs: Int, to outputs: Int) -> Bool {
    var width = inputs
    for map in maps {
      guard map.weights.columns == width, map.intercepts.count == map.weights.rows else { return false }
      width = map.weights.rows
    }
    return !maps.isEmpty && width == outputs
  }
}
