import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import WebApp

struct DoorkeeperTests {
  private static let pages = [
    "/", "/name", "/code", "/settle", "/posts", "/post?id=p1", "/picture?post=p1&n=0",
  ]

  @Test func theTokenBecomesACookieAndGoesFromTheAddress() async throws {
    try await TestApp.with { place in
      var visitor = Visitor(app: place.app)
      let entered = try await visitor.get("/posts?text=a%20b&token=\(place.app.token)")
      #expect(entered.status == .seeOther && entered.location == "/posts?text=a%20b")
      let cookie = try #require(entered.header("set-cookie"))
      #expect(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict")
          && cookie.hasPrefix("codeframe-8000="))
      #expect(!cookie.contains(place.app.token))
      #expect(try await visitor.get("/posts").status == .ok)
    }
  }

  @Test func nobodyComesInWithoutATokenOrASession() async throws {
    try await TestApp.with { place in
      for page in Self.pages {
        var visitor = Visitor(app: place.app)
        #expect(try await visitor.get(page).status == .unauthorized, "\(page)")
      }
      var guessing = Visitor(app: place.app)
      let wrong = String(place.app.token.reversed())
      #expect(try await guessing.get("/?token=\(wrong)").status == .unauthorized)
      #expect(try await guessing.get("/?token=").status == .unauthorized)
      guessing.cookies["codeframe-8000"] = wrong
      #expect(try await guessing.get("/").status == .unauthorized)
      // The session of an app that has ended is worth nothing.
      let other = try await place.visitor()
      var late = Visitor(app: try CodeframeApp(folder: place.folder), cookies: other.cookies)
      #expect(try await late.get("/").status == .unauthorized)
    }
  }

  /// A page elsewhere whose name was made to point to this machine reads nothing.
  @Test(arguments: ["evil.example", "evil.example:8000", "127.0.0.1.evil.example:8000", "", "[::2]:8000"])
  func anotherHostIsTurnedAway(host: String) async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor()
      visitor.host = host
      #expect(try await visitor.get("/").status == .misdirectedRequest)
      #expect(try await visitor.get("/?token=\(place.app.token)").status == .misdirectedRequest)
    }
  }

  @Test(arguments: ["http://evil.example", "http://127.0.0.1:9000", "null", nil])
  func anotherSiteChangesNothing(origin: String?) async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      visitor.origin = origin
      #expect(try await visitor.post("/name", ["name": "eve", "to": "/"]).status == .forbidden)
      #expect(try await visitor.get("/").text.contains("anna"))
    }
  }

  @Test func aForgedFormIsTurnedAway() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let own = visitor.formToken
      for token in ["", "0", String(own.reversed()), place.app.token] {
        visitor.formToken = token.isEmpty ? " " : token
        #expect(try await visitor.post("/name", ["name": "eve", "to": "/"]).status == .forbidden)
      }
      var other = try await place.visitor()
      other.formToken = own
      #expect(try await other.post("/name", ["name": "eve", "to": "/"]).status == .forbidden)
    }
  }

  @Test func whatIsNoFormOrTooLongIsRefused() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let json = try await visitor.post("/name", ["name": "eve"], headers: [.contentType: "application/json"])
      #expect(json.status == .unsupportedMediaType)
      let long = try await visitor.post("/name", ["name": String(repeating: "a", count: 300_000)])
      #expect(long.status == .contentTooLarge)
      for body in [
        "%", "%zz=1", "a=%G1", "\u{0}", "name=eve#", "&&&=&=", String(repeating: "&", count: 5000),
      ] {
        let answer = try await visitor.ask(
          .post, "/name", [.contentType: "application/x-www-form-urlencoded"], ByteBuffer(string: body))
        #expect(answer.status == .forbidden, "\(body.prefix(20))")
      }
    }
  }

  @Test func everyAnswerKeepsItselfToItself() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      for page in Self.pages + ["/assets/app.css", "/nowhere", "/post?id=none", "/assets/none"] {
        let answer = try await visitor.get(page)
        let policy = try #require(answer.header("content-security-policy"), "\(page)")
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(try await visitor.get(page, method: .head).status == answer.status, "\(page)")
      }
      #expect(try await visitor.get("/nowhere").status == .notFound)
    }
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""])
  func nobodyIsSentElsewhere(address: String) async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor()
      #expect(try await visitor.post("/name", ["name": "anna", "to": address]).location == "/")
    }
  }

  @Test func theNameIsAskedForOnce() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor()
      #expect(try await visitor.get("/code?sample=main").location == "/name?to=%2Fcode%3Fsample%3Dmain")
      let named = try await visitor.post("/name", ["name": "Zoë", "to": "/code?sample=main"])
      #expect(named.location == "/code?sample=main")
      // The next app on this machine knows it.
      var later = Visitor(app: try CodeframeApp(folder: place.folder), cookies: visitor.cookies)
      _ = try await later.get("/?token=\(later.app.token)")
      #expect(try await later.get("/").text.contains("Zoë"))
    }
  }

  @Test(arguments: ["gold", "consensus", "adjudication", "review:anna", "anna (retest)", "", " ", "a\nb"])
  func aNameThatMeansSomethingElseIsRefused(name: String) async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor()
      let answer = try await visitor.post("/name", ["name": name, "to": "/"])
      #expect(answer.status == .ok && answer.text.contains("class=\"flag\""))
      #expect(try await visitor.get("/code").location.hasPrefix("/name"))
    }
  }
}
