/// What turns a word into ids.
protocol TokenModel: Sendable {
  var vocabulary: Vocabulary { get }
  /// Appends the ids of a word that is not empty.
  func tokenize(_ word: Bytes, into ids: inout [UInt32], _ memory: inout ModelMemory)
}

/// What models need while they work, kept from word to word.
struct ModelMemory {
  /// BPE: the symbols of the word.
  var symbols: [UInt32] = []
  /// BPE: rank and result of the merge of each symbol with the next, `BytePairMerges.none` where there is none.
  var merges: [UInt64] = []
  var links: [SymbolLink] = []
  var queue = MergeQueue()
  var bytes: [UInt8] = []
  /// Unigram: the best path to each place.
  var paths: [UnigramModel.Path] = []
  var places: [Span] = []
}

/// Reads the `model` of a file.
enum ModelReader {
  static func model(_ part: JSONPlace) throws -> any TokenModel {
    // Files of the first versions do not name the type.
    switch try part["type"]?.string() ?? (part["merges"] == nil ? "WordPiece" : "BPE") {
    case "BPE": return try BytePairModel(part)
    case "WordPiece": return try WordPieceModel(part)
    case "WordLevel": return try WordLevelModel(part)
    case "Unigram": return try UnigramModel(part)
    case let type: throw TokenizerError.unsupported("model \(type)")
    }
  }

  /// The tokens of `vocab`, an object of ids.
  static func tokens(_ part: JSONPlace) throws -> [(token: String, id: UInt32)] {
    let vocabulary = try part.required("vocab")
    return try vocabulary.object().map { member in
      guard case .number(let number) = member.value, let id = UInt32(exactly: number), id <= UInt32(Int32.max)
      else {
        let path = "\(vocabulary.path)[\(member.key.prefix(100).debugDescription)]"
        throw TokenizerError.malformed(path, "is no id, a whole number from 0 to \(Int32.max)")
      }
      return (member.key, id)
    }
  }

  /// The id of a token that a model names in one of its settings.
  static func id(of setting: JSONPlace, in vocabulary: Vocabulary) throws -> UInt32 {
    let token = try setting.string()
    if let id = vocabulary.id(of: token) { return id }
    throw TokenizerError.malformed(
      setting.path, "is \(token.prefix(100).debugDescription), which the vocabulary does not have")
  }
}

/// The ids of `<0x00>` to `<0xFF>`, which stand for the bytes of characters that a vocabulary does not have.
struct ByteTokens: Sendable {
  private let ids: [UInt32?]

  init(in vocabulary: Vocabulary) {
    ids = (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return vocabulary.id(of: "<0x\(byte < 16 ? "0" : "")\(digits)>")
    }
  }

  /// Appends the ids of all bytes, or says that one is missing.
  func append(_ bytes: Bytes, to output: inout [UInt32]) -> Bool {
    let begin = output.count
    for byte in bytes {
      guard let id = ids[Int(byte)] else {
        output.removeSubrange(begin...)
        return false
      }
      output.append(id)
    }
    return true
  }
}
