import Foundation

/// What Codeframe reads of a model's `config.json`.
struct ModelConfiguration: Decodable {
  private struct Vision: Decodable {
    let hidden_size: Int?
  }

  private let projection_dim: Int?
  private let hidden_size: Int?
  private let vision_config: Vision?

  /// No configuration is longer.
  private static let limit = 1 << 20

  /// Reads the file; nil where it is no configuration.
  init?(_ file: ModelFile) {
    guard file.size <= Self.limit, let data = try? Data(contentsOf: file.url),
      let read = try? JSONDecoder().decode(ModelConfiguration.self, from: data)
    else { return nil }
    self = read
  }

  /// The length of an embedding of the model's picture tower.
  var dimension: Int? { projection_dim ?? hidden_size ?? vision_config?.hidden_size }
}

/// The front matter of a model's `README.md`.
struct ModelCard {
  /// The licence's short name, such as `apache-2.0`.
  let licence: String?

  /// The front matter of no card is longer.
  private static let limit = 1 << 16

  /// Reads `README.md`; nil where there is none or it has no front matter.
  init?(in folder: URL) {
    guard let file = ModelFile("README.md", in: folder),
      let handle = try? FileHandle(forReadingFrom: file.url)
    else { return nil }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: Self.limit) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
    let front = lines[1..<end]
    let value = { (key: String) -> String? in
      guard let line = front.first(where: { $0.hasPrefix("\(key):") }) else { return nil }
      let text = line.dropFirst(key.count + 1).trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'"))
      return text.isEmpty ? nil : text
    }
    let named = value("license")
    licence = named == "other" ? value("license_name") ?? named : named
  }
}
