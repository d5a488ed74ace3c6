/// What a model wants around one text or a pair of texts.
struct PostProcessor: Sendable {
  enum Item: Sendable {
    case token(id: Int, typeID: Int)
    /// The first or the second text; without a type id it keeps 0 or 1.
    case text(isSecond: Bool, typeID: Int?)
  }

  let single: [Item]
  let pair: [Item]

  /// Nothing around the texts.
  static let plain = PostProcessor(
    single: [.text(isSecond: false, typeID: nil)],
    pair: [.text(isSecond: false, typeID: nil), .text(isSecond: true, typeID: nil)])

  /// The number of special tokens.
  func specialCount(isPair: Bool) -> Int {
    (isPair ? pair : single).reduce(0) { if case .token = $1 { $0 + 1 } else { $0 } }
  }

  /// Puts an encoding together.
  func encoding(_ first: ArraySlice<Int>, _ second: ArraySlice<Int>?, addingSpecialTokens: Bool) -> Encoding {
    let items = second == nil ? single : pair
    var ids: [Int] = []
    ids.reserveCapacity(first.count + (second?.count ?? 0) + items.count)
    var types: [Int] = []
    types.reserveCapacity(ids.capacity)
    for item in items {
      switch item {
      case .token(let id, let typeID):
        if addingSpecialTokens {
          ids.append(id)
          types.append(typeID)
        }
      case .text(let isSecond, let typeID):
        let text = isSecond ? second ?? [] : first
        ids.append(contentsOf: text)
        types.append(contentsOf: repeatElement(typeID ?? (isSecond ? 1 : 0), count: text.count))
      }
    }
    return Encoding(ids: ids, typeIDs: types, attentionMask: [Int](repeating: 1, count: ids.count))
  }
}

extension PostProcessor {
  /// Reads the `post_processor` of a file.
  init(_ part: JSONPlace) throws {
    switch try part.required("type").string() {
    case "TemplateProcessing": self = try Self.template(part)
    case "BertProcessing": self = try Self.bert(part)
    case "RobertaProcessing": self = try Self.roberta(part)
    // It trims offsets, which are not kept.
    case "ByteLevel": self = .plain
    case "Sequence": self = try Self.sequence(part)
    case let type: throw TokenizerError.unsupported("post_processor \(type)")
    }
  }

  private static func sequence(_ part: JSONPlace) throws -> PostProcessor {
    let steps = try part.required("processors").list()
    let changing = try steps.filter { try $0.required("type").string() != "ByteLevel" }
    guard changing.count <= 1 else {
      throw TokenizerError.unsupported("post_processor Sequence of several that add tokens")
    }
    return try changing.first.map { try PostProcessor($0) } ?? .plain
  }

  private static func template(_ part: JSONPlace) throws -> PostProcessor {
    let specials = try part.required("special_tokens")
    func items(_ name: String, texts: Int) throws -> [Item] {
      var found: [Item] = []
      for piece in try part.required(name).list() {
        if let text = piece["Sequence"] {
          let label = try text.required("id").string()
          guard label == "A" || label == "B" && texts == 2 else {
            throw text.wrong("text A" + (texts == 2 ? " or B" : ""))
          }
          found.append(.text(isSecond: label == "B", typeID: try text.required("type_id").natural()))
        } else if let token = piece["SpecialToken"] {
          let special = try specials.required(token.required("id").string())
          let typeID = try token.required("type_id").natural()
          for id in try special.required("ids").list() {
            found.append(.token(id: try id.natural(), typeID: typeID))
          }
        } else {
          throw piece.wrong("a Sequence or a SpecialToken")
        }
        // A text that stands many times in a template would multiply its length.
        guard found.count <= 64 else {
          throw TokenizerError.malformed(piece.path, "is one item too many; 64 are read")
        }
      }
      return found
    }
    return PostProcessor(single: try items("single", texts: 1), pair: try items("pair", texts: 2))
  }

  private static func token(_ part: JSONPlace) throws -> Int {
    let pair = try part.list()
    guard pair.count == 2 else { throw part.wrong("a token and its id") }
    return try pair[1].natural()
  }

  private static func bert(_ part: JSONPlace) throws -> PostProcessor {
    let start = Item.token(id: try token(part.required("cls")), typeID: 0)
    let separator = try token(part.required("sep"))
    let first = [start, .text(isSecond: false, typeID: 0), .token(id: separator, typeID: 0)]
    return PostProcessor(
      single: first, pair: first + [.text(isSecond: true, typeID: 1), .token(id: separator, typeID: 1)])
  }

  private static func roberta(_ part: JSONPlace) throws -> PostProcessor {
    let start = Item.token(id: try token(part.required("cls")), typeID: 0)
    let end = Item.token(id: try token(part.required("sep")), typeID: 0)
    let first = [start, .text(isSecond: false, typeID: 0), end]
    return PostProcessor(single: first, pair: first + [end, .text(isSecond: true, typeID: 0), end])
  }
}
