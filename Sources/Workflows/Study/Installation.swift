import Foundation

/// Where the files that come with the program lie: `Codebooks/`, `Models/` and `docs/`.
package enum Installation {
  /// Folders that may hold them, nearest first: `CODEFRAME_HOME`, `share/codeframe` beside the executable's folder, and
  /// the folders above the executable (a checkout).
  static var roots: [URL] {
    let environment = ProcessInfo.processInfo.environment
    var roots: [URL] = []
    if let home = environment["CODEFRAME_HOME"], !home.isEmpty { roots.append(URL(fileURLWithPath: home)) }
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return roots }
    var folder = executable.deletingLastPathComponent()
    roots.append(folder.deletingLastPathComponent().appending(path: "share/codeframe"))
    for _ in 0..<6 where folder.path != "/" {
      roots.append(folder)
      folder = folder.deletingLastPathComponent()
    }
    return roots
  }

  /// The first root that holds a folder called `name`.
  package static func folder(_ name: String) throws -> URL {
    for root in roots {
      var isFolder: ObjCBool = false
      let candidate = root.appending(path: name, directoryHint: .isDirectory).resolvingSymlinksInPath()
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), isFolder.boolValue {
        return candidate
      }
    }
    throw UserError(
      "the folder \(name) that comes with Codeframe is in none of \(roots.map(\.path).joined(separator: ", ")); "
        + "run make install, or set CODEFRAME_HOME to a folder that holds it")
  }
}
