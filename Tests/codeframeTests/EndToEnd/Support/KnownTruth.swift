import Foundation

/// The corpus whose truth is known, drawn by `tools/known-truth/make.py`: what decides which variable stands there.
enum KnownTruth {
  /// The folder with `posts.csv`, `gold.csv`, `truth.json` and `images/`.
  static let folder = SampleStudy.repository.appending(path: "Tests/Support/KnownTruth")

  /// The variables; `coders` are lines under `coders:`, indented by two spaces.
  static func file(coders: String) -> String {
    """
    study: Known truth
    variables:
      - {name: topic, type: category, categories: [{name: food}, {name: sport}, {name: travel}]}
      - {name: scene, type: category, categories: [{name: sea}, {name: hill}, {name: town}]}
      - {name: light, type: category, categories: [{name: day}, {name: night}]}
      - name: story
        type: category
        categories: [{name: glad-day}, {name: glad-night}, {name: sad-day}, {name: sad-night}]
      - {name: likes, type: number, level: ratio, range: [0, 1000000000]}
    coders:
    \(coders)
    """
  }

  /// Makes the study at `path`, its posts and gold imported.
  static func make(at path: String, coders: String, in place: Workplace) async throws {
    try place.write(file(coders: coders), to: "\(path)/codeframe.yaml")
    try await place.succeed("init", path)
    try await place.succeed("import", "posts", "-C", path, folder.appending(path: "posts.csv").path)
    try await place.succeed("import", "codings", "-C", path, folder.appending(path: "gold.csv").path)
  }

  /// The mean that likes were drawn with, by post.
  static func means() throws -> [String: Double] {
    let truth = try JSONValue(parsing: Data(contentsOf: folder.appending(path: "truth.json")))
    guard case .object(let means) = truth["means"] else { return [:] }
    return means.compactMapValues(\.number)
  }
}
