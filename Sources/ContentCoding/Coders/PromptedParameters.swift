/// The parameters of a prompted coder: a vision or language model that answers the codebook.
public struct PromptedParameters: Codable, Hashable, Sendable {
  /// The base address of an OpenAI-compatible endpoint, such as `http://127.0.0.1:8080/v1`.
  public var endpoint: String
  /// The model's name, as the endpoint knows it.
  public var model: String
  /// The environment variable that holds the key; nil where the endpoint wants none.
  public var keyFrom: String?
  /// How the question is put.
  public var prompt = PromptDesign.extended
  /// What of a post is sent, in this order but pictures first.
  public var uses: [PostPart] = [.image, .caption]
  /// Examples a category, for the design few-shot.
  public var examples = 1
  /// The coder whose codings are the examples.
  public var learnsFrom: String
  /// The model that classifies the description, for the design two-step; nil for ``model``.
  public var classifier: String?
  /// The text of the designs custom and verbatim, with `{{codebook}}` and others in it.
  public var template: String?
  /// The open text that the design two-step's description answers; nil where it answers none.
  public var describes: String?
  /// 0 for the likeliest answer.
  public var temperature = 0.0
  /// The most tokens of one reply.
  public var maxTokens = 1000
  /// Pictures are scaled down to this many pixels on their longer side.
  public var longestSide = 1024
  /// How closely the model looks at pictures, where the endpoint knows the word.
  public var detail: PictureDetail?
  /// The most pictures of a post that are sent, frames among them.
  public var pictures = 10
  /// The most frames of a video that are sent.
  public var frames = 4
  /// Which frames of a video are sent, where they are not evenly spread; nil where they are.
  public var frameRule: FrameRule?
  /// How the answers to each picture and frame by itself become one; nil where all are shown at once.
  public var combine: CombineRule?
  /// How often each question is asked.
  public var repetitions = 1
  /// Whether the model says in a sentence why.
  public var wantsRationale = false
  /// Whether the model says how sure it is.
  public var wantsConfidence = false

  /// Parameters; those not named are the usual ones.
  public init(endpoint: String, model: String, keyFrom: String? = nil, learnsFrom: String) {
    self.endpoint = endpoint
    self.model = model
    self.keyFrom = keyFrom
    self.learnsFrom = learnsFrom
  }

  /// Whether examples of gold are shown.
  public var learns: Bool { prompt == .fewShot }
}

extension PromptedParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.prompted
  /// Whose codings are shown as examples; nil where none are.
  public var teacher: String? { learns ? learnsFrom : nil }
  /// What is looked at.
  public var readings: [[PostPart]] { [uses] }
  /// As every variable.
  public static var writesText: Bool { true }
  /// Always.
  public var asksEndpoint: Bool { true }
  /// Where it describes a post before it answers.
  public var writesDescriptions: Bool { prompt == .twoStep }
}

/// How a prompted coder puts its question.
public enum PromptDesign: String, Codable, CaseIterable, Sendable {
  /// The variables and their categories by name.
  case simple
  /// With all definitions.
  case extended
  /// With all definitions and examples of gold.
  case fewShot = "few-shot"
  /// A model describes the post, then a model classifies the description.
  case twoStep = "two-step"
  /// One question after the other, each asked only where its filter question lets it.
  case sequence
  /// The researcher's own text.
  case custom
  /// The researcher's own text, whose whole reply is the answer: words, not the codebook's form.
  case verbatim

  /// Whether the researcher writes the text.
  public var hasTemplate: Bool { self == .custom || self == .verbatim }
}

/// How closely a model looks at a picture, in the words of the chat-completions interface.
public enum PictureDetail: String, Codable, CaseIterable, Sendable {
  case low
  case high
  case auto
}
