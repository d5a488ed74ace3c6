import ContentCoding
import Foundation
import Storage

/// A post and what everyone says of it, as `show --json` prints them; docs/schemas/show.json is the contract.
package struct ShownPost: Encodable {
  package let post: Fields
  package let codings: [Said]
  /// Answers that were replaced since, the newest first.
  package let history: [Said]
  package let remarks: [Remarked]
  package let duplicates: DuplicateGroup?
  package let clusters: [InCluster]

  /// What a person remarks beside their codings.
  package struct Remarked: Encodable {
    package let coder: String
    package let comment: String
    package let isFlagged: Bool
  }

  /// In which cluster of a clustering it lies; none where it lies in none.
  package struct InCluster: Encodable {
    package let clustering: String
    package let cluster: Int?
  }

  /// What is known of the post.
  package struct Fields: Encodable {
    package let id: String
    package let text: String
    package let author: String?
    package let time: Date?
    package let columns: [String: String]
    package let counts: [String: Double]
    package let media: [File]
  }

  /// A picture or a video.
  package struct File: Encodable {
    package let path: String
    package let sha256: String?
  }

  /// A coding, with its value as a plain JSON value.
  package struct Said: Encodable {
    package let coder: CoderIdentity
    package let run: String?
    let codedAt: Date
    package let variable: String
    package let status: Answer.Status
    package let value: PlainValue?
    package let scores: [String: Double]
    package let confidence: Double?
    package let reason: Reason?
    package let cost: Double?
    package let fold: Int?
    package let details: [String: String]

    init(_ record: CodingRecord) {
      let answer = record.coding.answer
      coder = record.coder
      run = record.run
      codedAt = record.codedAt
      variable = record.coding.variable
      status = answer.status
      value = answer.value.map(PlainValue.init)
      scores = answer.scores
      confidence = answer.confidence
      reason = answer.reason
      cost = answer.cost
      fold = record.coding.fold
      details = answer.details
    }
  }

  /// A value without the name of its type.
  package struct PlainValue: Encodable {
    package let value: CodedValue

    package func encode(to encoder: any Encoder) throws {
      switch value {
      case .category(let name): try name.encode(to: encoder)
      case .boolean(let isTrue): try isTrue.encode(to: encoder)
      case .number(let number): try number.encode(to: encoder)
      case .openText(let words): try words.encode(to: encoder)
      case .tags(let tags): try tags.sorted().encode(to: encoder)
      }
    }
  }

  package init(_ known: KnownPost) {
    let post = known.post
    self.post = Fields(
      id: post.id, text: post.text, author: post.author, time: post.time, columns: post.columns,
      counts: post.counts, media: post.media.map { File(path: $0.path, sha256: $0.sha256) })
    codings = known.codings.map(Said.init)
    history = known.history.map(Said.init)
    remarks = known.remarks.map {
      Remarked(coder: $0.coder, comment: $0.remark.comment, isFlagged: $0.remark.isFlagged)
    }
    duplicates = known.duplicates
    clusters = known.clusters.map { InCluster(clustering: $0.clustering, cluster: $0.cluster) }
  }
}
