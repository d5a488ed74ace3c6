import Foundation
import Testing

@testable import HTTP

struct ProxySettingsTests {
  private func server(_ environment: [String: String], _ address: String) throws -> ProxySettings.Server? {
    try ProxySettings(environment: environment).server(for: try #require(URL(string: address)))
  }

  @Test func bothSpellings() throws {
    let upper = try server(["HTTPS_PROXY": "http://proxy.uni.example:3128"], "https://huggingface.co/x")
    #expect(upper == .init(isSOCKS: false, host: "proxy.uni.example", port: 3128, user: nil, password: ""))
    #expect(try server(["https_proxy": "proxy:81"], "https://huggingface.co")?.port == 81)
    #expect(try server(["https_proxy": "a:1", "HTTPS_PROXY": "b:2"], "https://huggingface.co")?.host == "a")
    #expect(try server(["HTTPS_PROXY": "proxy"], "http://huggingface.co") == nil)
    #expect(try server(["HTTP_PROXY": ""], "http://huggingface.co") == nil)
    let socks = try server(["HTTP_PROXY": "socks5h://me:secret@s"], "http://x.org")
    #expect(socks == .init(isSOCKS: true, host: "s", port: 1080, user: "me", password: "secret"))
  }

  @Test(arguments: [
    ("*", true), ("huggingface.co", true), (".huggingface.co", true), ("hugging.co", false),
    ("face.co", false), ("other, co", true), ("cdn.huggingface.co:443", true), ("huggingface.co:80", false),
    ("", false), (".", false), ("HuggingFace.CO", true),
  ])
  func whatIsAskedDirectly(list: String, isDirect: Bool) throws {
    let environment = ["HTTPS_PROXY": "http://proxy:1", "no_proxy": list]
    #expect(try (server(environment, "https://cdn.huggingface.co/x") == nil) == isDirect)
  }

  @Test(arguments: ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:1/"])
  func thisMachine(address: String) throws {
    #expect(try server(["HTTP_PROXY": "http://proxy:1"], address) == nil)
  }

  @Test(arguments: ["https://proxy:1", "http://", "http://proxy:99999", "ht tp://x", "://"])
  func proxiesThatAreNone(text: String) throws {
    #expect(throws: HTTPFailure.self) { try server(["HTTP_PROXY": text], "http://example.org") }
  }
}
