import COnnxRuntime

/// Makes a tensor of a value that the engine wrote: over its memory where that can be, else with a copy.
struct OutputReader {
  let table: OnnxRuntime
  let name: String
  /// What the model was given; borrowed memory, which an output must not keep.
  let arguments: [Argument]

  func read(_ value: EngineValue) throws(InferenceError) -> Tensor {
    let info = try table.created("read the output \(name)", .run) { table.get_tensor_info(value.handle, &$0) }
    defer { table.release_tensor_info(info) }
    let (type, lengths) = try table.typeAndShape(info, of: name)
    let shape = lengths.map(Int.init)
    switch type {
    case .float32: return try tensor(shape, over: value, of: Float.self)
    case .int64: return try tensor(shape, over: value, of: Int64.self)
    case .int32: return try tensor(shape, over: value, of: Int32.self)
    case .uint8: return try tensor(shape, over: value, of: UInt8.self)
    case .float16: return try tensor(shape, value) { (element: Float16) in Float(element) }
    // By the byte: a Swift Bool of any byte but 0 and 1 is undefined.
    case .bool: return try tensor(shape, value) { (element: UInt8) in element != 0 }
    case .other:
      throw InferenceError(.tensor, "the output \(name) is of type \(type), which Codeframe does not read")
    }
  }

  private func tensor<Element: TensorElement>(
    _ lengths: [Int], over value: EngineValue, of element: Element.Type
  ) throws(InferenceError) -> Tensor {
    let shape = try TensorShape(lengths, of: element)
    guard shape.count > 0, let data = try data(of: value),
      !isBorrowed(data, bytes: shape.count * MemoryLayout<Element>.stride),
      Int(bitPattern: data) % MemoryLayout<Element>.alignment == 0
    else { return try tensor(lengths, value) { (element: Element) in element } }
    return Tensor(shape: shape, of: element, in: TensorStorage(of: value, at: data))
  }

  private func tensor<Source: BitwiseCopyable, Element: TensorElement>(
    _ lengths: [Int], _ value: EngineValue, _ convert: (Source) -> Element
  ) throws(InferenceError) -> Tensor {
    let shape = try TensorShape(lengths, of: Element.self)
    guard shape.count > 0 else { return Tensor(shape: shape) { (_: UnsafeMutableBufferPointer<Element>) in } }
    guard let data = try data(of: value) else {
      throw InferenceError(.run, "the output \(name) has no data")
    }
    let source = UnsafeBufferPointer(start: data.assumingMemoryBound(to: Source.self), count: shape.count)
    return withExtendedLifetime(value) {
      Tensor(shape: shape) { buffer in
        for index in source.indices { buffer[index] = convert(source[index]) }
      }
    }
  }

  private func data(of value: EngineValue) throws(InferenceError) -> UnsafeMutableRawPointer? {
    var data: UnsafeMutableRawPointer?
    try table.check(table.get_tensor_data(value.handle, &data), .run, "read the output \(name)")
    return data
  }

  /// Whether the engine gave an input back where it lies, as it may where a model passes it on unchanged.
  private func isBorrowed(_ data: UnsafeMutableRawPointer, bytes: Int) -> Bool {
    arguments.contains {
      $0.storage.address < data + bytes && data < $0.storage.address + max($0.bytes, 1)
    }
  }
}
