/// The parameters of a text-to-text coder: an encoder-decoder that answers questions about a text, without training.
public struct TextToTextParameters: Codable, Hashable, Sendable {
  /// The model.
  public var model: EncoderChoice
  /// What of a post is its text.
  public var uses: [PostPart]
  /// How the question is put.
  public var prompt: Prompt

  /// How the question is put.
  public enum Prompt: Codable, Hashable, Sendable {
    /// The variable and its categories by name.
    case simple
    /// With all definitions.
    case extended
    /// The researcher's own words, with `{text}` and, where wanted, `{categories}` in them.
    case own(String)
  }

  /// Parameters with the documented defaults.
  public init(
    model: EncoderChoice = "google/flan-t5-base", uses: [PostPart] = [.caption], prompt: Prompt = .extended
  ) {
    self.model = model
    self.uses = uses
    self.prompt = prompt
  }
}

extension TextToTextParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.textToText
  /// By its own answer.
  public static var writesText: Bool { true }
  /// It learns nothing.
  public var teacher: String? { nil }
  /// What is read.
  public var readings: [[PostPart]] { [uses] }
}
