import ContentCoding
import Foundation
import Tables

/// Reads posts from a table: CSV, TSV, or JSON Lines with plain keys.
///
/// Columns are found by ``ColumnRoles``. Paths are relative to the table's file. What has no place in a ``Post`` is kept
/// in its columns: extra columns, groups, addresses of pictures, times and counts that cannot be read.
public struct PostsTable {
  /// What a person may say beside the file.
  public struct Options: Sendable {
    /// The columns that are named by option.
    public var choice = ColumnChoice()
    /// The column with `train` and `test`; nil takes one called `split` where all its cells are one or the other.
    public var splitColumn: String?
    /// Whether each picture becomes a post of its own.
    public var splitsMedia = false
    /// Whether an empty cell empties the field of a post that the study has.
    public var clearsEmpty = false
    /// Folders that media may lie in, beside those of the table and the study.
    public var mediaRoots: [URL] = []
    /// The column whose equal values make rows one post, where a table has a row for each picture.
    public var onePostPer: String?
    /// The sheet of a workbook; nil for the first.
    public var sheet: String?
    /// Whether every field of an item becomes a column.
    public var keepsFields = false
    /// Whether counts have a decimal comma, and dots between groups of three digits.
    public var hasDecimalComma = false

    /// The options that suit most tables.
    public init() {}
  }

  private let path: String
  private let study: URL
  private let options: Options
  /// What the items are of, where the file holds a platform's or a tool's.
  private let form: (any ItemForm.Type)?

  /// A reader of the file at `path` for the study in `study`; nothing is opened yet.
  public init(path: String, study: URL, options: Options = Options()) {
    self.init(path: path, study: study, options: options, form: nil)
  }

  init(path: String, study: URL, options: Options, form: (any ItemForm.Type)?) {
    (self.path, self.study, self.options, self.form) = (path, study, options, form)
  }

  /// The rows of a file: of a workbook where it is a zip, else of a table or JSON.
  private static func stream(_ path: String, _ options: Options = Options()) throws -> any RecordSource {
    if let origin = PostOrigin(path: path), origin.isZip {
      return try SheetStream(path: path, sheet: options.sheet)
    }
    return try RecordStream(path: path, paths: options.choice.columns.values.flatMap(\.self))
  }

  /// Reads the whole table, handing on batches as long as nothing is wrong; give it a transaction, and roll it back when
  /// it throws.
  ///
  /// - Parameters:
  ///   - batchSize: The most rows in a batch.
  ///   - take: Takes a batch.
  /// - Returns: What was found.
  /// - Throws: ``ImportProblems`` with the first 20 problems and their number, `RoundedIDs.Finding` where a spreadsheet has
  ///   rounded the ids, `ColumnChoiceError`, `TableError` where the file cannot be read, and what `take` throws.
  public func read(batchSize: Int = 5_000, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    let items = try form.map { try ItemStream(path: path, form: $0, keepsFields: options.keepsFields) }
    let stream: any RecordSource = try items ?? Self.stream(path, options)
    var reader = try rowReader(of: stream, isOfItems: items != nil)
    var rounded = RoundedIDs()
    var batch = PostBatch(size: batchSize)
    var merger = options.onePostPer.map { _ in RowMerger() }
    while let record = try stream.next() {
      guard let imported = reader.post(of: record, rounded: &rounded), reader.problems.count == 0 else {
        batch.drop()
        continue
      }
      if merger?.add(imported) != nil { continue }
      for post in parts(of: imported) {
        reader.summary.count(post)
        try batch.add(post, take: take)
      }
    }
    if let finding = rounded.finding { throw finding }
    if reader.problems.count > 0 { throw reader.problems }
    for post in (merger?.posts ?? []).flatMap(parts) {
      reader.summary.count(post)
      try batch.add(post, take: take)
    }
    try batch.finish(take)
    reader.summary.skipped = items?.skipped ?? [:]
    return reader.summary
  }

  /// A reader of the rows of `stream`, which knows what each column is.
  private func rowReader(of stream: any RecordSource, isOfItems: Bool) throws -> PostRowReader {
    let dialect = isOfItems ? nil : TableDialect.known(in: stream.header)
    var choice = dialect?.choice(options.choice, in: stream.header) ?? options.choice
    if let column = options.onePostPer { choice.columns[.id] = [column] }
    let roles = try ColumnRoles(header: stream.header, choice: choice)
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    var reader = try PostRowReader(
      roles: roles, options: options, media: MediaPath(study: study, base: base, roots: options.mediaRoots),
      files: dialect?.files, file: path)
    if !isOfItems { reader.summary.columns = roles.describe() }
    for (name, role) in zip(roles.header.names, roles.roles) { reader.summary.roles[name] = role?.rawValue }
    reader.summary.hasMedia = !roles.places(of: .image).isEmpty || !roles.places(of: .video).isEmpty
    reader.summary.hasTimes = !roles.places(of: .time).isEmpty
    reader.summary.notices = stream.notices
    return reader
  }

  private func parts(of post: ImportedPost) -> [ImportedPost] {
    options.splitsMedia ? post.splitByMedia : [post]
  }
}

extension PostsTable: PostReader {
  /// The names of the tools whose tables are known.
  public static let names = ["table"] + TableDialect.all.map(\.name)

  /// Any file may be a table, whatever its name.
  public static func claim(to origin: PostOrigin) -> PostClaim? {
    if origin.isFolder { return nil }
    // A workbook is read as a whole, and once is enough.
    if origin.isZip { return PostClaim(.possible, "an Excel workbook") }
    if let stream = try? stream(origin.url.path), let dialect = TableDialect.known(in: stream.header) {
      return PostClaim(
        .certain, "\(dialect.title): it has the columns \(dialect.signs.sorted().joined(separator: ", "))")
    }
    return PostClaim(.possible, "a table")
  }

  /// A reader of a file.
  public init(_ origin: PostOrigin, for setting: PostSetting) {
    self.init(path: origin.url.path, study: setting.study, options: setting.table)
  }

  /// Tables of posts bring no codings.
  public var goldVariable: String? { nil }
  /// The folder of the file.
  public var mediaFolder: URL { URL(fileURLWithPath: path).deletingLastPathComponent() }
}
