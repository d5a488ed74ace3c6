import ArgumentParser
import ContentCoding

/// The options by which a command names an encoder's embeddings.
struct EncoderOptions: ParsableArguments {
  @Option(
    help: "How the model's weights are stored, such as fp16 or int8; the most exact that is here if left out."
  )
  var precision: WeightPrecision?
  @Option(
    help: "How patches or tokens become one vector: cls, mean or cls+mean; the model's usual way if left out."
  )
  var pooling: EncoderPooling?
  @Option(
    name: .customLong("uses"),
    help: ArgumentHelp(
      "What of a post is embedded: image, caption, or a column of the imported table.", valueName: "part"))
  var part = "image"

  /// The embedding of `model` that the options name.
  func choice(_ model: String) -> EncoderChoice {
    EncoderChoice(model, precision: precision, pooling: pooling)
  }

  /// The embedding of `model`, or where it is nil, of the first coder that embeds what the options name.
  ///
  /// Where no coder does, an encoder that comes with the program: for pictures `seedling-64`, for texts `hashed-terms-1024`.
  func choice(_ model: String?, in configuration: StudyConfiguration) -> EncoderChoice {
    if let model { return choice(model) }
    let known = configuration.coders.lazy.flatMap(\.parameters.encodings).first { $0.uses == uses }?.encoder
    var found = known ?? EncoderChoice(EncoderChoice.usualModel(for: uses))
    found.precision = precision ?? found.precision
    found.pooling = pooling ?? found.pooling
    return found
  }

  var uses: [PostPart] { [PostPart(reading: part)] }
}

extension WeightPrecision: ExpressibleByArgument {}
extension EncoderPooling: ExpressibleByArgument {}
