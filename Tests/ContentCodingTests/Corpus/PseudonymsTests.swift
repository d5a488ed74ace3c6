import ContentCoding
import Foundation
import Testing

struct PseudonymsTests {
  /// RFC 4231, test case 2: HMAC-SHA-256 of "what do ya want for nothing?" under "Jefe" starts with these 10 bytes.
  @Test func pseudonymsAreHMACs() {
    let pseudonyms = Pseudonyms(key: Data("Jefe".utf8))
    #expect(pseudonyms("what do ya want for nothing?") == "p5bdcc146bf60754e6a04")
  }

  @Test func anotherKeyGivesAnotherPseudonym() {
    #expect(Pseudonyms(key: Data([1]))("anna") != Pseudonyms(key: Data([2]))("anna"))
  }
}
