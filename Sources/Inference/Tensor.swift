/// A dense array of numbers with a shape, in row-major order.
///
/// A value: immutable once made, shared without copying, free to pass between threads. The elements stay at one
/// place in memory, so a session reads them where they lie.
public struct Tensor: Sendable {
  /// The length along each axis, outermost first; empty for a scalar.
  public let shape: [Int]
  /// The type of the elements.
  public let type: ElementType
  /// How many elements there are: the product of `shape`, 1 for a scalar.
  public let count: Int
  let storage: TensorStorage

  /// A tensor of these elements.
  ///
  /// - Parameters:
  ///   - elements: All elements, the last axis running fastest; copied once.
  ///   - shape: The length along each axis, none negative, its product the number of elements.
  /// - Throws: `InferenceError` with code `tensor` where the two do not fit.
  public init<Element: TensorElement>(_ elements: [Element], shape: [Int]) throws(InferenceError) {
    self.init(shape: try TensorShape(shape, of: Element.self, holding: elements.count)) {
      (buffer: UnsafeMutableBufferPointer<Element>) in _ = buffer.update(fromContentsOf: elements)
    }
  }

  /// A tensor whose elements are written in place.
  ///
  /// - Parameters:
  ///   - shape: The length along each axis, none negative.
  ///   - element: The type of the elements.
  ///   - fill: Writes the elements. Every element is zero before. The buffer is valid inside `fill` only.
  /// - Throws: `InferenceError` with code `tensor` where the shape cannot be had; and what `fill` throws.
  public init<Element: TensorElement>(
    shape: [Int], of element: Element.Type, fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) throws {
    try self.init(shape: try TensorShape(shape, of: element), zeroed: true, fill: fill)
  }

  init<Element: TensorElement>(
    shape: TensorShape, zeroed: Bool = false, fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows {
    storage = try TensorStorage(count: shape.count, zeroed: zeroed, fill: fill)
    self.shape = shape.lengths
    type = Element.elementType
    count = shape.count
  }

  /// A tensor over memory that holds all its elements.
  init<Element: TensorElement>(shape: TensorShape, of element: Element.Type, in storage: TensorStorage) {
    self.storage = storage
    self.shape = shape.lengths
    type = Element.elementType
    count = shape.count
  }

  /// Reads the elements where they lie.
  ///
  /// - Parameters:
  ///   - element: The type of the elements; must be the tensor's.
  ///   - body: Reads the elements. The buffer is valid inside `body` only.
  /// - Returns: What `body` returns.
  /// - Throws: `InferenceError` with code `tensor` where the tensor holds another type; and what `body` throws.
  public func withElements<Element: TensorElement, Result>(
    of element: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) throws -> Result {
    guard Element.elementType == type else {
      throw InferenceError(.tensor, "the tensor holds \(type), not \(Element.elementType)")
    }
    return try storage.read(count: count, body)
  }

  /// A copy of the elements.
  ///
  /// - Parameter element: The type of the elements; must be the tensor's.
  /// - Returns: All elements, the last axis running fastest.
  /// - Throws: `InferenceError` with code `tensor` where the tensor holds another type.
  public func elements<Element: TensorElement>(of element: Element.Type) throws -> [Element] {
    try withElements(of: element) { Array($0) }
  }
}

extension Tensor: CustomStringConvertible {
  /// The type and shape, such as `float32 [8, 3, 64, 64]`.
  public var description: String { "\(type) \(shape)" }
}
