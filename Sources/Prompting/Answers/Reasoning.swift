/// Where a model stops to think aloud and begins to answer.
///
/// Known are the marks that models and servers write into the text: tags (`<think>`, `[THINK]`, `◁think▷`,
/// `<|START_THINKING|>`, ...), also with the first of the pair missing, as where the server's template writes it; and the channels
/// of OpenAI's harmony format, of which only `final` is the answer. Marks within a JSON object are part of a string, as where a
/// caption is quoted, and mean nothing.
enum Reasoning {
  /// The offset of the answer's first byte in UTF-8; nil where the reply ends before any answer.
  static func answerStart(in text: String) -> Int? {
    guard
      text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") || $0 >= 0x80 })
        || text.hasPrefix("analysis")
    else { return 0 }
    let bytes = Array(text.utf8)
    let objects = JSONFinder(text).objects.map(\.place)
    let isQuoted = { (place: Int) in objects.contains { $0.contains(place) } }
    if case .some(let start) = harmony(bytes, isQuoted) { return start }
    var start = 0
    var isOpen = false
    var place = 0
    while place < bytes.count {
      guard let mark = mark(in: bytes, at: place), !isQuoted(place) else {
        place += 1
        continue
      }
      place += mark.length
      isOpen = mark.opens
      if !mark.opens { start = place }
    }
    return isOpen ? nil : start
  }

  /// The answer alone; empty where there is none.
  static func answer(in text: String) -> String {
    guard let start = answerStart(in: text) else { return "" }
    return start == 0 ? text : String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
  }

  private static let names = [
    "think", "thinking", "thought", "thoughts", "reasoning", "reflection", "scratchpad", "seed:think",
  ]

  /// Each mark in lower case, the longer ones first.
  private static let marks: [(bytes: [UInt8], opens: Bool)] = {
    var marks = names.flatMap { [("<\($0)>", true), ("</\($0)>", false)] }
    marks += [
      ("[think]", true), ("[/think]", false), ("◁think▷", true), ("◁/think▷", false),
      ("<|start_thinking|>", true), ("<|end_thinking|>", false), ("<|begin_of_thought|>", true),
      ("<|end_of_thought|>", false), ("<|think_start|>", true), ("<|think_end|>", false),
    ]
    return marks.map { (Array($0.0.utf8), $0.1) }.sorted { $0.bytes.count > $1.bytes.count }
  }()

  private static func mark(in bytes: [UInt8], at place: Int) -> (length: Int, opens: Bool)? {
    guard bytes[place] == UInt8(ascii: "<") || bytes[place] == UInt8(ascii: "[") || bytes[place] == 0xE2
    else {
      return nil
    }
    let found = marks.first { begins(bytes, with: $0.bytes, at: place) }
    return found.map { ($0.bytes.count, $0.opens) }
  }

  /// Whether `wanted`, which is in lower case, stands at `place` in any case.
  private static func begins(_ bytes: [UInt8], with wanted: [UInt8], at place: Int) -> Bool {
    guard place + wanted.count <= bytes.count else { return false }
    for (offset, byte) in wanted.enumerated() {
      let found = bytes[place + offset]
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(found) ? found | 0x20 : found
      if lower != byte { return false }
    }
    return true
  }

  /// `<|channel|>analysis<|message|>...<|end|><|start|>assistant<|channel|>final<|message|>...`.
  ///
  /// Servers that drop special tokens leave `analysis...assistantfinal...`.
  ///
  /// - Returns: nil for another format; a nil within where no final channel is reached.
  private static func harmony(_ bytes: [UInt8], _ isQuoted: (Int) -> Bool) -> Int?? {
    let channel = Array("<|channel|>".utf8)
    let message = Array("<|message|>".utf8)
    let channels = bytes.indices.filter { begins(bytes, with: channel, at: $0) && !isQuoted($0) }
    if let last = channels.last {
      let name = last + channel.count
      guard begins(bytes, with: Array("final".utf8), at: name) else { return .some(nil) }
      let start = (name..<bytes.count).first { begins(bytes, with: message, at: $0) }
      return .some(start.map { $0 + message.count })
    }
    let dropped = Array("assistantfinal".utf8)
    guard begins(bytes, with: Array("analysis".utf8), at: 0) else { return nil }
    guard let end = bytes.indices.last(where: { begins(bytes, with: dropped, at: $0) && !isQuoted($0) })
    else {
      return nil
    }
    return .some(end + dropped.count)
  }
}

extension ChatReply {
  /// The text without what the model thought aloud before it.
  var answer: String { Reasoning.answer(in: text) }
}
