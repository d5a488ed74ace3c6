import ContentCoding
import Foundation
import Tables

/// How a folder of pictures says each picture's category: `train/<class>/x.jpg` and `test/<class>/x.jpg`, or
/// `<class>/x.jpg`.
public struct ClassFolders: Equatable, Sendable {
  /// The variable whose categories the folders are.
  public let variable: String
  /// Whether the classes lie in `train` and `test`.
  public let hasParts: Bool
  /// The category of each class folder's name.
  public let categories: [String: String]

  /// Looks for class folders.
  ///
  /// Folders `train` and `test` that hold folders are always taken for class folders; others are where at least one is
  /// called like a category. Capitals do not matter, nor do spaces, hyphens and underscores.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - codebook: The study's codebook.
  ///   - name: The variable; nil takes the first one of type category.
  /// - Returns: nil where the folder has no class folders.
  /// - Throws: ``ImportProblems`` where a folder's name is no category, naming all such folders.
  public static func find(
    in folder: URL, codebook: Codebook, variable name: String? = nil
  ) throws(ImportProblems) -> ClassFolders? {
    let top = PictureFolder.folders(in: folder)
    let parts = top.filter { ImportedPost.SplitPart(rawValue: $0) != nil }
    let inParts = parts.flatMap { PictureFolder.folders(in: folder.appendingPathComponent($0)) }
    let hasParts = !inParts.isEmpty && parts.count == top.count
    let classes = Set(hasParts ? inParts : top).sorted()
    if let name, codebook[name]?.type != .category {
      let accepted = codebook.variables.filter { $0.type == .category }.map(\.name)
      throw ImportProblems(
        file: folder.path, "there is no category variable \(quoted(name)); accepted: \(enumerated(accepted))")
    }
    guard
      let variable = name.flatMap({ codebook[$0] })
        ?? codebook.variables.first(where: { $0.type == .category })
    else {
      if !hasParts { return nil }
      throw ImportProblems(
        file: folder.path, "the folders are classes, but the codebook has no category variable; add one")
    }
    let byForm = Dictionary(
      variable.labels.map { (ColumnRole.normalised($0), $0) }, uniquingKeysWith: { first, _ in first })
    var categories: [String: String] = [:]
    for name in classes {
      categories[name] = variable.labels.contains(name) ? name : byForm[ColumnRole.normalised(name)]
    }
    if categories.isEmpty && (!hasParts && name == nil) { return nil }
    let unknown = classes.filter { categories[$0] == nil }
    if !unknown.isEmpty {
      throw ImportProblems(
        file: folder.path,
        "the folders \(enumerated(unknown, limit: 20)) are no categories of \(variable.name); rename them, or add the "
          + "categories. Accepted: \(enumerated(variable.labels, limit: 30))")
    }
    return ClassFolders(variable: variable.name, hasParts: hasParts, categories: categories)
  }

  /// The part and the category of a picture, by its path in the folder; nil where it lies in no class folder.
  func place(of path: String) -> (part: ImportedPost.SplitPart?, category: String)? {
    var folders = path.split(separator: "/").dropLast().map(String.init)[...]
    var part: ImportedPost.SplitPart?
    if hasParts {
      guard let known = folders.popFirst().flatMap(ImportedPost.SplitPart.init) else { return nil }
      part = known
    }
    return folders.first.flatMap { categories[$0] }.map { (part, $0) }
  }
}
