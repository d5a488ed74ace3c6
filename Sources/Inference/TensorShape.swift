/// Lengths whose product, and the bytes it takes, are known to fit.
struct TensorShape {
  let lengths: [Int]
  let count: Int

  /// Checks the lengths; no input can make the product overflow.
  init<Element: TensorElement>(_ lengths: [Int], of element: Element.Type) throws(InferenceError) {
    var bytes = MemoryLayout<Element>.stride
    // A zero anywhere makes the tensor empty, whatever the other lengths.
    for length in lengths.contains(0) ? [0] : lengths {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw InferenceError(.tensor, "the shape \(lengths) is no shape of \(Element.elementType) elements")
      }
      bytes = product
    }
    guard lengths.allSatisfy({ $0 >= 0 }) else {
      throw InferenceError(.tensor, "the shape \(lengths) has a negative length")
    }
    self.lengths = lengths
    count = bytes / MemoryLayout<Element>.stride
  }

  /// Checks the lengths, and that their product is the number of elements at hand.
  init<Element: TensorElement>(
    _ lengths: [Int], of element: Element.Type, holding elements: Int
  ) throws(InferenceError) {
    try self.init(lengths, of: element)
    guard count == elements else {
      throw InferenceError(
        .tensor, "the shape \(lengths) holds \(count) elements, but there are \(elements)")
    }
  }
}
