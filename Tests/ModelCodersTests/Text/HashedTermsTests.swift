import ContentCoding
import Testing

@testable import ModelCoders

struct HashedTermsTests {
  private let encoder = HashedTerms()

  private func vector(_ text: String) throws -> [Float] {
    try #require(try encoder.features(of: [text]).first?.vector)
  }

  private func cosine(_ first: String, _ second: String) throws -> Float {
    zip(try vector(first), try vector(second)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test func vectorsHaveLengthOneAndAreAlwaysTheSame() throws {
    for text in ["A march for the lake", "море и волны", "東京の夜", "👍🏽 #sunset"] {
      let found = try vector(text)
      #expect(found.count == HashedTerms.dimension)
      #expect(abs(found.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
      #expect(try vector(text) == found)
    }
    #expect(try encoder.dimension() == 1024)
  }

  @Test func textsThatShareTermsAreNear() throws {
    let near = try cosine("A march for the lake", "they march at the lake")
    let far = try cosine("A march for the lake", "Pizza und Bier")
    #expect(near > 0.3 && far < 0.15)
    #expect(try cosine("LAKE", "lake") > 0.999)
    // A misspelt word shares its characters.
    #expect(try cosine("demonstration", "demonstratoin") > 0.3)
  }

  @Test(arguments: ["", " \n\t"])
  func aTextWithoutTermsHasNone(text: String) throws {
    let feature = try #require(try encoder.features(of: [text]).first)
    #expect(feature.reason?.code == .noText)
  }
}
