import Foundation

/// The places where ONNX Runtime's library may be, in the order in which they are tried.
///
/// 1. the file that the environment variable `CODEFRAME_ONNXRUNTIME` names, and then no other;
/// 2. `../lib/codeframe` beside the executable's folder, where `make install` puts it;
/// 3. `.deps/onnxruntime/lib` in a folder above the executable, where `scripts/setup` puts it;
/// 4. the system's library, wherever the linker finds it.
///
/// The current folder is not searched: a study that came by mail must not bring code along.
struct LibrarySearch {
  /// What to open, in order: absolute paths, or bare names for the linker's own search.
  let candidates: [String]

  #if canImport(Darwin)
  private static let fileNames = ["libonnxruntime.dylib"]
  private static let systemNames = ["libonnxruntime.dylib", "/opt/homebrew/lib/libonnxruntime.dylib"]
  #else
  private static let fileNames = ["libonnxruntime.so"]
  private static let systemNames = ["libonnxruntime.so", "libonnxruntime.so.1"]
  #endif

  init(candidates: [String]) { self.candidates = candidates }

  init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: URL? = Bundle.main.executableURL
  ) {
    if let named = environment["CODEFRAME_ONNXRUNTIME"], !named.isEmpty {
      // Absolute, because the linker would search its own places for a bare name.
      candidates = [URL(fileURLWithPath: named).path]
      return
    }
    var folders: [URL] = []
    if let home = executable?.resolvingSymlinksInPath().deletingLastPathComponent() {
      folders.append(home.deletingLastPathComponent().appendingPathComponent("lib/codeframe"))
      folders += Self.ancestors(of: home).map { $0.appendingPathComponent(".deps/onnxruntime/lib") }
    }
    let files = folders.flatMap { folder in Self.fileNames.map { folder.appendingPathComponent($0).path } }
    candidates = files + Self.systemNames
  }

  /// The folder and those above it, innermost first.
  private static func ancestors(of folder: URL) -> [URL] {
    let parts = folder.standardizedFileURL.pathComponents
    return (1...max(parts.count, 1)).reversed().map { count in
      URL(fileURLWithPath: NSString.path(withComponents: Array(parts.prefix(count))), isDirectory: true)
    }
  }
}
