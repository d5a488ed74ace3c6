import Foundation

/// The sample study in `Demo/`.
enum SampleStudy {
  /// The repository that these tests lie in.
  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// The folder `Demo`.
  static let folder = repository.appending(path: "Demo")

  /// A file of the sample.
  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The pictures that can be read, in the order of their names.
  static func pictures() throws -> [URL] { try files(in: "images") }

  /// The pictures that cannot be read, in the order of their names.
  static func brokenPictures() throws -> [URL] { try files(in: "broken") }

  private static func files(in name: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: name), includingPropertiesForKeys: nil
    )
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// The sample's study file with the encoder that comes with the program, so that tests are quick and need no weights.
  static func file() throws -> String {
    try String(contentsOf: folder.appending(path: "codeframe.yaml"), encoding: .utf8)
      .replacing("efficientnet-lite0", with: "seedling-64")
  }

  /// Copies the sample study to `path`, with all codings imported and `probe` trained.
  ///
  /// Training takes seconds, so it is done once for all tests.
  static func copyTrained(to path: String, in place: Workplace) async throws {
    try place.copy(try await trained.value.url("study"), to: path)
  }

  private static let trained = Task { () throws -> Workplace in
    let place = Workplace(folder: Self.trainedFolder.resolvingSymlinksInPath())
    try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: SampleStudy.trainedFolder) }
    try place.write(try file(), to: "study/codeframe.yaml")
    try await place.succeed("init", "study")
    try await place.succeed("import", "posts", "-C", "study", path("posts.csv"))
    for table in ["gold.csv", "codings-anna.csv", "codings-ben.csv"] {
      try await place.succeed("import", "codings", "-C", "study", path(table))
    }
    try await place.succeed("train", "-C", "study", "probe")
    return place
  }

  private static let trainedFolder = FileManager.default.temporaryDirectory
    .appending(path: "codeframe-sample-\(UUID().uuidString)")
}
