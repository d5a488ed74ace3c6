import CryptoExtras
import Foundation
import Testing

@testable import Storage

struct PasswordTests {
  /// The second example of RFC 7914, section 12: the library is the one that the RFC means.
  @Test func theLibraryMakesTheKeysOfTheStandard() throws {
    let key = try KDF.Scrypt.deriveKey(
      from: Data("password".utf8), salt: Data("NaCl".utf8), outputByteCount: 64, rounds: 1024, blockSize: 8,
      parallelism: 16)
    let hex = key.withUnsafeBytes { $0.map { String(format: "%02x", $0) }.joined() }
    #expect(hex.hasPrefix("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"))
  }

  @Test func onlyThePasswordItselfFits() throws {
    let kept = try Password("correct horse é")
    #expect(kept.fits("correct horse é"))
    #expect(kept.fits("correct horse e\u{301}"), "one letter, two ways to write it")
    for wrong in ["correct horse e", "Correct horse é", "", "correct horse é ", kept.text] {
      #expect(!kept.fits(wrong))
    }
    #expect(!kept.text.contains("horse"))
    #expect(try Password("correct horse é").text != kept.text, "each has a salt of its own")
  }

  @Test func shortAndEndlessOnesAreRefused() {
    #expect(throws: Password.Problem.tooShort) { try Password("123456789") }
    #expect(throws: Password.Problem.tooLong) { try Password(String(repeating: "a", count: 2000)) }
  }

  @Test(arguments: [
    "", "scrypt", "scrypt$1$1$1$$", "scrypt$0$0$0$AA==$AA==", "scrypt$-1$8$1$AA==$AA==", "plain$a",
    "scrypt$99999999999$8$1$AAAA$\(Data(count: 32).base64EncodedString())",
    "scrypt$32768$8$3$AAAA$\(Data(count: 31).base64EncodedString())",
  ])
  func whatIsDamagedFitsNothing(text: String) {
    #expect(!Password(kept: text).fits("a password that is long"))
    #expect(!Password(kept: text).fits(""))
  }
}
