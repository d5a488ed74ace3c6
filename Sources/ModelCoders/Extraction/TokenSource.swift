import Foundation
import Synchronization
import Tokenizers

/// A tokenizer set up for one model, opened at first use.
final class TokenSource: Sendable {
  /// The tokenizer with what the model's batches need.
  struct Opened: Sendable {
    fileprivate let tokenizer: Tokenizer
    fileprivate let rules: TextRules
    /// The id of the token that texts are filled up with.
    let padding: Int
    /// The number of tokens of every row; nil for any.
    let fixedLength: Int?
    /// Whether the model reads the filling like text.
    var readsPadding: Bool { rules.fixedLength != nil }

    /// The tokens of `texts`, cut to the model's length and not filled up.
    func rows(of texts: [String]) -> [TextBatch.Row] {
      tokenizer.encode(texts.map(rules.prepared)).enumerated().map { index, encoding in
        TextBatch.Row(index: index, ids: encoding.ids, typeIDs: encoding.typeIDs)
      }
    }
  }

  private let file: URL
  private let rules: TextRules
  private let settings: ModelSettings
  private let state = Mutex<Opened?>(nil)

  init(file: URL, rules: TextRules, settings: ModelSettings) {
    self.file = file
    self.rules = rules
    self.settings = settings
  }

  /// The tokenizer; the first caller opens it while others wait.
  ///
  /// - Parameter fixedLength: the number of tokens that the model takes, where it takes no other.
  /// - Returns: the tokenizer, set to the model's length.
  /// - Throws: what is wrong with the file.
  func tokenizer(fixedLength: Int?) throws -> Opened {
    try state.withLock { state in
      if let state { return state }
      let opened = try open(fixedLength)
      state = opened
      return opened
    }
  }

  private func open(_ fixedByModel: Int?) throws -> Opened {
    var tokenizer = try Tokenizer(contentsOf: file)
    let fixed = fixedByModel ?? rules.fixedLength
    let wanted = rules.textLength ?? tokenizer.truncation?.maximumLength ?? settings.textLength
    let limit = [wanted, settings.textLength, fixed].compactMap(\.self).min()
    let padding = tokenizer.padding?.id ?? settings.paddingToken.flatMap { tokenizer.id(of: $0) } ?? 0
    tokenizer.truncation = limit.map {
      Truncation(maximumLength: $0, direction: tokenizer.truncation?.direction ?? .right)
    }
    tokenizer.padding = nil
    return Opened(tokenizer: tokenizer, rules: rules, padding: padding, fixedLength: fixed)
  }
}
