import Testing
import Workflows

@testable import WebApp

struct ReachTests {
  @Test(arguments: [
    ("127.0.0.1:8000", "http://127.0.0.1:8000"), ("LOCALHOST", "http://localhost"),
    ("[::1]:80", "http://[::1]:80"),
    ("10.0.0.1", nil), ("localhost.example.org", nil), ("127.0.0.1.example.org", nil), ("", nil),
    ("[::2]", nil),
  ])
  func thisMachineIsLoopbackAlone(host: String, origin: String?) {
    #expect(Reach.ownMachine.origin(of: host) == origin)
  }

  @Test(arguments: [
    ("192.168.1.5:8443", "https://192.168.1.5:8443"), ("study.lab:1", "https://study.lab:1"),
    ("[fe80::1]:8443", "https://[fe80::1]:8443"), ("evil.example:8443", nil), ("1.2.3.4.example", nil),
    ("[::1", nil), ("", nil),
  ])
  func theNetworkIsNumbersAndTheGivenName(host: String, origin: String?) {
    #expect(Reach.network(host: "Study.lab", certificate: "", key: "").origin(of: host) == origin)
  }

  @Test func aProxyHasOneOrigin() throws {
    let reach = try Reach.proxy(at: "https://Codes.example.org/")
    #expect(reach.origin(of: "codes.example.org") == "https://codes.example.org")
    #expect(reach.origin(of: "codes.example.org:8000") == nil)
    #expect(reach.origin(of: "127.0.0.1:8000") == nil)
    #expect(reach.listensOn == "127.0.0.1" && reach.needsAccounts)
    for wrong in [
      "http://a.org", "https://", "a.org", "https://a.org/path", "https://u@a.org", "https://a.org?q", "",
    ] { #expect(throws: UserError.self) { try Reach.proxy(at: wrong) } }
  }
}
