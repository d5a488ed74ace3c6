/// The memory of one input, checked against the model and of the type that the model takes.
struct Argument {
  let name: String
  let shape: [Int]
  let type: ElementType
  let storage: TensorStorage
  let bytes: Int

  /// The tensor where it lies.
  init(_ name: String, _ tensor: Tensor) {
    self.name = name
    shape = tensor.shape
    type = tensor.type
    storage = tensor.storage
    bytes = tensor.count * tensor.type.stride
  }

  /// A copy of a `float32` tensor, rounded to the nearest `float16`; infinite above 65,504.
  init(_ name: String, halvesOf tensor: Tensor) {
    self.name = name
    shape = tensor.shape
    type = .float16
    bytes = tensor.count * MemoryLayout<Float16>.stride
    storage = tensor.storage.read(count: tensor.count) { (floats: UnsafeBufferPointer<Float>) in
      TensorStorage(count: floats.count) { (halves: UnsafeMutableBufferPointer<Float16>) in
        for index in floats.indices { halves[index] = Float16(floats[index]) }
      }
    }
  }
}
