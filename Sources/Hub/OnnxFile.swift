/// An exported part of a model: one `.onnx` file with the weights beside it.
public struct OnnxFile: Hashable, Sendable {
  /// Which part of the model it is, such as `model`, `vision_model` or `text_model`.
  public let component: String
  /// How its weights are stored.
  public let precision: Precision
  /// The `.onnx` file.
  public let graph: ModelFile
  /// The files of weights that the graph itself names; empty where the weights are in the graph.
  public let weights: [ModelFile]

  /// Whether the graph names files of weights that are not there.
  public let lacksWeights: Bool

  /// The bytes of the graph and its weights.
  public var size: Int { weights.reduce(graph.size) { $0 + $1.size } }
}
