import CTurboJPEG
import Foundation

/// A small JPEG of a picture, upright, without any metadata, never larger than the picture itself.
///
/// - Parameters:
///   - bytes: the picture, in any format that `ImageDecoder` reads.
///   - longestSide: the longer side of the result in pixels, at least 1.
///   - quality: JPEG quality, 1 to 100; values outside are brought inside.
///   - decoder: reads the picture and limits its pixels.
/// - Returns: the bytes of a baseline JPEG, 4:2:0.
/// - Throws: `ImageProblem` as `ImageDecoder.decode` does, and `.encodingFailed`.
public func thumbnail(
  of bytes: some ContiguousBytes, longestSide: Int, quality: Int = 82, decoder: ImageDecoder = .init()
) throws(ImageProblem) -> [UInt8] {
  try withBytes(of: bytes) { (raw) throws(ImageProblem) in
    let picture = try EncodedPicture(raw, pixelLimit: decoder.pixelLimit)
    let scale = min(1, Double(max(1, longestSide)) / Double(max(picture.width, picture.height)))
    let width = max(1, Int((Double(picture.width) * scale).rounded()))
    let height = max(1, Int((Double(picture.height) * scale).rounded()))
    return try Scratch.borrow { (scratch) throws(ImageProblem) in
      let raster = try picture.decode(scale: min(1, scale * 2), alpha: decoder.alpha, scratch: scratch)
      let small = Resampler(filter: .lanczos).resize(
        raster, width: width, height: height, crop: .init(x: 0..<width, y: 0..<height), scratch: scratch)
      return try JPEGEncoder.encode(small, quality: max(1, min(100, quality)))
    }
  }
}

/// Writes JPEG with libjpeg-turbo.
enum JPEGEncoder {
  static func encode(_ raster: Raster, quality: Int) throws(ImageProblem) -> [UInt8] {
    guard let handle = tjInitCompress() else { throw .encodingFailed(detail: "TurboJPEG could not start") }
    defer { tjDestroy(handle) }
    var memory: UnsafeMutablePointer<UInt8>?
    var length: UInt = 0
    defer { tjFree(memory) }
    let status = tjCompress2(
      handle, raster.start, Int32(raster.width), Int32(raster.rowBytes), Int32(raster.height),
      TJPF_RGB.rawValue,
      &memory, &length, Int32(TJSAMP_420.rawValue), Int32(quality), 0)
    guard status == 0, let memory else {
      throw .encodingFailed(detail: String(cString: tjGetErrorStr2(handle)))
    }
    return Array(UnsafeBufferPointer(start: memory, count: Int(length)))
  }
}
