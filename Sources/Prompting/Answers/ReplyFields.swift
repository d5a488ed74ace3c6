/// The members of a reply's object by the key of the form that they answer, nested objects flattened.
struct ReplyFields {
  /// The values given for each key, in order.
  private(set) var values: [String: [JSON.Member]] = [:]
  /// Keys that were read though they are written otherwise.
  private(set) var mended: Set<String> = []
  /// Keys that the form does not have, at most ``unknownLimit``.
  private(set) var unknown: [String] = []

  private static let unknownLimit = 20
  /// What models write inside an object in the place of the bare value.
  private static let valueKeys = ["value", "answer", "label", "category", "code", "name"]

  private let form: CodingForm
  private let known: [String: String]

  init(_ members: [JSON.Member], form: CodingForm) {
    self.form = form
    var keys = form.variables.map(\.name) + form.variables.compactMap(form.otherKey)
    keys += form.variables.compactMap(form.confidenceKey) + (form.wantsRationale ? [form.keys.rationale] : [])
    var known = Dictionary(keys.map { (Self.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
    for key in keys { known[key] = key }
    self.known = known
    collect(members)
  }

  /// How many keys of the form were found.
  var count: Int { values.count }

  /// Objects are entered no deeper than the scanner reads.
  private mutating func collect(_ members: [JSON.Member]) {
    for member in members {
      let key = known[member.name] ?? known[Self.folded(member.name)]
      if let key, key != member.name { mended.insert(key) }
      switch (key, member.value) {
      case (let key?, .object(let inner)): collect(inner, answering: key)
      case (let key?, _): values[key, default: []].append(member)
      case (nil, .object(let inner)): collect(inner)
      case (nil, _): if unknown.count < Self.unknownLimit { unknown.append(String(member.name.prefix(60))) }
      }
    }
  }

  /// `{"genre": {"value": "meme", "confidence": 0.9, "other": null}}`, or a group that happens to be called like a key.
  private mutating func collect(_ members: [JSON.Member], answering key: String) {
    guard let value = Self.valueKeys.lazy.compactMap({ key in members.first { $0.name == key } }).first
    else {
      collect(members)
      return
    }
    mended.insert(key)
    values[key, default: []].append(value)
    for (name, beside) in [("other", form.keys.other[key]), ("confidence", form.keys.confidence[key])] {
      guard let beside, known[beside] != nil, let member = members.first(where: { $0.name == name }) else {
        continue
      }
      values[beside, default: []].append(member)
    }
  }

  /// Case, spaces, `-` and `_` do not tell keys apart.
  private static func folded(_ key: String) -> String {
    String(key.prefix(200).lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" })
  }
}
