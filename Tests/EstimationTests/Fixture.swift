import Foundation
import Testing

/// A golden file: cases from a reference library, and how near a result must come.
struct Fixture<Case: Decodable>: Decodable {
  let library: [String: String]
  let seed: Int
  let tolerance: Double
  let cases: [Case]

  static func named(_ name: String) throws -> Fixture {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
  }
}

/// Whether both are undefined, or both defined and within the tolerance.
func near(_ found: Double?, _ wanted: Double?, _ tolerance: Double) -> Bool {
  switch (found, wanted) {
  case (nil, nil): true
  case (let found?, let wanted?): abs(found - wanted) <= tolerance * max(1, abs(wanted))
  default: false
  }
}
