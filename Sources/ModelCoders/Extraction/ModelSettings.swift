import Foundation
import Hub

/// What a model's `config.json` and `tokenizer_config.json` say that decides how it is fed and read.
public struct ModelSettings: Sendable {
  /// The architecture, such as `bert`, `clip` or `siglip`; nil where the file does not say.
  public let architecture: String?
  /// Tokens of a picture before its patches: CLS and the registers; 0 for SigLIP, which has none.
  public let leadingTokens: Int
  /// The model's own labels, in the order of its logits; nil where it has none.
  public let labels: ClassifierLabels?
  /// The most tokens that a text may have; nil where neither file says.
  public let textLength: Int?
  /// The token that texts are filled up with, as `tokenizer_config.json` writes it.
  public let paddingToken: String?

  /// Reads the settings of a model's folder; a file that is not there says nothing.
  ///
  /// - Throws: ``ModelSettingsProblem`` for a file that is no JSON of the usual form or has numbers out of range.
  public init(of folder: ModelFolder) throws {
    try self.init(
      configuration: try Self.contents("config.json", of: folder),
      tokenizer: try Self.contents("tokenizer_config.json", of: folder))
  }

  /// Reads the bytes of `config.json` and `tokenizer_config.json`, so far as there are any.
  public init(configuration: Data?, tokenizer: Data? = nil) throws(ModelSettingsProblem) {
    let model = try Self.read(ConfigurationFile.self, configuration, "config.json")
    let words = try Self.read(TokenizerFile.self, tokenizer, "tokenizer_config.json")
    architecture = model?.model_type
    let registers = model?.num_register_tokens ?? model?.vision_config?.num_register_tokens ?? 0
    guard (0...1024).contains(registers) else {
      throw ModelSettingsProblem(file: "config.json", reason: "num_register_tokens is \(registers)")
    }
    leadingTokens = model?.model_type?.hasPrefix("siglip") == true ? 0 : 1 + registers
    labels = try model?.id2label.map { labels throws(ModelSettingsProblem) in
      try ClassifierLabels(id2label: labels, problemType: model?.problem_type)
    }
    let positions = model?.text_config?.max_position_embeddings ?? model?.max_position_embeddings
    // RoBERTa's family counts positions from after the padding token's.
    let countsFromPadding = ["camembert", "mpnet", "roberta", "xlm-roberta"].contains(model?.model_type)
    let offset = countsFromPadding ? min(max(model?.pad_token_id ?? 1, 0), 1_000_000) + 1 : 0
    let stated = words?.model_max_length.flatMap { $0 >= 1 && $0 < 1e6 ? Int($0) : nil }
    let room = positions.flatMap { (1...1_000_000).contains($0) ? max($0 - offset, 1) : nil }
    textLength = [stated, room].compactMap(\.self).min()
    paddingToken = words?.pad_token?.text
  }

  /// No such file is longer.
  private static let limit = 4 << 20

  /// The bytes of a settings file; nil where there is none.
  static func contents(_ path: String, of folder: ModelFolder) throws -> Data? {
    guard let file = folder.file(path) else { return nil }
    guard file.size <= limit else {
      throw ModelSettingsProblem(file: path, reason: "is longer than \(limit) bytes")
    }
    return try Data(contentsOf: file.url)
  }

  static func read<File: Decodable>(
    _ type: File.Type, _ data: Data?, _ name: String
  ) throws(ModelSettingsProblem) -> File? {
    guard let data else { return nil }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw ModelSettingsProblem(file: name, reason: "is not JSON of the expected form")
    }
  }

  private struct ConfigurationFile: Decodable {
    struct Part: Decodable {
      let max_position_embeddings: Int?
      let num_register_tokens: Int?
    }

    let model_type: String?
    let num_register_tokens: Int?
    let max_position_embeddings: Int?
    let pad_token_id: Int?
    let problem_type: String?
    let id2label: [String: String]?
    let text_config: Part?
    let vision_config: Part?
  }

  private struct TokenizerFile: Decodable {
    /// A token, as its text or as an object that holds it.
    struct Token: Decodable {
      let text: String

      private enum CodingKeys: CodingKey { case content }

      init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
          self.text = text
        } else {
          text = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .content)
        }
      }
    }

    /// Python writes "no limit" as a number of 31 digits.
    let model_max_length: Double?
    let pad_token: Token?
  }
}

/// A settings file of a model that cannot be followed.
public struct ModelSettingsProblem: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// The file's name.
  public let file: String
  /// What is wrong in it.
  public let reason: String

  /// One sentence for the reader.
  public var description: String { "\(file): \(reason)" }
  /// The same sentence.
  public var errorDescription: String? { description }
}
