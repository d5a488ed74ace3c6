import Foundation

/// The operators of a model, read from its file without opening it on the engine.
public struct ModelGraph: Hashable, Sendable {
  /// The names of the operators, such as `MatMul`; those inside of branches, loops and functions included.
  public let operators: Set<String>

  /// Whether a row of a batch gets the same numbers whatever rows stand beside it.
  ///
  /// In a model that was quantised dynamically (ONNX's `DynamicQuantizeLinear`, as `quantize_dynamic` of
  /// `onnxruntime.quantization` makes them) the scale of the activations comes from the smallest and the largest
  /// number of the whole batch, so each row depends on all others, and on blank rows too. In such a model a
  /// picture's embedding is its own only where pictures go through it one at a time.
  public var keepsRowsApart: Bool { !operators.contains { $0.hasPrefix("DynamicQuantize") } }

  /// Reads an `.onnx` file; weights are skipped, so the time does not grow with their size.
  ///
  /// - Parameter model: the file.
  /// - Throws: `InferenceError` with code `model` where the file cannot be read or is no ONNX model.
  public init(contentsOf model: URL) throws(InferenceError) {
    do {
      let data = try Data(contentsOf: model, options: .alwaysMapped)
      guard let operators = data.withUnsafeBytes({ GraphReader().operators(ofModel: $0) }) else {
        throw InferenceError(.model, model: model, "this is no ONNX model")
      }
      self.operators = operators
    } catch let error as InferenceError {
      throw error
    } catch {
      throw InferenceError(.model, model: model, "the file cannot be read: \(error.localizedDescription)")
    }
  }
}

/// Walks through the messages of `onnx.proto` that lead to operators.
private struct GraphReader {
  /// Messages that are on the way, and the numbers of their fields that lead on.
  private enum Message {
    case model, function, graph, node, attribute

    func message(in field: UInt64) -> Message? {
      switch (self, field) {
      case (.model, 7), (.attribute, 6), (.attribute, 11): .graph
      case (.model, 25): .function
      case (.graph, 1), (.function, 7): .node
      case (.node, 5): .attribute
      default: nil
      }
    }
  }

  /// The field of a node that names its operator.
  private static let operatorField: UInt64 = 4

  /// No model nests branches and loops deeper; each takes three messages.
  private static let depthLimit = 96

  /// The operators of a model; nil where the bytes are no message or hold no node.
  func operators(ofModel bytes: UnsafeRawBufferPointer) -> Set<String>? {
    var operators: Set<String> = []
    var open: [(message: Message, fields: FieldReader)] = [(.model, FieldReader(bytes: bytes))]
    while let message = open.last?.message {
      guard let (number, content) = open[open.count - 1].fields.next() else {
        guard open.removeLast().fields.isAtEnd else { return nil }
        continue
      }
      if message == .node, number == Self.operatorField {
        operators.insert(String(decoding: content, as: UTF8.self))
      } else if let inner = message.message(in: number) {
        guard open.count < Self.depthLimit else { return nil }
        open.append((inner, FieldReader(bytes: content)))
      }
    }
    return operators.isEmpty ? nil : operators
  }
}

/// Reads the fields of one message of Protocol Buffers that have a length; passes over the others.
private struct FieldReader {
  private var rest: UnsafeRawBufferPointer

  init(bytes: UnsafeRawBufferPointer) { rest = bytes }

  /// Whether all bytes were read, so that they were a message.
  var isAtEnd: Bool { rest.isEmpty }

  /// The number and the content of the next field that has a length; nil at the end and where the bytes make no sense.
  mutating func next() -> (number: UInt64, content: UnsafeRawBufferPointer)? {
    while !rest.isEmpty {
      let before = rest
      guard let tag = number() else { return stop(at: before) }
      switch tag & 7 {
      case 0: guard number() != nil else { return stop(at: before) }
      case 1: guard take(8) != nil else { return stop(at: before) }
      case 2:
        guard let length = number(), let content = take(length) else { return stop(at: before) }
        return (tag >> 3, content)
      case 5: guard take(4) != nil else { return stop(at: before) }
      default: return stop(at: before)
      }
    }
    return nil
  }

  private mutating func stop(
    at start: UnsafeRawBufferPointer
  ) -> (number: UInt64, content: UnsafeRawBufferPointer)? {
    rest = start
    return nil
  }

  /// A number of variable length.
  private mutating func number() -> UInt64? {
    var value: UInt64 = 0
    for (index, byte) in rest.prefix(10).enumerated() {
      value |= UInt64(byte & 0x7f) << UInt64(7 * index)
      guard byte & 0x80 == 0 else { continue }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(index + 1))
      return value
    }
    return nil
  }

  private mutating func take(_ length: UInt64) -> UnsafeRawBufferPointer? {
    guard length <= UInt64(rest.count) else { return nil }
    let content = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length)))
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(Int(length)))
    return content
  }
}
