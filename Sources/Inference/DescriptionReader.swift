import COnnxRuntime

/// Reads what a session says about its inputs and outputs.
///
/// Names are freed with the allocator that made them, types after the shape was copied out of them.
struct DescriptionReader {
  let engine: InferenceEngine
  /// Borrowed.
  let session: OpaquePointer

  private typealias NameOf =
    (OpaquePointer, Int, OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> OpaquePointer?
  private typealias TypeOf = (OpaquePointer, Int, UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?

  func inputs() throws(InferenceError) -> [TensorDescription] {
    var count = 0
    try engine.table.check(engine.table.get_input_count(session, &count), .model, "count the inputs")
    return try descriptions(count, engine.table.get_input_name, engine.table.get_input_type)
  }

  func outputs() throws(InferenceError) -> [TensorDescription] {
    var count = 0
    try engine.table.check(engine.table.get_output_count(session, &count), .model, "count the outputs")
    return try descriptions(count, engine.table.get_output_name, engine.table.get_output_type)
  }

  private func descriptions(
    _ count: Int, _ nameOf: NameOf, _ typeOf: TypeOf
  ) throws(InferenceError) -> [TensorDescription] {
    var list: [TensorDescription] = []
    for index in 0..<count {
      let type = try engine.table.created("read a type", .model) { typeOf(session, index, &$0) }
      defer { engine.table.release_type(type) }
      list.append(try describe(type, name: try name(at: index, nameOf)))
    }
    return list
  }

  private func name(at index: Int, _ nameOf: NameOf) throws(InferenceError) -> String {
    var text: UnsafeMutablePointer<CChar>?
    try engine.table.check(nameOf(session, index, engine.allocator, &text), .model, "read a name")
    guard let text else { throw InferenceError(.model, "could not read a name: nothing came back") }
    let name = String(cString: text)
    try engine.table.check(engine.table.allocator_free(engine.allocator, text), .model, "free a name")
    return name
  }

  private func describe(_ type: OpaquePointer, name: String) throws(InferenceError) -> TensorDescription {
    let table = engine.table
    var info: OpaquePointer?
    try table.check(table.cast_to_tensor_info(type, &info), .model, "read the type of \(name)")
    // Sequences and maps have no tensor info.
    guard let info else { return TensorDescription(name: name, type: .other(0), shape: []) }
    let (element, lengths) = try table.typeAndShape(info, of: name)
    var names = [UnsafePointer<CChar>?](repeating: nil, count: lengths.count)
    try table.check(
      table.get_symbolic_dimensions(info, &names, names.count), .model, "read the shape of \(name)")
    let shape = zip(lengths, names).map { length, name in
      length >= 0
        ? TensorDescription.Length.fixed(Int(length)) : .symbolic(name.map { String(cString: $0) } ?? "")
    }
    return TensorDescription(name: name, type: element, shape: shape)
  }
}

extension OnnxRuntime {
  /// The element type and the lengths, -1 where free, of a tensor's info, which is borrowed.
  func typeAndShape(
    _ info: OpaquePointer, of name: String
  ) throws(InferenceError) -> (type: ElementType, lengths: [Int64]) {
    var code: Int32 = 0
    var rank = 0
    try check(get_element_type(info, &code), .model, "read the type of \(name)")
    try check(get_rank(info, &rank), .model, "read the shape of \(name)")
    var lengths = [Int64](repeating: 0, count: rank)
    try check(get_dimensions(info, &lengths, rank), .model, "read the shape of \(name)")
    return (ElementType(onnx: Int(code)), lengths)
  }
}
