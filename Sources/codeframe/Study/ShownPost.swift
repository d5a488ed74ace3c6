import ContentCoding
import Foundation
import Storage

/// A post and what everyone says of it, as `show --json` prints them; docs/schemas/show.json is the contract.
struct ShownPost: Encodable {
  let post: Fields
  let codings: [Said]

  /// What is known of the post.
  struct Fields: Encodable {
    let id: String
    let text: String
    let author: String?
    let time: Date?
    let columns: [String: String]
    let counts: [String: Double]
    let media: [File]
  }

  /// A picture or a video.
  struct File: Encodable {
    let path: String
    let sha256: String?
  }

  /// A coding, with its value as a plain JSON value.
  struct Said: Encodable {
    let coder: CoderIdentity
    let run: String?
    let codedAt: Date
    let variable: String
    let status: Answer.Status
    let value: PlainValue?
    let scores: [String: Double]
    let confidence: Double?
    let reason: Reason?
    let cost: Double?
    let fold: Int?
    let details: [String: String]
  }

  /// A value without the name of its type.
  struct PlainValue: Encodable {
    let value: CodedValue

    func encode(to encoder: any Encoder) throws {
      switch value {
      case .category(let name): try name.encode(to: encoder)
      case .boolean(let isTrue): try isTrue.encode(to: encoder)
      case .number(let number): try number.encode(to: encoder)
      case .tags(let tags): try tags.sorted().encode(to: encoder)
      }
    }
  }

  init(_ post: Post, codings: [CodingRecord]) {
    self.post = Fields(
      id: post.id, text: post.text, author: post.author, time: post.time, columns: post.columns,
      counts: post.counts, media: post.media.map { File(path: $0.path, sha256: $0.sha256) })
    self.codings = codings.map { record in
      let answer = record.coding.answer
      return Said(
        coder: record.coder, run: record.run, codedAt: record.codedAt, variable: record.coding.variable,
        status: answer.status, value: answer.value.map(PlainValue.init), scores: answer.scores,
        confidence: answer.confidence, reason: answer.reason, cost: answer.cost, fold: record.coding.fold,
        details: answer.details)
    }
  }
}
