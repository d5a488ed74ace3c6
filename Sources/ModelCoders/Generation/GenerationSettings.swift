import Foundation
import Hub

/// What an encoder-decoder's files say of how its answers start and end, and how long a text may be.
public struct GenerationSettings: Codable, Hashable, Sendable {
  /// The token that every answer starts with: `decoder_start_token_id`, else `bos_token_id`.
  public let start: Int
  /// The tokens that end an answer: `eos_token_id`, one or several.
  public let ends: [Int]
  /// The most tokens of a text, its end mark included: the smallest of what the catalogue says, `model_max_length` in
  /// `tokenizer_config.json` and `n_positions` in `config.json`; 512, T5's, where none says anything.
  public let textLength: Int

  /// Reads the settings of a model's folder.
  ///
  /// - Throws: ``ModelSettingsProblem`` where a file cannot be followed or no file says how an answer starts and ends.
  public init(of folder: ModelFolder) throws {
    try self.init(
      configuration: try ModelSettings.contents("config.json", of: folder),
      generation: try ModelSettings.contents("generation_config.json", of: folder),
      tokenizer: try ModelSettings.contents("tokenizer_config.json", of: folder),
      textLength: folder.entry?.generation?.textLength)
  }

  /// Reads the bytes of the files, so far as there are any.
  ///
  /// - Parameters:
  ///   - configuration: `config.json`.
  ///   - generation: `generation_config.json`, which counts before `config.json`, as in transformers.
  ///   - tokenizer: `tokenizer_config.json`.
  ///   - textLength: what the catalogue says; nil where it says nothing.
  /// - Throws: ``ModelSettingsProblem``.
  public init(
    configuration: Data?, generation: Data? = nil, tokenizer: Data? = nil, textLength: Int? = nil
  ) throws(ModelSettingsProblem) {
    let model = try ModelSettings.read(TokensFile.self, configuration, "config.json")
    let usual = try ModelSettings.read(TokensFile.self, generation, "generation_config.json")
    guard
      let start = usual?.decoder_start_token_id ?? model?.decoder_start_token_id ?? usual?.bos_token_id
        ?? model?.bos_token_id
    else {
      throw ModelSettingsProblem(
        file: "config.json", reason: "has no decoder_start_token_id, so nothing says how an answer starts")
    }
    guard let ends = (usual?.eos_token_id ?? model?.eos_token_id)?.ids, !ends.isEmpty else {
      throw ModelSettingsProblem(
        file: "config.json", reason: "has no eos_token_id, so nothing says where an answer ends")
    }
    guard start >= 0, ends.allSatisfy({ $0 >= 0 }) else {
      throw ModelSettingsProblem(file: "config.json", reason: "has a token with a negative id")
    }
    self.start = start
    self.ends = ends
    let stated = try ModelSettings(configuration: nil, tokenizer: tokenizer).textLength
    let room = model?.n_positions.flatMap { (1...1_000_000).contains($0) ? $0 : nil }
    self.textLength = max([textLength, stated, room].compactMap(\.self).min() ?? 512, 1)
  }

  private struct TokensFile: Decodable {
    /// One id or a list of ids.
    struct Ends: Decodable {
      let ids: [Int]

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        ids = try (try? container.decode(Int.self)).map { [$0] } ?? container.decode([Int].self)
      }
    }

    let decoder_start_token_id: Int?
    let bos_token_id: Int?
    let eos_token_id: Ends?
    let n_positions: Int?
  }
}
