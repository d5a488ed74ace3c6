import ContentCoding
import Inference

/// The encoder that a person means, as far as it was named.
package struct EncoderQuestion: Sendable {
  /// The model's name; nil where none was given.
  package var model: String?
  /// How the weights are stored; nil for the most exact that is here.
  package var precision: WeightPrecision?
  /// How patches or tokens become one vector; nil for the model's usual way.
  package var pooling: EncoderPooling?
  /// What of a post is embedded.
  package var uses: [PostPart]

  /// A question about an encoder of `uses`.
  package init(
    model: String? = nil, precision: WeightPrecision? = nil, pooling: EncoderPooling? = nil,
    uses: [PostPart] = [.image]
  ) {
    self.model = model
    self.precision = precision
    self.pooling = pooling
    let isImported = model?.hasPrefix(EncoderChoice.importedPrefix) == true
    self.uses = isImported ? [.imported] : uses
  }

  /// The encoder that was named, or else that of the study's first coder which embeds the same part.
  ///
  /// Where no coder does, an encoder that comes with the program: for pictures `seedling-64`, for texts `hashed-terms-1024`.
  package func choice(in configuration: StudyConfiguration) -> EncoderChoice {
    if let model { return EncoderChoice(model, precision: precision, pooling: pooling) }
    let known = configuration.coders.lazy.flatMap(\.parameters.encodings).first { $0.uses == uses }?.encoder
    var found = known ?? EncoderChoice(EncoderChoice.usualModel(for: uses))
    found.precision = precision ?? found.precision
    found.pooling = pooling ?? found.pooling
    return found
  }

  /// The encoder, opened to compute on `provider`.
  ///
  /// - Throws: ``UserError`` where it cannot be opened.
  func opened(in open: OpenStudy, on provider: Provider) throws -> PostEncoder {
    try PostEncoder(
      choice(in: open.configuration), uses: uses, from: Encoders(of: open, on: provider))
  }
}
