import HTTP
import Testing

@Suite("This machine") struct LoopbackHostTests {
  @Test(arguments: ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
  func isThis(host: String) { #expect(LoopbackHost.contains(host)) }

  @Test(arguments: [
    "foo.localhost", "127.evil.example", "127.0.0.1.example", "127.0.0", "127.0.0.256", "128.0.0.1",
    "localhost.example",
    "127.0.0.+1", "",
  ])
  func isAnother(host: String) { #expect(!LoopbackHost.contains(host)) }
}
