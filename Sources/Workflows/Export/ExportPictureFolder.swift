import ContentCoding
import Exchange
import Foundation
import Storage
import Tables

/// Writes the pictures of posts as a folder that other programs take: Hugging Face's imagefolder, FiftyOne's, or a folder for each class.
package struct ExportPictureFolder: Workflow {
  /// How the folder is laid out.
  package enum Layout: String, CaseIterable, Sendable {
    /// Pictures and `metadata.csv`, with a column for each variable.
    case imageFolder = "imagefolder"
    /// A folder for each category of one variable.
    case classes
    /// FiftyOne's image classification dataset: `data/` and `labels.json` with the answers to one variable.
    case fiftyOne = "fiftyone"
  }

  /// The folder, which is made.
  package let folder: URL
  /// How it is laid out.
  package let layout: Layout
  /// Whose codings are written; nil for gold.
  package var coder: String?
  /// The variable of class folders; nil for the first with categories.
  package var variable: String?
  /// The split whose parts become folders above; nil for none.
  package var split: String?
  /// Whether files are copied, and not linked to.
  package var copies = false
  /// The posts.
  package var posts = PostChoice()

  /// An export to `folder`.
  package init(_ layout: Layout, to folder: URL) {
    self.layout = layout
    self.folder = folder
  }

  /// What was written.
  package struct Outcome: Sendable {
    /// How many pictures.
    package var pictures = 0
    /// Posts without a value, which class folders leave out.
    package var uncoded = 0
    /// Pictures whose files are not there.
    package var missing = 0
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    let coder = self.coder ?? open.configuration.gold
    try open.requireCodings(of: [coder])
    let variable = try chosenVariable(in: open)
    try OutputPlace.check(newFolder: folder)
    let parts = try split.map { name in
      guard let parts = try open.study.split(name) as [String: String]?, !parts.isEmpty else {
        throw UserError("there is no split \(name); codeframe split list says which there are")
      }
      return parts
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let variables = open.configuration.codebook.variables
    var outcome = Outcome()
    let table = layout == .imageFolder ? try metadata(of: variables) : nil
    var labels: [JSONOutput.Member] = []
    try open.study.forEachPage(in: try posts.selection(in: open, allowsNone: true)) { posts in
      try Task.checkCancellation()
      let codings = try open.study.values(of: posts, by: coder)
      for post in posts {
        let values = codings[post.id] ?? [:]
        let part = parts.map { $0[post.id] ?? "rest" }
        let place: String?
        switch layout {
        case .imageFolder: place = part ?? ""
        case .classes:
          place = variable.flatMap { values[$0.name]?.text }.map {
            [part, SafeName.of($0)].compactMap(\.self).joined(separator: "/")
          }
        case .fiftyOne: place = "data"
        }
        guard let place else {
          outcome.uncoded += 1
          continue
        }
        for (number, media) in post.media.enumerated() {
          let source = open.study.absolutePath(of: media)
          guard FileManager.default.fileExists(atPath: source) else {
            outcome.missing += 1
            continue
          }
          let stem = SafeName.of(post.id) + (post.media.count > 1 ? "_\(number + 1)" : "")
          let ending = URL(fileURLWithPath: source).pathExtension.lowercased()
          let name = [place, ending.isEmpty ? stem : "\(stem).\(ending)"].filter { !$0.isEmpty }.joined(
            separator: "/")
          try put(source, as: name)
          if let variable, layout == .fiftyOne {
            labels.append(.init(stem, values[variable.name].map { .text($0.text) } ?? .null))
          }
          outcome.pictures += 1
          try table?.write(
            [name, post.id, post.text] + variables.map { values[$0.name]?.text ?? "" })
        }
      }
    }
    try table?.finish()
    if layout == .fiftyOne { try writeLabels(labels) }
    return outcome
  }

  private func chosenVariable(in open: OpenStudy) throws -> Variable? {
    guard layout != .imageFolder else { return nil }
    let variables = open.configuration.codebook.variables.filter { [.category, .boolean].contains($0.type) }
    let names = variables.map(\.name).joined(separator: ", ")
    guard let name = variable else {
      guard let first = variables.first else {
        throw UserError("the codebook has no variable with categories")
      }
      return first
    }
    guard let found = variables.first(where: { $0.name == name }) else {
      throw UserError("\(name) is no variable with categories; there are \(names)")
    }
    return found
  }

  private func writeLabels(_ labels: [JSONOutput.Member]) throws {
    let file = folder.appendingPathComponent("labels.json")
    try Data().write(to: file, options: .withoutOverwriting)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    let writer = JSONLinesWriter { try handle.write(contentsOf: Data($0)) }
    try writer.write([.init("labels", .object(labels))])
    try writer.finish()
  }

  private func metadata(of variables: [Variable]) throws -> TableWriter {
    let file = folder.appendingPathComponent("metadata.csv")
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw UserError("\(file.path) cannot be written")
    }
    let handle = try FileHandle(forWritingTo: file)
    return try TableWriter(columns: ["file_name", "post_id", "text"] + variables.map(\.name)) {
      try handle.write(contentsOf: Data($0))
    }
  }

  private func put(_ source: String, as name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    if copies {
      try FileManager.default.copyItem(atPath: source, toPath: file.path)
    } else {
      try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: source)
    }
  }
}

/// A name that every file system takes.
enum SafeName {
  /// `text` with what is no letter, number, `-`, `_` or `.` written as `%` and its bytes, so that no two become one.
  static func of(_ text: String) -> String {
    var name = ""
    for byte in text.precomposedStringWithCanonicalMapping.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: " "),
        UInt8(ascii: ".") where !name.isEmpty && name != ".":
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += "%" + String(UInt16(byte) | 0x100, radix: 16, uppercase: true).dropFirst()
      }
    }
    return name.utf8.count <= 200 ? name : "\(name.prefix(180))-\(Fingerprint(of: text).hex.prefix(12))"
  }
}
