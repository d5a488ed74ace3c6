import Foundation

/// A request that arrived.
public struct ChatCall: Sendable {
  /// Seconds since the server began.
  public let time: Double
  /// `GET`, `POST`, ...
  public let method: String
  /// The path with its query.
  public let uri: String
  /// The header fields by their lower-case names.
  public let fields: [String: String]
  /// The body.
  public let body: [UInt8]
  /// The client's port, by which connections are told apart.
  public let clientPort: Int
  /// What is asked, where it is a chat.
  public let question: Question?

  /// A number for the body; equal bodies, equal numbers (FNV-1a, 64 bits).
  public var bodyHash: UInt64 {
    body.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// What a chat asks.
  public struct Question: Decodable, Sendable {
    /// One message.
    public struct Message: Decodable, Sendable {
      /// Who speaks.
      public let role: String
      /// The texts of the content.
      public let texts: [String]
      /// The addresses of the pictures.
      public let pictures: [String]

      private struct Part: Decodable {
        struct Picture: Decodable { let url: String }
        let type: String
        let text: String?
        let image_url: Picture?
      }

      private enum CodingKeys: String, CodingKey { case role, content }

      /// Reads a content of one text, or of parts.
      public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        role = try fields.decode(String.self, forKey: .role)
        if let text = try? fields.decode(String.self, forKey: .content) {
          texts = [text]
          pictures = []
        } else {
          let parts = try fields.decode([Part].self, forKey: .content)
          texts = parts.compactMap(\.text)
          pictures = parts.compactMap(\.image_url?.url)
        }
      }
    }

    /// How the form of the answer is asked for.
    public struct Format: Decodable, Sendable {
      struct Schema: Decodable, Sendable {
        let name: String
        let strict: Bool?
      }
      /// `json_schema`, `json_object` or `text`.
      public let type: String
      let json_schema: Schema?
    }

    /// The model's name.
    public let model: String
    /// The conversation.
    public let messages: [Message]
    /// How warm.
    public let temperature: Double?
    /// The longest reply.
    public let max_tokens: Int?
    /// The longest reply, by its newer name.
    public let max_completion_tokens: Int?
    /// Whether log-probabilities are wanted.
    public let logprobs: Bool?
    /// The form of the answer.
    public let response_format: Format?

    /// All texts of the people and the system.
    public var text: String { messages.flatMap(\.texts).joined(separator: "\n") }
    /// The last text of the person.
    public var lastText: String { messages.last { $0.role == "user" }?.texts.last ?? "" }
  }
}
