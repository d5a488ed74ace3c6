import Foundation

/// A folder in which models are looked for.
public struct ModelLocation: Hashable, Sendable {
  /// Which of the places it is.
  public enum Kind: String, Hashable, Sendable {
    /// The study's own `models/`.
    case study
    /// `models/` in the folder that `CODEFRAME_HOME` names.
    case home
    /// Where `make install` puts the embedded models: `../share/codeframe/Models` from the executable's folder.
    case share
    /// `Models/` in the repository above the executable.
    case repository
    /// The Hugging Face cache.
    case cache
  }

  /// Which of the places it is.
  public let kind: Kind
  /// The folder; it need not be there.
  public let url: URL

  /// A place of a kind.
  public init(_ kind: Kind, _ url: URL) {
    self.kind = kind
    self.url = url
  }

  /// All places, in the order in which they are looked at.
  ///
  /// - Parameters:
  ///   - study: The study's folder, where there is one.
  ///   - environment: Read for `CODEFRAME_HOME`, `HF_HUB_CACHE`, `HF_HOME`, `XDG_CACHE_HOME` and `HOME`.
  ///   - executable: The running program.
  /// - Returns: Those places that the environment and the executable give; their folders need not be there.
  public static func all(
    study: URL?, environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: URL? = Bundle.main.executableURL
  ) -> [ModelLocation] {
    var places: [ModelLocation] = []
    if let study { places.append(ModelLocation(.study, study.appendingPathComponent("models"))) }
    if let home = folder(environment["CODEFRAME_HOME"]) {
      places.append(ModelLocation(.home, home.appendingPathComponent("models")))
      // A checkout or an installation spells it with a capital.
      places.append(ModelLocation(.home, home.appendingPathComponent("Models")))
    }
    if let program = executable?.resolvingSymlinksInPath().deletingLastPathComponent() {
      let prefix = program.deletingLastPathComponent()
      places.append(ModelLocation(.share, prefix.appendingPathComponent("share/codeframe/Models")))
      if let models = repositoryModels(above: program) { places.append(ModelLocation(.repository, models)) }
    }
    if let cache = hubCache(environment) { places.append(ModelLocation(.cache, cache)) }
    return places
  }

  /// The nearest `Models/` with a catalogue above a folder.
  private static func repositoryModels(above folder: URL) -> URL? {
    let parts = folder.standardizedFileURL.pathComponents
    return (1...max(parts.count, 1)).reversed().lazy.map { count in
      URL(fileURLWithPath: NSString.path(withComponents: Array(parts.prefix(count))), isDirectory: true)
        .appendingPathComponent("Models")
    }.first { ModelFile(ModelCatalogue.fileName, in: $0) != nil }
  }

  /// The Hugging Face cache, as `huggingface_hub` finds it.
  static func hubCache(_ environment: [String: String]) -> URL? {
    folder(environment["HF_HUB_CACHE"]) ?? hubHome(environment)?.appendingPathComponent("hub")
  }

  /// The folder that holds the Hugging Face cache and the token.
  static func hubHome(_ environment: [String: String]) -> URL? {
    if let home = folder(environment["HF_HOME"]) { return home }
    let caches =
      folder(environment["XDG_CACHE_HOME"]) ?? folder(environment["HOME"])?.appendingPathComponent(".cache")
    return caches?.appendingPathComponent("huggingface")
  }

  static func folder(_ path: String?) -> URL? {
    guard let path, !path.isEmpty else { return nil }
    return URL(fileURLWithPath: NSString(string: path).expandingTildeInPath, isDirectory: true)
  }
}

extension ModelLocation: CustomStringConvertible {
  /// The kind and the folder.
  public var description: String { "\(url.path) (\(kind.rawValue))" }
}
