import Foundation

/// What a host's robots.txt allows a program to fetch.
///
/// Source: RFC 9309, Robots Exclusion Protocol.
struct RobotsRules: Sendable {
  private struct Rule {
    let isAllowed: Bool
    let pattern: [UInt8]
  }

  private let rules: [Rule]
  /// No more of a file is read (RFC 9309, 2.5).
  static let sizeLimit = 500 << 10
  /// A file has no more rules.
  private static let ruleLimit = 10_000

  /// Everything is allowed: there is no such file.
  static let all = RobotsRules(rules: [])
  /// Nothing is: the file cannot be reached.
  static let none = RobotsRules(rules: [Rule(isAllowed: false, pattern: Array("/".utf8))])

  private init(rules: [Rule]) { self.rules = rules }

  /// The rules for the program called `agent`: those of its groups, or else of the groups for `*`.
  init(_ text: String, for agent: String) {
    var (own, everybody): ([Rule]?, [Rule]) = (nil, [])
    var agents: [String] = []
    var isInRules = false
    for line in text.split(whereSeparator: \.isNewline).prefix(100_000) {
      let plain = line.prefix { $0 != "#" }
      guard let colon = plain.firstIndex(of: ":") else { continue }
      let key = plain[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
      let value = plain[plain.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      switch key {
      case "user-agent":
        if isInRules { agents = [] }
        isInRules = false
        agents.append(value.lowercased())
        if value.lowercased() == agent.lowercased() { own = own ?? [] }
      case "allow", "disallow":
        isInRules = true
        // An empty rule says nothing.
        guard !value.isEmpty, everybody.count + (own?.count ?? 0) < Self.ruleLimit else { continue }
        let rule = Rule(isAllowed: key == "allow", pattern: Array(value.utf8.prefix(2_000)))
        if agents.contains(agent.lowercased()) { own?.append(rule) }
        if agents.contains("*") { everybody.append(rule) }
      default: continue
      }
    }
    rules = own ?? everybody
  }

  /// Whether what lies at a path may be fetched: the longest rule that fits decides, and of equally long ones the one that allows.
  ///
  /// - Parameter path: Path and query of an address, as it is sent.
  /// - Returns: true where no rule fits.
  func allow(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    var best: (length: Int, isAllowed: Bool)?
    for rule in rules where Self.fits(rule.pattern, bytes) {
      let found = (rule.pattern.count, rule.isAllowed)
      guard let known = best else {
        best = found
        continue
      }
      if found.0 > known.length || found.0 == known.length && found.1 { best = found }
    }
    return best?.isAllowed ?? true
  }

  /// Whether a path begins as a pattern says, in which `*` is anything and `$` at the end is the path's end.
  ///
  /// One pass with one place to come back to, so no pattern takes more than the product of the lengths.
  private static func fits(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    let isWhole = pattern.last == UInt8(ascii: "$")
    let pattern = isWhole ? pattern.dropLast() : pattern[...]
    var (at, place) = (pattern.startIndex, 0)
    var back: (at: Int, place: Int)?
    while true {
      if at == pattern.endIndex, !isWhole || place == path.count { return true }
      if at < pattern.endIndex, pattern[at] == UInt8(ascii: "*") {
        back = (at, place)
        at += 1
      } else if at < pattern.endIndex, place < path.count, pattern[at] == path[place] {
        at += 1
        place += 1
      } else if let star = back, star.place < path.count {
        back = (star.at, star.place + 1)
        (at, place) = (star.at + 1, star.place + 1)
      } else {
        return false
      }
    }
  }
}
