import ArgumentParser
import ContentCoding
import Workflows

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

  /// The encoder that the options, and perhaps a name, mean.
  func question(_ model: String?) -> EncoderQuestion {
    EncoderQuestion(model: model, precision: precision, pooling: pooling, uses: [PostPart(reading: part)])
  }
}

extension WeightPrecision: ExpressibleByArgument {}
extension EncoderPooling: ExpressibleByArgument {}
