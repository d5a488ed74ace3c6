import ContentCoding
import Foundation
import Synchronization

@testable import Prompting

/// Answers by rules from what a request says, as a model would: it reads the schema, the pictures and the fenced texts.
///
/// Of categories it takes the one whose turn a hash of the post decides, a boolean is whether a text or picture holds "yes", a
/// number is the lowest that is allowed, tags are those that the text names.
struct RuleBasedCorrespondent: ChatClient {
  func ask(_ request: ChatRequest, repetition: Int) async throws -> Result<ChatReply, Unanswered> {
    try Task.checkCancellation()
    let seen = Self.material(of: request)
    guard let schema = request.schema else {
      return .success(ChatReply(text: "It shows: \(seen)", finish: "stop", model: request.model))
    }
    var scanner = JSONScanner(Array(schema.json.utf8), budget: 1_000_000)
    let (json, _) = try scanner.value(at: 0)
    let properties = json.members.first { $0.name == "properties" }?.value.members ?? []
    let answer = JSON.object(
      properties.map { .init($0.name, Self.value(for: $0.value.members, seeing: seen)) })
    return .success(
      ChatReply(
        text: answer.text, finish: "stop", model: request.model, fingerprint: "f",
        usage: TokenUsage(prompt: seen.count, completion: 9), latency: 0.5, cost: 0.01))
  }

  /// What the conversation shows of the post that is asked about: from the last user message that shows one.
  static func material(of request: ChatRequest) -> String {
    for message in request.messages.reversed() where message.role == .user {
      let found = message.parts.map { part in
        switch part {
        case .picture(let picture): String(decoding: picture.bytes, as: UTF8.self)
        case .text(let text): fenced(text)
        }
      }.joined()
      if !found.isEmpty { return found }
    }
    return ""
  }

  private static func fenced(_ text: String) -> String {
    var isInside = false
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<<<begin ") {
        isInside = true
      } else if line.hasPrefix("<<<end ") {
        isInside = false
      } else if isInside {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func value(for schema: [JSON.Member], seeing text: String) -> JSON {
    func field(_ name: String) -> JSON? { schema.first { $0.name == name }?.value }
    if case .array(let choices)? = field("enum") {
      let sum = text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 10_007 }
      return choices.isEmpty ? .null : choices[sum % choices.count]
    }
    switch field("type") {
    case .string("boolean"): return .bool(text.contains("yes"))
    case .string("number"): return field("minimum") ?? .number(0)
    case .string("array"):
      guard case .array(let choices)? = field("items")?.members.first(where: { $0.name == "enum" })?.value
      else {
        return .array([])
      }
      return .array(choices.filter { if case .string(let name) = $0 { text.contains(name) } else { false } })
    default: return .null
    }
  }
}

/// Gives the replies of a script, one request after the other, and keeps what was asked.
final class ScriptedCorrespondent: ChatClient {
  private struct State {
    var script: [Result<ChatReply, Unanswered>]
    var asked: [(request: ChatRequest, repetition: Int)] = []
  }

  private let state: Mutex<State>

  init(_ script: [Result<ChatReply, Unanswered>]) { state = Mutex(State(script: script)) }

  convenience init(_ texts: String...) {
    self.init(texts.map { .success(ChatReply(text: $0, finish: "stop", model: "m-1", cost: 0.01)) })
  }

  var asked: [(request: ChatRequest, repetition: Int)] { state.withLock { $0.asked } }

  func ask(_ request: ChatRequest, repetition: Int) async throws -> Result<ChatReply, Unanswered> {
    try state.withLock { state in
      state.asked.append((request, repetition))
      guard !state.script.isEmpty else { throw RunStopped() }
      return state.script.removeFirst()
    }
  }
}

/// What stops a whole run.
struct RunStopped: Error {}

/// Pictures that are made from their paths: a JPEG's frame header of 640 x 480, then the path, and of frames their number.
struct NamedPictures: PictureSource {
  func shown(
    of media: Media, longestSide: Int, frames: FrameRule, limit: Int
  ) async throws -> Result<ShownMedia, Unanswered> {
    try Task.checkCancellation()
    if media.path.contains("gone") {
      return .failure(Unanswered(Reason(.missingFile, "no file \(media.path)")))
    }
    if media.path.contains("broken") { return .failure(Unanswered(Reason(.unreadable, "no picture"))) }
    if media.path.hasSuffix(".mp4") {
      let count = if case .even(let count) = frames { min(count, limit) } else { limit }
      return .success(
        .video(frames: (1...count).map { Self.jpeg(of: "\(media.path)#\($0)", longestSide) }))
    }
    return .success(.picture(Self.jpeg(of: media.path, longestSide)))
  }

  static func jpeg(of name: String, _ longestSide: Int) -> [UInt8] {
    [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0x01, 0xE0, 0x02, 0x80] + Array("\(name) \(longestSide)".utf8)
  }
}

/// No features.
struct NoFeatures: FeatureSource {
  func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature] {
    media.map { _ in .missing(Reason(.noPicture, "")) }
  }
  func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature] {
    texts.map { _ in .missing(Reason(.noText, "")) }
  }
}
