import COnnxRuntime

extension InferenceSession {
  /// Runs the model once; safe from several threads at the same time.
  ///
  /// Blocks the calling thread until the outputs are there. Inputs are read where they lie, but for `float32` given
  /// to an input of `float16`, which is converted.
  ///
  /// - Parameters:
  ///   - inputs: A tensor for each of the model's inputs, by name.
  ///   - names: The outputs that are wanted, each once; other outputs need not be computed.
  /// - Returns: Each wanted output by name; `float16` outputs as `float32`.
  /// - Throws: `InferenceError` with code `tensor` where a name, type or shape does not fit the model, with code
  ///   `run` where the engine fails.
  public func run(_ inputs: [String: Tensor], outputs names: [String]) throws(InferenceError) -> [String:
    Tensor]
  {
    do {
      return try values(of: names, given: try arguments(inputs))
    } catch {
      throw error.about(model)
    }
  }

  /// The tensors in the model's order, checked against what the model says.
  private func arguments(_ given: [String: Tensor]) throws(InferenceError) -> [Argument] {
    if let unknown = given.keys.sorted().first(where: { name in !inputs.contains { $0.name == name } }) {
      throw InferenceError(
        .tensor,
        "the model has no input \(unknown); it has \(inputs.map(\.description).joined(separator: "; "))")
    }
    var arguments: [Argument] = []
    for input in inputs {
      guard let tensor = given[input.name] else {
        throw InferenceError(.tensor, "the input \(input) is missing")
      }
      let halves = input.type == .float16 && tensor.type == .float32
      guard halves || input.type == tensor.type, input.admits(tensor.shape) else {
        throw InferenceError(.tensor, "the input \(input) cannot take \(tensor)")
      }
      arguments.append(
        halves ? Argument(input.name, halvesOf: tensor) : Argument(input.name, tensor))
    }
    return arguments
  }

  private func values(
    of names: [String], given arguments: [Argument]
  ) throws(InferenceError) -> [String: Tensor] {
    for (index, name) in names.enumerated() {
      guard let output = outputs.first(where: { $0.name == name }) else {
        throw InferenceError(
          .tensor,
          "the model has no output \(name); it has \(outputs.map(\.description).joined(separator: "; "))")
      }
      guard !names[..<index].contains(name) else {
        throw InferenceError(.tensor, "the output \(name) is asked for twice")
      }
      guard output.type.isReadable else {
        throw InferenceError(.tensor, "the output \(output) is of a type that Codeframe does not read")
      }
    }
    guard !names.isEmpty else { return [:] }
    return try RunCall(session: self).run(arguments, outputs: names)
  }
}
