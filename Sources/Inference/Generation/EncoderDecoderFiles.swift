import Foundation

/// The files of an encoder-decoder, as Optimum exports one.
public struct EncoderDecoderFiles: Hashable, Sendable {
  /// How the decoder was exported.
  public enum Decoder: Hashable, Sendable {
    /// One file with both steps, `decoder_model_merged.onnx`; its input `use_cache_branch` chooses.
    case merged(URL)
    /// A file for the first step, `decoder_model.onnx`, and one for all later steps, `decoder_with_past_model.onnx`.
    case separate(first: URL, later: URL)
  }

  /// The encoder, `encoder_model.onnx`.
  public var encoder: URL
  /// The decoder.
  public var decoder: Decoder

  /// The files of a model.
  public init(encoder: URL, decoder: Decoder) {
    self.encoder = encoder
    self.decoder = decoder
  }
}
