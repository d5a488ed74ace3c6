import ContentCoding
import Foundation
import Testing

struct FingerprintTests {
  private let codebook = Codebook(variables: [
    Variable(
      name: "genre", type: .category, definition: "Was für ein Bild / what kind?", level: .ordinal,
      categories: [
        Category(name: "meme", definition: "A joke.", phrases: ["a \"meme\""], examples: ["post-1"]),
        Category(name: "Ü"),
      ], allowsOther: true, appliesWhen: [FilterCondition(variable: "flag", values: ["true"])],
      isSensitive: true),
    Variable(name: "anger", type: .number, range: 0...0.5),
  ])

  /// Stored in every run: it must never change for the same codebook, whatever the release, machine or process.
  @Test func aCodebooksFingerprintIsPinned() {
    #expect(codebook.fingerprint.hex == "49fa2c33057a0c168761ea863066d88051d10ecbcb49de8841e4082663682d9c")
  }

  /// FIPS 180-4, the digest of "abc".
  @Test func fingerprintsAreSHA256() {
    let fingerprint = Fingerprint(ofBytes: Array("abc".utf8))
    #expect(fingerprint.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(fingerprint.short == "ba7816bf8f01")
    #expect(fingerprint.description == fingerprint.hex)
  }

  @Test func theOrderOfADictionaryDoesNotMatter() {
    let keys = (0..<200).map { "key \($0)" }
    var forwards: [String: Int] = [:]
    var backwards: [String: Int] = Dictionary(minimumCapacity: 4000)
    for (value, key) in keys.enumerated() { forwards[key] = value }
    for (value, key) in keys.enumerated().reversed() { backwards[key] = value }
    #expect(Array(forwards.keys) != Array(backwards.keys))
    #expect(Fingerprint(of: forwards) == Fingerprint(of: backwards))
  }

  @Test func everyPartOfACodebookCounts() {
    var versions = [codebook]
    func edited(_ edit: (inout Codebook) -> Void) {
      var copy = codebook
      edit(&copy)
      versions.append(copy)
    }
    edited { $0.variables[0].name = "kind" }
    edited { $0.variables[0].type = .tags }
    edited { $0.variables[0].definition += "." }
    edited { $0.variables[0].level = .nominal }
    edited { $0.variables[0].categories[0].name = "Meme" }
    edited { $0.variables[0].categories[0].definition = "" }
    edited { $0.variables[0].categories[0].phrases = [] }
    edited { $0.variables[0].categories[0].examples = [] }
    edited { $0.variables[0].phrases = ["true": ["a joke"]] }
    edited { $0.variables[0].templates = ["a photo of {}"] }
    edited { $0.variables[0].categories.reverse() }
    edited { $0.variables[0].allowsOther = false }
    edited { $0.variables[0].appliesWhen = [] }
    edited { $0.variables[0].isSensitive = false }
    edited { $0.variables[1].range = nil }
    edited { $0.variables[1].range = 0...0.25 }
    edited { $0.variables.reverse() }
    #expect(Set(versions.map(\.fingerprint)).count == versions.count)
  }

  @Test func neighbouringTextsAreToldApart() {
    #expect(Fingerprint(of: ["ab", "c"]) != Fingerprint(of: ["a", "bc"]))
    #expect(Fingerprint(of: "1") != Fingerprint(of: 1))
    #expect(Fingerprint(of: [String]()) != Fingerprint(of: [""]))
  }

  @Test func valuesThatJSONHasNoFormForStillHaveOne() {
    #expect(Fingerprint(of: [Double.nan]) != Fingerprint(of: [Double.infinity]))
    #expect(Fingerprint(of: [Double.nan]) == Fingerprint(of: [Double.nan]))
  }

  @Test func itIsStoredAsItsDigits() throws {
    let bytes = try JSONEncoder().encode([codebook.fingerprint])
    #expect(String(decoding: bytes, as: UTF8.self) == "[\"\(codebook.fingerprint.hex)\"]")
    #expect(try JSONDecoder().decode([Fingerprint].self, from: bytes) == [codebook.fingerprint])
    #expect(Fingerprint(stored: codebook.fingerprint.hex) == codebook.fingerprint)
  }

  @Test func aCodebookReadBackHasTheSameFingerprint() throws {
    let copy = try JSONDecoder().decode(Codebook.self, from: JSONEncoder().encode(codebook))
    #expect(copy == codebook)
    #expect(copy.fingerprint == codebook.fingerprint)
  }
}
