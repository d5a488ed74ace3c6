import Foundation
import Imaging

/// The fixtures that `tools/fixtures/imaging.py` drew, with what Pillow and imagehash make of them.
struct Golden: Decodable {
  struct Picture: Decodable, CustomStringConvertible {
    let file: String
    let width: Int
    let height: Int
    let crc32: UInt32
    let blockMeans: [Double]
    let phash: String
    let dhash: String
    let prepared: [Prepared]

    var description: String { file }
    /// AVIF, HEIC and lossy WebP come from other decoders than Pillow's, with other chroma interpolation.
    var isFromAnotherDecoder: Bool {
      file.hasSuffix(".avif") || file.hasSuffix(".heic") || file == "plain.webp"
    }

    func bytes() throws -> Data { try Golden.bytes(of: file) }
  }

  struct Prepared: Decodable {
    let edge: Int
    let crop: Int
    let filter: String
    let bytes: Data
  }

  let pictures: [Picture]

  static let all: [Picture] = {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Golden.self, from: bytes(of: "golden.json")).pictures
    } catch {
      fatalError("golden.json: \(error)")
    }
  }()

  static func bytes(of file: String) throws -> Data {
    try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Fixtures").appending(path: file))
  }
}

/// CRC-32 as zlib has it.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = ~0
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320 }
  }
  return ~crc
}
