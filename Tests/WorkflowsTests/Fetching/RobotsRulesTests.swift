import Foundation
import Reliability
import Testing

@testable import Workflows

/// robots.txt, with the examples of RFC 9309.
struct RobotsRulesTests {
  private static func allows(_ path: String, _ text: String, agent: String = "codeframe") -> Bool {
    RobotsRules(text, for: agent).allow(path)
  }

  /// RFC 9309, 5.1.
  @Test func theSimpleExample() {
    let text = """
      User-Agent: *
      Disallow: *.gif$
      Disallow: /example/
      Allow: /publications/

      User-Agent: foobot
      Disallow:/
      Allow:/example/page.html
      Allow:/example/allowed.gif

      User-Agent: barbot
      User-Agent: bazbot
      Disallow: /example/page.html

      User-Agent: quxbot
      """
    #expect(!Self.allows("/a.gif", text) && Self.allows("/a.gif?x", text) && !Self.allows("/example/x", text))
    #expect(Self.allows("/publications/a.png", text) && Self.allows("/", text))
    #expect(
      !Self.allows("/", text, agent: "foobot") && Self.allows("/example/page.html", text, agent: "FooBot"))
    #expect(Self.allows("/example/allowed.gif", text, agent: "foobot"))
    for agent in ["barbot", "bazbot"] {
      #expect(
        !Self.allows("/example/page.html", text, agent: agent) && Self.allows("/example/", text, agent: agent)
      )
    }
    // An empty group allows everything, and the rules for everybody are not its own.
    #expect(Self.allows("/example/", text, agent: "quxbot") && Self.allows("/a.gif", text, agent: "quxbot"))
  }

  /// RFC 9309, 5.2.
  @Test func theLongestRuleDecides() {
    let text = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif"
    #expect(!Self.allows("/example/page/disallowed.gif", text, agent: "foobot"))
    #expect(Self.allows("/example/page/other.gif", text, agent: "foobot"))
    let twins = "User-agent: *\nDisallow: /a\nAllow: /a"
    #expect(Self.allows("/a", twins))
  }

  @Test(arguments: [
    ("/fish*", "/fish.html", true), ("/fish*.php", "/fishheads/catfish.php?id=2", true),
    ("/*.php$", "/a.php?x", false),
    ("/*.php$", "/a/b.php", true), ("/a*b*c", "/axxbyyc", true), ("/a*b*c", "/axxb", false), ("*", "/", true),
    ("/$", "/", true),
    ("/$", "/x", false), ("/***", "/", true),
  ])
  func patterns(pattern: String, path: String, fits: Bool) {
    #expect(Self.allows(path, "User-agent: *\nDisallow: \(pattern)") == !fits)
  }

  @Test func nothingAndEverything() {
    #expect(Self.allows("/a", "") && Self.allows("/a", "no rules\n: :\nDisallow: /a"))
    #expect(RobotsRules.all.allow("/a") && !RobotsRules.none.allow("/a"))
    #expect(Self.allows("/a", "User-agent: *\nDisallow:"))
  }

  /// Many stars against a long path end soon.
  @Test func hostileFilesTakeNoTime() {
    let pattern = "/" + String(repeating: "*a", count: 900) + "b"
    let path = "/" + String(repeating: "a", count: 4_000)
    #expect(Self.allows(path, "User-agent: *\nDisallow: \(pattern)"))
    var chance = SplitMix64(seed: 23)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in UInt8(chance.next(below: 256)) }
      let text = "User-agent: *\nDisallow: " + String(decoding: bytes, as: UTF8.self)
      _ = Self.allows("/a/b?c=d", text)
    }
  }
}
