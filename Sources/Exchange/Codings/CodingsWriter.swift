import ContentCoding
import Foundation
import Tables

/// Writes the codings table in its long form, a row a coding, as a stream.
///
/// `CodingsReader` reads all of it back. Left out are scores of labels that are not among the score columns, and
/// decimals of `coded_at` beyond the microsecond.
public final class CodingsWriter {
  private enum Output {
    case table(TableWriter)
    case lines(JSONLinesWriter)
  }

  private let output: Output
  private let labels: [String]

  /// Starts a table.
  ///
  /// - Parameters:
  ///   - format: CSV or JSON Lines.
  ///   - scores: The labels that get a column `score:LABEL`; see ``CodingsTable/scoreLabels(of:)``.
  ///   - send: Takes the bytes, some 64 KiB at a time.
  /// - Throws: What `send` throws.
  public init(
    _ format: CodingsTable.Format, scores: [String] = [], to send: @escaping ([UInt8]) throws -> Void
  ) throws {
    labels = scores
    output =
      switch format {
      case .csv:
        .table(
          try TableWriter(
            columns: CodingsTable.columns + labels.map { CodingsTable.scorePrefix + $0 }, to: send))
      case .jsonLines: .lines(JSONLinesWriter(to: send))
      }
  }

  /// Writes one row.
  ///
  /// - Throws: What the output throws.
  public func write(_ record: CodingRecord) throws {
    switch output {
    case .table(let writer): try writer.write(cells(of: record))
    case .lines(let writer): try writer.write(members(of: record))
    }
  }

  /// Hands on what is gathered.
  ///
  /// - Throws: What the output throws.
  public func finish() throws {
    switch output {
    case .table(let writer): try writer.finish()
    case .lines(let writer): try writer.finish()
    }
  }

  private func cells(of record: CodingRecord) throws -> [String] {
    let (coding, answer) = (record.coding, record.coding.answer)
    let values = [
      coding.postID, coding.variable, answer.value?.text ?? "",
      answer.confidence.map(CodingsTable.text) ?? "",
      answer.status.rawValue, answer.reason?.description ?? "", record.coder.name, record.coder.kind.rawValue,
      record.run ?? "", record.codebook.hex, coding.fold.map(String.init) ?? "",
      WrittenTime.text(record.codedAt) ?? "", answer.cost.map(CodingsTable.text) ?? "",
      answer.details.isEmpty ? "" : try Self.json(answer.details),
    ]
    return values + labels.map { answer.scores[$0].map(CodingsTable.text) ?? "" }
  }

  /// Members without a value are left out, but for `value`, which is null.
  private func members(of record: CodingRecord) -> [JSONOutput.Member] {
    let (coding, answer) = (record.coding, record.coding.answer)
    let value: JSONOutput =
      switch answer.value {
      case .boolean(let flag): .boolean(flag)
      case .number(let number): .number(number)
      case .category, .tags, .openText: .text(answer.value?.text ?? "")
      case nil: .null
      }
    let optional: [(String, JSONOutput?)] = [
      ("confidence", answer.confidence.map(JSONOutput.number)),
      ("status", .text(answer.status.rawValue)),
      ("reason", answer.reason.map { .text($0.description) }),
      ("coder", .text(record.coder.name)),
      ("coder_kind", .text(record.coder.kind.rawValue)),
      ("run", record.run.map(JSONOutput.text)),
      ("codebook", .text(record.codebook.hex)),
      ("fold", coding.fold.map(JSONOutput.integer)),
      ("coded_at", WrittenTime.text(record.codedAt).map(JSONOutput.text)),
      ("cost_usd", answer.cost.map(JSONOutput.number)),
      (
        "details",
        answer.details.isEmpty
          ? nil : .object(answer.details.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) })
      ),
    ]
    return [
      .init("post_id", .text(coding.postID)), .init("variable", .text(coding.variable)),
      .init("value", value),
    ] + optional.compactMap { name, value in value.map { .init(name, $0) } }
      + labels.compactMap { label in
        answer.scores[label].map { .init(CodingsTable.scorePrefix + label, .number($0)) }
      }
  }

  private static func json(_ details: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(details), as: UTF8.self)
  }
}
