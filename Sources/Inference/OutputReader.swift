import COnnxRuntime

/// Copies a value that the engine wrote into a tensor of our own.
struct OutputReader {
  let table: OnnxRuntime
  let name: String

  /// Reads a value, which is borrowed.
  func read(_ value: OpaquePointer) throws(InferenceError) -> Tensor {
    let info = try table.created("read the output \(name)", .run) { table.get_tensor_info(value, &$0) }
    defer { table.release_tensor_info(info) }
    let (type, lengths) = try table.typeAndShape(info, of: name)
    let shape = lengths.map(Int.init)
    var data: UnsafeMutableRawPointer?
    try table.check(table.get_tensor_data(value, &data), .run, "read the output \(name)")
    switch type {
    case .float32: return try tensor(shape, data) { (element: Float) in element }
    case .float16: return try tensor(shape, data) { (element: Float16) in Float(element) }
    case .int64: return try tensor(shape, data) { (element: Int64) in element }
    case .int32: return try tensor(shape, data) { (element: Int32) in element }
    case .uint8: return try tensor(shape, data) { (element: UInt8) in element }
    // By the byte: a Swift Bool of any byte but 0 and 1 is undefined.
    case .bool: return try tensor(shape, data) { (element: UInt8) in element != 0 }
    case .other:
      throw InferenceError(.tensor, "the output \(name) is of type \(type), which Codeframe does not read")
    }
  }

  private func tensor<Source: BitwiseCopyable, Element: TensorElement>(
    _ lengths: [Int], _ data: UnsafeMutableRawPointer?, _ convert: (Source) -> Element
  ) throws(InferenceError) -> Tensor {
    let shape = try TensorShape(lengths, of: Element.self)
    guard shape.count > 0 else { return Tensor(shape: shape) { (_: UnsafeMutableBufferPointer<Element>) in } }
    guard let data else { throw InferenceError(.run, "the output \(name) has no data") }
    let source = UnsafeBufferPointer(start: data.assumingMemoryBound(to: Source.self), count: shape.count)
    return Tensor(shape: shape) { buffer in
      for index in source.indices { buffer[index] = convert(source[index]) }
    }
  }
}
