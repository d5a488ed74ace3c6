import Foundation
import Learning
import Testing

/// What scikit-learn answers, made by `tools/fixtures/learning.py`.
struct Golden: Decodable {
  struct Logistic: Decodable, Sendable {
    struct Fit: Decodable, Sendable {
      let c: Double
      let l2: Double
      let coefficients: [[Double]]
      let probabilities: [[Double]]
    }
    let name: String
    let rows: [[Float]]
    let classes: [Int]
    let count: Int
    let new: [[Float]]
    let balanced: Bool
    let fits: [Fit]
  }

  struct Tags: Decodable {
    let rows: [[Float]]
    let tags: [[Bool]]
    let l2: Double
    let probabilities: [[Double]]
  }

  struct RidgeValues: Decodable {
    let rows: [[Float]]
    let values: [Double]
    let new: [[Float]]
    let l2: Double
    let answers: [[Double]]

    private enum CodingKeys: CodingKey { case rows, values, new, l2, answers }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      rows = try container.decode([[Float]].self, forKey: .rows)
      values = try container.decode([Double].self, forKey: .values)
      new = try container.decode([[Float]].self, forKey: .new)
      l2 = try container.decode(Double.self, forKey: .l2)
      answers = try container.decode([Double].self, forKey: .answers).map { [$0] }
    }
  }

  struct RidgeClasses: Decodable {
    let rows: [[Float]]
    let classes: [Int]
    let count: Int
    let l2: Double
    let scores: [[Double]]
  }

  struct Neighbours: Decodable {
    let rows: [[Float]]
    let classes: [Int]
    let count: Int
    let new: [[Float]]
    let k: Int
    let votes: [[Int]]
  }

  struct Prototypes: Decodable {
    let rows: [[Float]]
    let classes: [Int]
    let count: Int
    let cosines: [[Double]]
  }

  struct Scaler: Decodable {
    let rows: [[Float]]
    let means: [Double]
    let deviations: [Double]
    let transformed: [[Double]]
  }

  struct Temperature: Decodable {
    let logits: [[Float]]
    let classes: [Int]
    let temperature: Float
    let margins: [[Float]]
    let tags: [[Bool]]
    let tagTemperature: Float

    private enum CodingKeys: String, CodingKey {
      case logits, classes, temperature, margins, tags
      case tagTemperature = "tag_temperature"
    }
  }

  let tolerance: Double
  let logistic: [Logistic]
  let tags: Tags
  let ridge: [RidgeValues]
  let ridgeClasses: RidgeClasses
  let neighbours: Neighbours
  let prototypes: Prototypes
  let scaler: Scaler
  let temperature: Temperature

  private enum CodingKeys: String, CodingKey {
    case tolerance, logistic, tags, ridge, neighbours, prototypes, scaler, temperature
    case ridgeClasses = "ridge_classes"
  }

  static func load() throws -> Golden {
    let url = try #require(
      Bundle.module.url(forResource: "learning", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }
}

/// The largest difference between a matrix and what was expected; infinite where the shapes differ.
func distance(_ found: Matrix, _ expected: [[Double]]) -> Double {
  guard found.rows == expected.count, found.columns == expected.first?.count ?? 0 else { return .infinity }
  return zip(found.storage, expected.joined()).map { abs(Double($0) - $1) }.max() ?? 0
}

/// Random numbers for tests, the same on every run.
struct Draws {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// Nearly normal: the sum of 12 uniform numbers less 6.
  mutating func normal() -> Float {
    (0..<12).reduce(into: Float(-6)) { sum, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      sum += Float(state >> 40) * 0x1p-24
    }
  }

  mutating func matrix(_ rows: Int, _ columns: Int, scale: Float = 1) -> Matrix {
    Matrix(rows: rows, columns: columns, storage: (0..<rows * columns).map { _ in scale * normal() })
  }

  /// Row i belongs to class i % count; classes lie `apart` apart.
  mutating func clusters(_ rows: Int, _ columns: Int, count: Int, apart: Float) -> (
    features: Matrix, classes: [Int]
  ) {
    let centres = matrix(count, columns, scale: apart)
    let noise = matrix(rows, columns)
    let storage = (0..<rows * columns).map { noise.storage[$0] + centres[$0 / columns % count, $0 % columns] }
    return (Matrix(rows: rows, columns: columns, storage: storage), (0..<rows).map { $0 % count })
  }
}

/// The column with the largest entry of each row.
func winners(_ matrix: Matrix) -> [Int] {
  (0..<matrix.rows).map { row in
    let entries = Array(matrix.row(row))
    return entries.indices.max { entries[$0] < entries[$1] } ?? 0
  }
}

func share(_ found: [Int], equal expected: [Int]) -> Double {
  Double(zip(found, expected).filter { $0 == $1 }.count) / Double(max(expected.count, 1))
}
