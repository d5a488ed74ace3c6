import Foundation
import Testing

@testable import Prompting

@Suite("A key is masked in whatever an endpoint sends back") struct KeyMaskTests {
  private static let key = "sk-Zq81xV0bTnR5wYh7LmKc"
  private let mask = KeyMask(KeyMaskTests.key)

  private static let forms: [String] = {
    let letters = key.map(String.init)
    var forms = [key, "Bearer \(key)", String(key.prefix(12)), String(key.suffix(10))]
    forms += [letters.joined(separator: " "), letters.joined(separator: ",")]
    forms += [key, "Bearer \(key)", "x\(key)"].map { Data($0.utf8).base64EncodedString() }
    forms += ["%02x", "%02X"].map { format in key.utf8.map { String(format: format, $0) }.joined() }
    return forms
  }()

  @Test(arguments: forms)
  func everyForm(form: String) {
    let masked = mask.masked("Incorrect key: \(form)!")
    #expect(masked.contains("[key]"))
    #expect(masked.hasPrefix("Incorrect key: ") && masked.hasSuffix("!"))
    #expect(!masked.contains(form))
  }

  @Test func otherTextIsLeftAlone() {
    let text = "The picture shows a demonstration in Zürich, 2024-05-01; sk- is no key."
    #expect(mask.masked(text) == text)
    #expect(KeyMask("abc").masked("the abc of it") == "the [key] of it")
  }
}
