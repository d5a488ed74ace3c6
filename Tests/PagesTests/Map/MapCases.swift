import Foundation

@testable import Pages

/// Small maps for the tests.
enum MapCases {
  static let time = Date(timeIntervalSince1970: 1_795_253_580)

  static func post(_ number: Int, caption: String = "a lake", at place: SIMD2<Double>? = nil) -> MapPost {
    MapPost(
      id: "p\(number)", caption: caption, place: place ?? SIMD2(Double(number), Double(number * number)),
      picture: .init(sprite: number, aspect: 1.5, isSensitive: number == 1))
  }

  static func content(
    _ posts: [MapPost], colourings: [MapColouring] = [], withPictures: Bool = false
  ) -> MapContent {
    MapContent(
      study: "Park visitors", space: "seedling-64, image", generatedAt: time, version: "1.0",
      method: "UMAP of seedling-64.", posts: posts,
      colourings: colourings,
      sprites: withPictures ? MapSprites(side: 64, columns: 16, sheets: [[0xFF, 0xD8, 0xFF, 7]]) : nil)
  }

  /// The text of the element with this id.
  static func block(_ id: String, of page: String) -> String {
    guard let start = page.range(of: "id=\"\(id)\">"),
      let end = page.range(of: "</script>", range: start.upperBound..<page.endIndex)
    else { return "" }
    return String(page[start.upperBound..<end.lowerBound])
  }

  /// The page's data as a browser would parse it.
  static func data(of page: String) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(block("map-data", of: page).utf8))
    return json as? [String: Any] ?? [:]
  }

  static func floats(_ text: Any?) -> [Float] {
    words(text).map { Float(bitPattern: $0) }
  }

  static func integers(_ text: Any?) -> [Int32] {
    words(text).map { Int32(bitPattern: $0) }
  }

  private static func words(_ text: Any?) -> [UInt32] {
    let bytes = Array(Data(base64Encoded: text as? String ?? "") ?? Data())
    return stride(from: 0, to: bytes.count - 3, by: 4).map { place in
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
    }
  }
}
