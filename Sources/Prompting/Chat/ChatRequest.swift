/// What is asked of a model: a conversation, and the form of the answer.
///
/// It says nothing of the endpoint: how the form is asked for depends on what the endpoint takes.
public struct ChatRequest: Hashable, Sendable {
  /// The model's name, as the endpoint knows it.
  public var model: String
  /// The conversation so far.
  public var messages: [ChatMessage]
  /// The form of the answer; nil for free text.
  public var schema: AnswerSchema?
  /// 0 for the likeliest answer.
  public var temperature: Double
  /// The most tokens of the reply.
  public var maxTokens: Int

  /// A request.
  public init(
    model: String, messages: [ChatMessage], schema: AnswerSchema? = nil, temperature: Double = 0,
    maxTokens: Int = 1000
  ) {
    self.model = model
    self.messages = messages
    self.schema = schema
    self.temperature = temperature
    self.maxTokens = maxTokens
  }
}

/// One message of a conversation.
public struct ChatMessage: Hashable, Sendable {
  /// Who speaks.
  public enum Role: String, Hashable, Sendable {
    case system
    case user
    case assistant
  }

  /// Who speaks.
  public var role: Role
  /// What is said and shown, in order.
  public var parts: [ChatPart]

  /// A message.
  public init(_ role: Role, _ parts: [ChatPart]) {
    self.role = role
    self.parts = parts
  }

  /// A message of words.
  public init(_ role: Role, _ text: String) {
    self.init(role, [.text(text)])
  }
}

/// A part of a message.
public enum ChatPart: Hashable, Sendable {
  case text(String)
  case picture(ChatPicture)
}

/// A picture as it is sent: re-encoded, without metadata.
public struct ChatPicture: Hashable, Sendable {
  /// The file's bytes.
  public var bytes: [UInt8]
  /// `image/jpeg`.
  public var mediaType: String
  /// How closely it is looked at; one of `low`, `high`, `auto`; nil to leave it to the endpoint.
  public var detail: String?

  /// A picture.
  public init(bytes: [UInt8], mediaType: String = "image/jpeg", detail: String? = nil) {
    self.bytes = bytes
    self.mediaType = mediaType
    self.detail = detail
  }
}

/// The form of an answer: a JSON schema and its name.
public struct AnswerSchema: Hashable, Sendable {
  /// A name of letters, digits, `_` and `-`, at most 64.
  public var name: String
  /// The schema as JSON text, its keys in the codebook's order.
  public var json: String

  /// A schema.
  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}
