import ContentCoding
import Foundation

/// Reads posts from the items of a platform or a tool, in JSON: one a line, or in an array.
public struct PostItems: PostReader {
  /// Each form's name.
  public static let names = ItemForms.all.map { $0.name }

  private let table: PostsTable

  /// A file whose first item one of the forms knows.
  public static func claim(to origin: PostOrigin) -> PostClaim? {
    guard let item = origin.firstItem else { return nil }
    for form in ItemForms.all {
      if let sign = form.sign(in: item) {
        return PostClaim(.certain, "\(form.title): the first item has \(sign)")
      }
    }
    return nil
  }

  /// A reader of a file.
  ///
  /// - Throws: ``ImportProblems`` where no form knows its first item and none is named.
  public init(_ origin: PostOrigin, for setting: PostSetting) throws {
    let item = origin.firstItem
    guard
      let form = ItemForms.all.first(where: { form in
        setting.format.map { $0 == form.name } ?? (item.flatMap { form.sign(in: $0) } != nil)
      })
    else { throw ImportProblems(file: origin.url.path, "no form of JSON knows its first item") }
    table = PostsTable(path: origin.url.path, study: setting.study, options: setting.table, form: form)
  }

  /// Items bring no codings.
  public var goldVariable: String? { nil }
  /// The folder of the file.
  public var mediaFolder: URL { table.mediaFolder }

  /// See ``PostReader/read(batchSize:take:)``.
  public func read(batchSize: Int, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    try table.read(batchSize: batchSize, take: take)
  }
}

extension PostOrigin {
  /// The first JSON object of a file; nil where it is no JSON.
  var firstItem: JSONItem? {
    guard !isFolder,
      let first = head.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }),
      [0x7B, 0x5B].contains(first), let values = try? JSONValues(path: url.path),
      let line = try? values.next(), let object = (try? line.object()) ?? (try? line.repaired.object())
    else { return nil }
    return JSONItem(object)
  }
}
