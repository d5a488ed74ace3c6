import Foundation

extension ModelGraph {
  /// The bytes of a model whose inputs and outputs with four axes take any batch, height and width.
  ///
  /// Some models were exported for one size alone though they can do with any. A length that is written down becomes a name of the same
  /// length in bytes, so that nothing else moves; tensors of weights stay as they are, and so does the second axis, which holds channels.
  ///
  /// - Parameter model: The `.onnx` file's bytes.
  /// - Returns: The changed bytes; the same ones where there is nothing to change.
  public static func freeingSizes(of model: Data) -> Data {
    var bytes = [UInt8](model)
    for axis in bytes.withUnsafeBytes(fixedLengths) {
      bytes[axis.lowerBound] = 0x12
      bytes[axis.lowerBound + 1] = UInt8(axis.count - 2)
      for place in axis.dropFirst(2) { bytes[place] = UInt8(ascii: "n") }
    }
    return Data(bytes)
  }

  /// Where the lengths of batches, heights and widths are written that are numbers.
  private static func fixedLengths(in model: UnsafeRawBufferPointer) -> [Range<Int>] {
    FieldReader(bytes: model).contents(of: 7).flatMap { graph in
      let graph = FieldReader(bytes: graph)
      let weights = Set(
        graph.contents(of: 5).flatMap { FieldReader(bytes: $0).contents(of: 8) }.map(Array.init))
      let values = (graph.contents(of: 11) + graph.contents(of: 12)).filter { value in
        FieldReader(bytes: value).contents(of: 1).first.map { !weights.contains(Array($0)) } ?? false
      }
      // The type, its tensor, the tensor's shape.
      var within: [UnsafeRawBufferPointer] = values
      for field: UInt64 in [2, 1, 2] {
        within = within.flatMap { FieldReader(bytes: $0).contents(of: field) }
      }
      var lengths: [Range<Int>] = []
      for shape in within {
        let axes = FieldReader(bytes: shape).contents(of: 1)
        guard axes.count == 4 else { continue }
        for axis in [axes[0], axes[2], axes[3]] where axis.count >= 2 && axis[0] == 0x08 {
          guard let place = axis.baseAddress, let first = model.baseAddress else { continue }
          lengths.append(place - first..<place - first + axis.count)
        }
      }
      return lengths
    }
  }
}

extension FieldReader {
  /// The contents of the fields with this number, up to a damaged place.
  fileprivate func contents(of number: UInt64) -> [UnsafeRawBufferPointer] {
    var reader = self
    var found: [UnsafeRawBufferPointer] = []
    while let field = reader.next() { if field.number == number { found.append(field.content) } }
    return found
  }
}
