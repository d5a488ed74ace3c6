import Foundation
import ModelGraphs

/// A model on this machine, in the layout of a Hugging Face repository.
public struct ModelFolder: Hashable, Sendable {
  /// The name under which it was found, such as `seedling-64` or `openai/clip-vit-base-patch32`.
  public let name: ModelName
  /// The folder that holds `config.json` and `onnx/`.
  public let url: URL
  /// Where it was found.
  public let place: ModelLocation
  /// The commit of the repository that it is a copy of; nil where it is not known.
  public let revision: String?
  /// What the catalogue says of it; nil where it says nothing.
  public let entry: CatalogueEntry?
  /// The exported parts, in the order of their paths.
  public let parts: [OnnxFile]
  /// `config.json`, `preprocessor_config.json` and the tokenizer's files, so far as they are there.
  public let settings: [ModelFile]

  private static let settingNames = [
    "config.json", "generation_config.json", "preprocessor_config.json", "special_tokens_map.json",
    "tokenizer.json", "tokenizer_config.json",
  ]

  /// Reads a folder; nil where it is none or has no `.onnx` file in it or in its `onnx/`.
  init?(_ name: ModelName, at url: URL, in place: ModelLocation, revision: String?, entry: CatalogueEntry?) {
    let parts = Self.parts(of: url)
    guard !parts.isEmpty else { return nil }
    self.name = name
    self.url = url
    self.place = place
    self.revision = revision
    self.entry = entry
    self.parts = parts
    settings = Self.settingNames.compactMap { ModelFile($0, in: url) }
  }

  /// The file at a path from the folder, such as `preprocessor_config.json`; nil where there is none.
  ///
  /// A path that leads out of the folder finds nothing.
  public func file(_ path: String) -> ModelFile? {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }) else {
      return nil
    }
    return ModelFile(path, in: url)
  }

  /// The exported part of that name; in `precision`, or where nil in the first of fp32, fp16, then any other.
  public func part(_ component: String, _ precision: Precision? = nil) -> OnnxFile? {
    let order = precision.map { [$0] } ?? Precision.allCases
    return order.lazy.compactMap { wanted in
      parts.first { $0.component == component && $0.precision == wanted }
    }.first
  }

  /// The precisions in which some part is there, in the order of `Precision`.
  public var precisions: [Precision] {
    Precision.allCases.filter { wanted in parts.contains { $0.precision == wanted } }
  }

  /// The bytes of all parts and settings.
  public var size: Int { (parts.map(\.size) + settings.map(\.size)).reduce(0, +) }

  /// The licence: from the front matter of `README.md`, else from the catalogue; nil where neither says.
  public var licence: String? { ModelCard(in: url)?.licence ?? entry?.licence }

  /// The length of an embedding: from the catalogue, else from `config.json`; nil where neither says.
  public var dimension: Int? {
    entry?.image?.dimension ?? file("config.json").flatMap { ModelConfiguration($0)?.dimension }
  }

  /// The files that the catalogue lists and the folder lacks; empty where the catalogue does not know the model.
  ///
  /// A part that is there in another precision is not lacking.
  public var missingFiles: [String] {
    let components = Set(parts.map(\.component))
    return entry?.files.map(\.path).filter { path in
      guard file(path) == nil else { return false }
      guard path.hasSuffix(".onnx"), let name = path.split(separator: "/").last else { return true }
      return !components.contains(Precision.split(String(name.dropLast(".onnx".count))).component)
    } ?? []
  }

  /// Whether a graph is there without the files of weights that it names.
  public var lacksWeights: Bool { parts.contains(where: \.lacksWeights) }

  private static func parts(of folder: URL) -> [OnnxFile] {
    var parts: [OnnxFile] = []
    for prefix in ["onnx/", ""] {
      let names = FileListing.names(in: prefix.isEmpty ? folder : folder.appendingPathComponent(prefix))
      for name in names where name.hasSuffix(".onnx") {
        guard let graph = ModelFile(prefix + name, in: folder) else { continue }
        let (component, precision) = Precision.split(String(name.dropLast(".onnx".count)))
        // What is no graph that can be read is opened by nobody; its neighbours still count.
        let locations =
          (try? ModelGraph(contentsOf: graph.url))?.externalLocations
          ?? names.filter { $0.hasPrefix(name + "_data") || $0.hasPrefix(name + ".data") }
        let weights = locations.compactMap { ModelFile(prefix + $0, in: folder) }
        parts.append(
          OnnxFile(
            component: component, precision: precision, graph: graph, weights: weights,
            lacksWeights: weights.count < locations.count))
      }
    }
    return parts
  }
}

enum FileListing {
  /// The names in a folder in the order of their bytes, without hidden ones and those with control characters.
  static func names(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") && $0.utf8.allSatisfy { $0 >= 32 && $0 != 127 } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
