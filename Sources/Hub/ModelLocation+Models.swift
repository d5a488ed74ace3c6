import Foundation

extension ModelLocation {
  /// A model's folder in this place and its revision; nil where it is not there.
  ///
  /// The names of both are checked before, so that neither leads out of the place.
  func folder(of name: ModelName) -> (url: URL, revision: String?)? {
    guard kind == .cache else {
      // A plain folder does not say which revision it is, so it answers no pinned name.
      guard name.revision == nil else { return nil }
      return Self.isFolder(url.appendingPathComponent(name.path))
        ? (url.appendingPathComponent(name.path), nil) : nil
    }
    let home = url.appendingPathComponent(name.cacheFolder)
    let snapshots = home.appendingPathComponent("snapshots")
    let known = FileListing.names(in: snapshots).filter(ModelName.isPart)
    let wanted = name.revision ?? "main"
    let revision =
      known.contains(wanted)
      ? wanted : Self.reference(wanted, in: home) ?? (name.revision == nil ? known.only : nil)
    guard let revision, known.contains(revision) else { return nil }
    return (snapshots.appendingPathComponent(revision), revision)
  }

  /// The names of the folders that may be models.
  func names() -> [ModelName] {
    let first = FileListing.names(in: url)
    if kind == .cache { return first.compactMap(ModelName.init(cacheFolder:)) }
    return first.flatMap { name -> [ModelName] in
      let folder = url.appendingPathComponent(name)
      guard let plain = ModelName(name), Self.isFolder(folder) else { return [] }
      // A model's own folders (onnx, ...) are no models.
      if ModelFile("config.json", in: folder) != nil { return [plain] }
      let owned = FileListing.names(in: folder).filter { Self.isFolder(folder.appendingPathComponent($0)) }
      return [plain] + owned.compactMap { ModelName("\(name)/\($0)") }
    }
  }

  /// The commit that a branch of a cached repository stands at.
  private static func reference(_ branch: String, in home: URL) -> String? {
    guard let file = ModelFile("refs/\(branch)", in: home), file.size <= 256,
      let text = try? String(contentsOf: file.url, encoding: .utf8)
    else { return nil }
    let commit = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return ModelName.isPart(commit) ? commit : nil
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

extension Array {
  /// The one element; nil where there is none or more than one.
  fileprivate var only: Element? { count == 1 ? first : nil }
}
