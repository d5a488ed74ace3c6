import ContentCoding
import Foundation
import Tables

/// Reads codings from a table: the long form that ``CodingsWriter`` writes, the short form `id,coder,variable,value`, and
/// the wide forms with a column a variable (`id,ces`) or `variable__coder`.
///
/// All rows are checked against the codebook and the posts. Nothing is to be kept of a table that has any problem: give
/// ``read(batchSize:isPost:take:)`` a transaction, and roll it back when it throws.
public struct CodingsReader {
  /// What the table does not say.
  public struct Options: Sendable {
    /// The coder of rows that name none.
    public var coder: String?
    /// The kind of coders whose rows do not say.
    public var kind = CoderKind.person
    /// Names that may not be imported: the coders of `codeframe.yaml` and `consensus`.
    public var reservedCoders: Set<String> = []
    /// Names of consensuses, which are made of other coders' answers.
    public var consensuses: Set<String> = []
    /// How answers are written.
    public var values = WrittenValues()
    /// When codings without `coded_at` count as made.
    public var now: Date

    /// Options; everything else may be set after.
    public init(now: Date) { self.now = now }
  }

  /// What was read.
  public struct Summary: Equatable, Sendable {
    /// Codings that have a value.
    public var coded = 0
    /// Codings without a value, where the coder gave none.
    public var abstained = 0
    /// Codings without a value, where something went wrong.
    public var failed = 0
    /// Empty cells that are no coding.
    public var empty = 0
    /// Votes of Label Studio's export that were not read: cancelled ones, and predictions, or annotations where models are read.
    public var leftOut = 0
    /// Columns that were not read.
    public var ignoredColumns: [String] = []
    /// What was put right in the file.
    public var notices: [TableNotice] = []
    /// The coders' names, sorted.
    public var coders: [String] = []
  }

  private let path: String
  private let codebook: Codebook
  private let options: Options

  /// A reader of the file at `path`; nothing is opened yet.
  public init(path: String, codebook: Codebook, options: Options) {
    (self.path, self.codebook, self.options) = (path, codebook, options)
  }

  /// Reads the whole table, handing on batches as long as nothing is wrong.
  ///
  /// - Parameters:
  ///   - batchSize: The most codings in a batch.
  ///   - isPost: Whether the study has a post of this id.
  ///   - take: Takes a batch.
  /// - Returns: What was read.
  /// - Throws: ``ImportProblems`` with the first 20 problems and their number, `RoundedIDs.Finding` where a spreadsheet
  ///   has rounded the ids, `TableError` where the file cannot be read, and what `take` throws.
  public func read(
    batchSize: Int = 5_000, isPost: (String) -> Bool, take: ([CodingRecord]) throws -> Void
  ) throws -> Summary {
    let labelled = try LabelStudioCodings(path: path, ofModels: options.kind == .model)
    let stream: any RecordSource = try labelled ?? RecordStream(path: path)
    let form = try CodingsForm(header: stream.header, codebook: codebook, options: options, file: path)
    var rows = CodingRowReader(codebook: codebook, options: options, file: path)
    var rounded = RoundedIDs()
    var batch: [CodingRecord] = []
    while let record = try stream.next() {
      if let problem = record.problem {
        rows.problems.add(record.line, problem)
        continue
      }
      let written = record[form.id] ?? ""
      rounded.observe(written, line: record.line)
      guard let id = rows.postID(written, line: record.line, isPost: isPost) else { continue }
      rows.read(record, of: id, form: form) { batch.append($0) }
      if rows.problems.count > 0 {
        batch.removeAll()
      } else if batch.count >= max(1, batchSize) {
        try take(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    if let finding = rounded.finding { throw finding }
    if rows.problems.count > 0 { throw rows.problems }
    if !batch.isEmpty { try take(batch) }
    var summary = rows.summary
    summary.ignoredColumns = form.ignored
    summary.notices = stream.notices
    summary.leftOut = labelled?.left ?? 0
    summary.coders = rows.coders.sorted()
    return summary
  }
}
