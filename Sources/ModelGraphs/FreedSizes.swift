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
    for graph in bytes.fields(7, in: bytes.indices) {
      let weights = Set(
        bytes.fields(5, in: graph).flatMap { bytes.fields(8, in: $0) }.map { Array(bytes[$0]) })
      for value in bytes.fields(11, in: graph) + bytes.fields(12, in: graph) {
        guard let name = bytes.fields(1, in: value).first, !weights.contains(Array(bytes[name])) else {
          continue
        }
        let shapes = [2, 1, 2].reduce([value]) { within, field in
          within.flatMap { bytes.fields(field, in: $0) }
        }
        for shape in shapes {
          let axes = bytes.fields(1, in: shape)
          guard axes.count == 4 else { continue }
          for axis in [axes[0], axes[2], axes[3]] where axis.count >= 2 && bytes[axis.lowerBound] == 0x08 {
            bytes[axis.lowerBound] = 0x12
            bytes[axis.lowerBound + 1] = UInt8(axis.count - 2)
            for place in axis.dropFirst(2) { bytes[place] = UInt8(ascii: "n") }
          }
        }
      }
    }
    return Data(bytes)
  }
}

extension [UInt8] {
  /// Where the contents of the fields with this number and a length lie in a message of Protocol Buffers; those up to a damaged place.
  fileprivate func fields(_ number: Int, in message: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = message.lowerBound
    while place < message.upperBound {
      guard let tag = varint(at: &place, before: message.upperBound) else { return found }
      switch tag & 7 {
      case 0: guard varint(at: &place, before: message.upperBound) != nil else { return found }
      case 1: place += 8
      case 5: place += 4
      case 2:
        guard let length = varint(at: &place, before: message.upperBound),
          length <= message.upperBound - place
        else { return found }
        if tag >> 3 == number { found.append(place..<place + length) }
        place += length
      default: return found
      }
    }
    return found
  }

  private func varint(at place: inout Int, before end: Int) -> Int? {
    var value = 0
    for shift in stride(from: 0, to: 56, by: 7) {
      guard place < end else { return nil }
      let byte = self[place]
      place += 1
      value |= Int(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
