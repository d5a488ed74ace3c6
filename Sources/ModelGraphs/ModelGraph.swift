import Foundation

/// What a model's file says of itself, read without opening it on the engine: its operators, and the files that hold its
/// weights.
public struct ModelGraph: Hashable, Sendable {
  /// The names of the operators, such as `MatMul`; those inside of branches, loops and functions included.
  public let operators: Set<String>
  /// The files beside the model that hold tensors (ONNX's external data), as the model writes them, sorted.
  ///
  /// Whether one may be read is for ``ExternalData`` to say.
  public let externalLocations: [String]
  /// What its makers wrote beside the graph (ONNX's `metadata_props`), by key; of several with one key the last.
  public let metadata: [String: String]

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
  /// - Throws: ``ModelGraphError`` where the file cannot be read or is no ONNX model.
  public init(contentsOf model: URL) throws(ModelGraphError) {
    let data: Data
    do {
      data = try Data(contentsOf: model, options: .alwaysMapped)
    } catch {
      throw ModelGraphError(model: model, message: "the file cannot be read")
    }
    var reader = GraphReader()
    guard data.withUnsafeBytes({ reader.read(model: $0) }), !reader.operators.isEmpty else {
      throw ModelGraphError(model: model, message: "this is no ONNX model")
    }
    operators = reader.operators
    externalLocations = reader.locations.sorted()
    metadata = reader.metadata
  }
}

/// Why a model's file says nothing of itself.
public struct ModelGraphError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let model: URL
  /// What is wrong, without the file's name.
  public let message: String

  /// The file and what is wrong.
  public var description: String { "\(model.path): \(message)" }
}

/// Walks through the messages of `onnx.proto` that lead to operators and to tensors.
private struct GraphReader {
  private(set) var operators: Set<String> = []
  private(set) var locations: Set<String> = []
  private(set) var metadata: [String: String] = [:]

  /// Messages that are on the way, and the numbers of their fields that lead on.
  private enum Message {
    case model, training, function, graph, node, attribute, sparse, tensor, entry, property

    func message(in field: UInt64) -> Message? {
      switch (self, field) {
      case (.model, 7), (.attribute, 6), (.attribute, 11), (.training, 1), (.training, 2): .graph
      case (.model, 14): .property
      case (.model, 20): .training
      case (.model, 25): .function
      case (.graph, 1), (.function, 7): .node
      case (.node, 5), (.function, 11): .attribute
      case (.graph, 5), (.attribute, 5), (.attribute, 10), (.sparse, 1), (.sparse, 2): .tensor
      case (.graph, 15), (.attribute, 22), (.attribute, 23): .sparse
      case (.tensor, 13): .entry
      default: nil
      }
    }
  }

  /// The field of a node that names its operator.
  private static let operatorField: UInt64 = 4

  /// No model nests branches and loops deeper; each takes three messages.
  private static let depthLimit = 96

  /// Reads a model; false where the bytes are no message.
  mutating func read(model bytes: UnsafeRawBufferPointer) -> Bool {
    var open: [(message: Message, fields: FieldReader)] = [(.model, FieldReader(bytes: bytes))]
    while let message = open.last?.message {
      guard let (number, content) = open[open.count - 1].fields.next() else {
        guard open.removeLast().fields.isAtEnd else { return false }
        continue
      }
      if message == .entry {
        entry[number] = String(decoding: content, as: UTF8.self)
        if entry[1] == "location", let location = entry[2] {
          locations.insert(location)
          entry = [:]
        }
      } else if message == .property {
        entry[number] = String(decoding: content, as: UTF8.self)
        if let key = entry[1], let value = entry[2] { metadata[key] = value }
      } else if message == .node, number == Self.operatorField {
        operators.insert(String(decoding: content, as: UTF8.self))
      } else if let inner = message.message(in: number) {
        guard open.count < Self.depthLimit else { return false }
        if inner == .entry || inner == .property { entry = [:] }
        open.append((inner, FieldReader(bytes: content)))
      }
    }
    return true
  }

  /// The key (1) and the value (2) of the entry that is read.
  private var entry: [UInt64: String] = [:]
}
