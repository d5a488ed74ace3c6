import Foundation
import Testing

extension EndToEnd {
  /// Does the caption help the picture? On a corpus where the answer is known.
  struct AblationTests {
    private static let coders = """
        - name: fused
          kind: fusion
          hidden-units: 8
          variables: [light, story]
          parts: [{name: picture}, {name: caption, uses: [caption]}]
      """

    @Test func theAblationFindsWhatDecides() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        let printed = try await place.codeframe.run(
          "ablation", "-C", "study", "fused", "--json", timeout: 500)
        #expect(printed.status == 0, "\(printed.messages)")
        let variables = try #require(try JSONValue(parsing: printed.bytes)["variables"]?.items)
        func row(_ variable: Int, _ place: Int) throws -> JSONValue {
          try #require(variables[variable]["rows"]?.items[place])
        }
        func gain(_ row: JSONValue) throws -> Double { try #require(row["gain"]?["estimate"]?.number) }
        // light: the picture alone decides, and the caption says nothing of it.
        #expect(abs(try gain(try row(0, 1))) < 0.03)
        #expect(try gain(try row(0, 2)) > 0.3)
        // story: each part tells half of it.
        #expect(try gain(try row(1, 1)) > 0.2)
        #expect(try gain(try row(1, 2)) > 0.2)
        #expect(try #require(row(1, 1)["gain"]?["interval"]?["lower"]?.number) > 0)
      }
    }
  }
}
