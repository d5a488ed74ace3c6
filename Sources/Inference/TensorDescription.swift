/// What a model says about one of its inputs or outputs.
public struct TensorDescription: Hashable, Sendable {
  /// The length along one axis, as the model gives it.
  public enum Length: Hashable, Sendable {
    /// Always this long.
    case fixed(Int)
    /// Free; the model's name for it, such as `batch_size`, or "" where it has none.
    case symbolic(String)
  }

  /// The name by which the model knows the tensor.
  public let name: String
  /// The type of its elements; `other(0)` where it is no tensor at all.
  public let type: ElementType
  /// The length along each axis, outermost first.
  public let shape: [Length]

  /// The length of an axis where it is fixed; nil where it is free or there is no such axis.
  public func fixedLength(ofAxis axis: Int) -> Int? {
    guard shape.indices.contains(axis), case .fixed(let length) = shape[axis] else { return nil }
    return length
  }

  /// Whether a tensor of this shape fits the fixed lengths.
  func admits(_ lengths: [Int]) -> Bool {
    lengths.count == shape.count
      && zip(shape, lengths).allSatisfy { expected, length in
        if case .fixed(let fixed) = expected { fixed == length } else { true }
      }
  }
}

extension TensorDescription: CustomStringConvertible {
  /// Name, type and shape, such as `pixel_values float32 [batch, 3, 64, 64]`.
  public var description: String { "\(name) \(type) [\(shape.map(\.description).joined(separator: ", "))]" }
}

extension TensorDescription.Length: CustomStringConvertible {
  /// The number, the name, or `?` where the model gives neither.
  public var description: String {
    switch self {
    case .fixed(let length): String(length)
    case .symbolic(let name): name.isEmpty ? "?" : name
    }
  }
}
