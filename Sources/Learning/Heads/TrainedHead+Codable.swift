extension TrainedHead: Codable {
  private enum CodingKeys: String, CodingKey {
    case parameters, chosenL2, heldOutLosses, losses, validationLosses, accuracies, validationAccuracies,
      temperature, shape, dimensions, body
  }

  /// Reads what `encode(to:)` wrote; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let history = History(
      chosenL2: try container.decodeIfPresent(Double.self, forKey: .chosenL2),
      heldOutLosses: try container.decode([Double].self, forKey: .heldOutLosses),
      course: try Self.course(in: container))
    self.init(
      try HeadBodies.body(from: container.superDecoder(forKey: .body)),
      parameters: try container.decode(HeadParameters.self, forKey: .parameters),
      shape: try container.decode(LearningTarget.Shape.self, forKey: .shape),
      dimensions: try container.decode(Int.self, forKey: .dimensions), history: history)
    temperature = try container.decode(Float.self, forKey: .temperature)
    guard isConsistent else {
      throw DecodingError.dataCorruptedError(
        forKey: .body, in: container, debugDescription: "the parts of the trained head do not fit together")
    }
  }

  /// Writes everything: parameters, numbers, history, temperature.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(parameters, forKey: .parameters)
    try container.encodeIfPresent(chosenL2, forKey: .chosenL2)
    try container.encode(heldOutLosses, forKey: .heldOutLosses)
    try container.encode(course?.losses ?? [], forKey: .losses)
    try container.encode(course?.validationLosses ?? [], forKey: .validationLosses)
    try container.encodeIfPresent(course?.accuracies, forKey: .accuracies)
    try container.encodeIfPresent(course?.validationAccuracies, forKey: .validationAccuracies)
    try container.encode(temperature, forKey: .temperature)
    try container.encode(shape, forKey: .shape)
    try container.encode(dimensions, forKey: .dimensions)
    try HeadBodies.encode(body, to: container.superEncoder(forKey: .body))
  }

  private static func course(in container: KeyedDecodingContainer<CodingKeys>) throws -> TrainingCourse? {
    let losses = try container.decode([Double].self, forKey: .losses)
    guard !losses.isEmpty else { return nil }
    var course = TrainingCourse()
    course.losses = losses
    course.validationLosses = try container.decode([Double].self, forKey: .validationLosses)
    course.accuracies = try container.decodeIfPresent([Double].self, forKey: .accuracies) ?? []
    course.validationAccuracies =
      try container.decodeIfPresent([Double].self, forKey: .validationAccuracies) ?? []
    course.bestEpochs = losses.count
    return course
  }

  private var isConsistent: Bool {
    dimensions > 0 && outputCount > 0 && body.fits(dimensions: dimensions, outputs: outputCount)
  }
}
