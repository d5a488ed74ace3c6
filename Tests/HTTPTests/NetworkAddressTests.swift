import Foundation
import Testing

@testable import HTTP

struct NetworkAddressTests {
  private static func address(_ text: String) async -> NetworkAddress? {
    await NetworkAddress.resolved(text).first
  }

  @Test(arguments: [
    "8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "169.253.0.1", "223.255.255.1",
    "2606:4700::1", "2a00:1450::1",
    "::ffff:8.8.8.8", "64:ff9b::808:808",
  ])
  func isPublic(text: String) async throws {
    let address = try #require(await Self.address(text))
    #expect(address.isPublic, "\(address)")
  }

  @Test(arguments: [
    "127.0.0.1", "127.255.0.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
    "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::1", "::",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "fe80::1", "fc00::1",
    "fd12::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "3fff::1", "4000::1", "[::1]",
    "2130706433", "0x7f000001", "localhost",
  ])
  func isNotPublic(text: String) async {
    // Old spellings of numbers are addresses too, where the resolver takes them for such.
    for address in await NetworkAddress.resolved(text) { #expect(!address.isPublic, "\(text) \(address)") }
  }

  @Test func aNameWithoutAnAddressHasNone() async {
    #expect(await NetworkAddress.resolved("nowhere.invalid").isEmpty)
  }

  @Test(arguments: [
    "http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://[::ffff:127.0.0.1]:9/",
    "http://2130706433:9/",
  ])
  func thisMachineIsNotAskedWherePublicAddressesAloneAre(text: String) async throws {
    try await HTTPTransport.with(userAgent: "codeframe/1", environment: [:], addresses: .publicOnly) {
      transport in
      let url = try #require(URL(string: text))
      let failure = await #expect(throws: HTTPFailure.self) {
        _ = try await transport.send(HTTPRequest(url: url))
      }
      if case .forbiddenAddress? = failure?.cause { return }
      #expect(failure?.cause == .nameNotResolved)
    }
  }
}
