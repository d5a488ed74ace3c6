import ContentCoding
import Foundation
import Tables

/// The descriptor of a data package after Frictionless Data (Data Package 1.0, Tabular Data Resource), which R's `frictionless`, Python's
/// `frictionless` and data archives read.
public struct DataPackage: Sendable {
  /// The study's title.
  public var title: String
  /// What the package holds, in a sentence.
  public var description: String
  /// The program and its version.
  public var program: String
  /// When the package was made.
  public var created: Date

  /// A description of a package.
  public init(title: String, description: String, program: String, created: Date) {
    self.title = title
    self.description = description
    self.program = program
    self.created = created
  }

  /// The descriptor of the files whose hashes are given.
  ///
  /// - Parameters:
  ///   - files: The files with their hashes and sizes.
  ///   - folder: Where they lie, to read the headers of the tables.
  /// - Returns: JSON, some lines for each file.
  /// - Throws: `TableError` where a table has no header.
  func text(of files: PackageChecksums, in folder: URL) throws -> String {
    let resources = try files.files.sorted { $0.key.rawValue < $1.key.rawValue }.filter {
      $0.key != .descriptor
    }.map { file, hash in
      var members: [JSONOutput.Member] = [
        .init("name", .text(Self.name(of: file))), .init("path", .text(file.rawValue)),
        .init("bytes", .integer(hash.bytes)), .init("hash", .text("sha256:\(hash.sha256)")),
      ]
      if file.isTable {
        let header = try TableReader(path: folder.appending(path: file.rawValue).path).header.names
        members += [
          .init("profile", .text("tabular-data-resource")), .init("format", .text("csv")),
          .init("mediatype", .text("text/csv")), .init("encoding", .text("utf-8")),
          .init("schema", .object(Self.schema(of: file, header))),
        ]
      }
      return JSONOutput.object(members)
    }
    var text = ""
    let writer = JSONLinesWriter { text += String(decoding: $0, as: UTF8.self) }
    try writer.write([
      .init("profile", .text("data-package")), .init("name", .text(Self.slug(title))),
      .init("title", .text(title)), .init("description", .text(description)),
      .init("created", .text(created.formatted(.iso8601))),
      .init("generator", .text(program)), .init("resources", .list(resources)),
    ])
    try writer.finish()
    return text
  }

  private static func schema(of file: PackageFile, _ header: [String]) -> [JSONOutput.Member] {
    let fields = header.map { name in
      JSONOutput.object([.init("name", .text(name)), .init("type", .text(type(of: name)))])
    }
    var members: [JSONOutput.Member] = [
      .init("fields", .list(fields)), .init("missingValues", .list([.text("")])),
    ]
    switch file {
    case .posts: members.append(.init("primaryKey", .text("post_id")))
    case .samples: members.append(.init("primaryKey", .text("sample")))
    default:
      guard header.contains("post_id") else { break }
      let reference = JSONOutput.object([
        .init("resource", .text(name(of: .posts))), .init("fields", .text("post_id")),
      ])
      members.append(
        .init(
          "foreignKeys",
          .list([.object([.init("fields", .text("post_id")), .init("reference", reference)])])))
    }
    return members
  }

  private static func type(of column: String) -> String {
    switch column {
    case "fold", "posts": "integer"
    case "confidence", "cost_usd", "probability": "number"
    case "purposive": "boolean"
    case _
    where column.hasPrefix(PackagedPostTable.countPrefix) || column.hasPrefix(CodingsTable.scorePrefix):
      "number"
    default: "string"
    }
  }

  private static func name(of file: PackageFile) -> String {
    slug(file.rawValue.prefix { $0 != "." }.description + (file.isTable ? "" : "-file"))
  }

  /// Lower-case letters, numbers, `-` and `_`, as the standard asks of names.
  private static func slug(_ text: String) -> String {
    let folded = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
    return folded.isEmpty ? "study" : String(folded)
  }
}
