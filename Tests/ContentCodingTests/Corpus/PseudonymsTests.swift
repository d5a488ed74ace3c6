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

  @Test func theSameNameHasTheSamePseudonymAndNoOtherHas() {
    let pseudonyms = Pseudonyms(key: Data("a key of the study".utf8))
    let again = Pseudonyms(key: Data("a key of the study".utf8))
    let names = (0..<500).map { "account \($0)" } + ["Account 1", "", " account 1"]
    #expect(Set(names.map { pseudonyms($0) }).count == names.count)
    #expect(names.allSatisfy { pseudonyms($0) == again($0) })
  }

  @Test func pseudonymsArePlainIds() {
    let pseudonym = Pseudonyms(key: Data([7]))("=SUM(A1)")
    #expect(pseudonym.count == 21)
    #expect(pseudonym.first == "p")
    #expect(pseudonym.dropFirst().allSatisfy { "0123456789abcdef".contains($0) })
  }
}
