import ContentCoding
import Foundation
import HTTPTypes
import NIOCore
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct LogInTests {
  @Test func whoLogsInGoesOnWhereTheyWanted() async throws {
    try await TestApp.withAccounts { place in
      var anna = place.stranger()
      let turned = try await anna.get("/code?sample=main")
      #expect(turned.status == .seeOther && turned.location == "/login?to=%2Fcode%3Fsample%3Dmain")
      let page = try await anna.get(turned.location)
      #expect(page.status == .ok && page.text.contains("value=\"/code?sample=main\""))
      let entered = try await anna.post(
        "/login", ["name": "anna", "password": TestApp.passwordText, "to": "/code?sample=main"])
      #expect(entered.status == .seeOther && entered.location == "/code?sample=main")
      let cookie = try #require(entered.header("set-cookie"))
      #expect(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Secure"),
        "\(cookie)")
      #expect(try await anna.get("/").text.contains("anna"))
      // The way out ends the session, also for who kept its cookie.
      let copied = anna
      #expect(try await anna.post("/logout", [:]).location == "/login")
      var late = copied
      #expect(try await late.get("/").location.hasPrefix("/login"))
    }
  }

  @Test(arguments: [
    ("anna", "open, sesame"), ("anna", ""), ("nobody", "open, sesame!"), ("", ""), ("Anna", "open, sesame!"),
    ("anna' OR 1=1 --", "open, sesame!"), ("gold", "open, sesame!"),
  ])
  func nobodyElseComesIn(name: String, password: String) async throws {
    try await TestApp.withAccounts { place in
      var visitor = place.stranger()
      let answer = try await visitor.post("/login", ["name": name, "password": password])
      #expect(answer.status == .ok && answer.text.contains("do not belong together"))
      #expect(answer.header("set-cookie") == nil)
      #expect(try await visitor.get("/").status == .seeOther)
      #expect(try AccessBook(of: place.folder).entries(1).first?.outcome == "refused")
    }
  }

  @Test func theTokenOfThisMachineLetsNobodyInFromElsewhere() async throws {
    try await TestApp.withAccounts { place in
      var visitor = place.stranger()
      let byToken = try await visitor.get("/?token=\(place.app.token)")
      #expect(byToken.location.hasPrefix("/login"))
      #expect(try await visitor.get("/posts").location.hasPrefix("/login"))
      visitor.host = "127.0.0.1:8000"
      #expect(try await visitor.get("/login").status == .misdirectedRequest)
    }
  }

  @Test func guessingIsSlowedDownByAddressAndByName() async throws {
    try await TestApp.withAccounts { place in
      var guesser = place.stranger(from: "198.51.100.1, 203.0.113.9")
      for _ in 1...5 { _ = try await guesser.post("/login", ["name": "ben", "password": "wrong"]) }
      let refused = try await guesser.post("/login", ["name": "ben", "password": TestApp.passwordText])
      #expect(refused.status == .tooManyRequests)
      // What stands before the proxy's own address may be made up.
      guesser.client = "192.0.2.55, 203.0.113.9"
      #expect(
        try await guesser.post("/login", ["name": "maria", "password": "x"]).status == .tooManyRequests)
      var other = place.stranger(from: "203.0.113.10")
      #expect(
        try await other.post("/login", ["name": "maria", "password": TestApp.passwordText]).status
          == .seeOther)
      let log = try AccessBook(of: place.folder).entries(10)
      #expect(log.contains { $0.client == "203.0.113.9" && $0.outcome == "too many wrong passwords" })
    }
  }

  @Test func aCoderSeesOwnWorkAlone() async throws {
    try await TestApp.withAccounts { place in
      let open = try place.open()
      var assign = Assign("main", to: ["anna", "ben"])
      assign.overlap = 0
      _ = try assign.run(in: open)
      var anna = try await place.person("anna")
      let home = try await anna.get("/")
      #expect(home.status == .ok && home.text.contains("main") && !home.text.contains("ben"))
      for page in ["/settle", "/review", "/posts", "/runs", "/report"] {
        #expect(!home.text.contains("href=\"\(page)\""))
        #expect(try await anna.get(page).status == .forbidden, "\(page)")
      }
      for action in ["/samples", "/settle", "/gold", "/review", "/runs/start", "/runs/stop"] {
        let status = try await anna.post(action, ["count": "1", "name": "x", "what": "report"]).status
        #expect(status == .forbidden || status == .notFound, "\(action): \(status)")
      }
      let own = try open.study.assignedPosts(of: "anna", in: "main").map(\.id)
      let others = try open.study.assignedPosts(of: "ben", in: "main").map(\.id)
      #expect(try await anna.get("/code?sample=main&post=\(own[0])").status == .ok)
      #expect(try await anna.get("/code?sample=main&post=\(others[0])").status == .notFound)
      #expect(try await anna.get("/post?id=\(others[0])").status == .forbidden)
      #expect(try await anna.get("/post?id=\(own[0])").status == .forbidden, "before all is coded")
      #expect(try await anna.get("/picture?post=\(others[0])&n=0").status == .notFound)
      // Nobody codes under another's name.
      _ = try await anna.post("/name", ["name": "ben", "to": "/"])
      #expect(try await anna.get("/code?sample=main&post=\(others[0])").status == .notFound)
    }
  }

  @Test func aCoderTakesNothingThatWasNotAssigned() async throws {
    try await TestApp.withAccounts { place in
      var anna = try await place.person("anna")
      let answer = try await anna.get("/code?sample=main")
      #expect(answer.status == .badRequest && answer.text.contains("assigned to nobody"))
      #expect(try place.study().assignments().isEmpty)
      #expect(try await anna.get("/").text.contains("Nothing is assigned to you"))
      var maria = try await place.person("maria")
      #expect(try await maria.get("/code?sample=main").status == .seeOther)
    }
  }

  @Test func anAccountThatIsTakenAwayOrChangedLetsInNobodyAnyMore() async throws {
    try await TestApp.withAccounts { place in
      let book = try AccessBook(of: place.folder)
      var (anna, ben, maria) = (
        try await place.person("anna"), try await place.person("ben"), try await place.person("maria")
      )
      _ = try book.remove("anna")
      try book.save(
        Account(name: "ben", role: .coder, password: Password("another password"), changedAt: Date()))
      #expect(try await anna.get("/").location.hasPrefix("/login"))
      #expect(try await anna.post("/code", ["sample": "main"]).status == .unauthorized)
      #expect(try await ben.get("/").location.hasPrefix("/login"))
      #expect(try await maria.get("/").status == .ok)
    }
  }

  @Test func whatIsDoneIsNotedWithoutSecrets() async throws {
    try await TestApp.withAccounts { place in
      var maria = try await place.person("maria")
      _ = try await maria.post("/samples", ["count": "2", "name": "second"])
      let entries = try AccessBook(of: place.folder).entries(10)
      let drawn = try #require(entries.first)
      #expect(drawn.person == "maria" && drawn.client == "203.0.113.7" && drawn.outcome == "303")
      #expect(drawn.what == "/samples count=2 name=second")
      #expect(!entries.contains { $0.what.contains("sesame") || $0.what.contains(maria.formToken) })
    }
  }

  @Test func withoutALeadTheAppIsNotOpened() async throws {
    try await TestApp.with { place in
      var options = CodeframeApp.Options()
      options.reach = try Reach.proxy(at: "https://codes.example")
      #expect(throws: UserError.self) { try CodeframeApp(folder: place.folder, options: options) }
    }
  }
}
