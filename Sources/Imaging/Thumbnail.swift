import CTurboJPEG
import CVips
import Foundation

/// What a small picture is written as.
public enum ThumbnailFormat: String, Sendable {
  /// Baseline JPEG, 4:2:0.
  case jpeg
  /// WebP, a quarter smaller than JPEG of the same quality.
  case webp
}

/// A small copy of a picture, upright, without any metadata, never larger than the picture itself.
///
/// - Parameters:
///   - bytes: the picture, in any format that `ImageDecoder` reads.
///   - longestSide: the longer side of the result in pixels, at least 1.
///   - quality: 1 to 100; values outside are brought inside.
///   - format: what it is written as.
///   - decoder: reads the picture and limits its pixels.
/// - Returns: the bytes of the copy.
/// - Throws: `ImageProblem` as `ImageDecoder.decode` does, and `.encodingFailed`.
public func thumbnail(
  of bytes: some ContiguousBytes, longestSide: Int, quality: Int = 82, as format: ThumbnailFormat = .jpeg,
  decoder: ImageDecoder = .init()
) throws(ImageProblem) -> [UInt8] {
  try withBytes(of: bytes) { (raw) throws(ImageProblem) in
    let picture = try EncodedPicture(raw, pixelLimit: decoder.pixelLimit)
    let (width, height) = PictureSize.fitting(
      width: picture.width, height: picture.height, longestSide: longestSide)
    let scale = min(1, Double(max(1, longestSide)) / Double(max(picture.width, picture.height)))
    return try Scratch.borrow { (scratch) throws(ImageProblem) in
      let raster = try picture.decode(scale: min(1, scale * 2), alpha: decoder.alpha, scratch: scratch)
      let small = Resampler(filter: .lanczos).resize(
        raster, width: width, height: height, crop: .init(x: 0..<width, y: 0..<height), scratch: scratch)
      let quality = max(1, min(100, quality))
      return switch format {
      case .jpeg: try JPEGEncoder.encode(small, quality: quality)
      case .webp: try WebPEncoder.encode(small, quality: quality)
      }
    }
  }
}

/// The same of a picture that is decoded already.
///
/// - Parameters:
///   - image: the picture.
///   - longestSide: the longer side of the result in pixels, at least 1.
///   - quality: 1 to 100; values outside are brought inside.
///   - format: what it is written as.
/// - Returns: the bytes of the copy.
/// - Throws: `ImageProblem.encodingFailed`.
public func thumbnail(
  of image: PixelImage, longestSide: Int, quality: Int = 82, as format: ThumbnailFormat = .jpeg
) throws(ImageProblem) -> [UInt8] {
  let small = image.scaledDown(toLongestSide: max(1, longestSide))
  let quality = max(1, min(100, quality))
  return try Scratch.borrow { (scratch) throws(ImageProblem) in
    let raster = scratch.copy(of: small)
    return switch format {
    case .jpeg: try JPEGEncoder.encode(raster, quality: quality)
    case .webp: try WebPEncoder.encode(raster, quality: quality)
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

/// Writes WebP with libvips.
enum WebPEncoder {
  static func encode(_ raster: Raster, quality: Int) throws(ImageProblem) -> [UInt8] {
    guard VipsDecoder.isRunning else { throw .encodingFailed(detail: "libvips could not start") }
    // libvips takes rows without gaps.
    let row = raster.width * 3
    var pixels: [UInt8] = []
    pixels.reserveCapacity(row * raster.height)
    for line in 0..<raster.height {
      pixels.append(contentsOf: UnsafeBufferPointer(start: raster.start + line * raster.rowBytes, count: row))
    }
    var length = 0
    let memory = cvips_webp(pixels, Int32(raster.width), Int32(raster.height), Int32(quality), &length)
    guard let memory else {
      cvips_clear_error()
      throw .encodingFailed(detail: "libvips could not write WebP")
    }
    defer { cvips_free(memory) }
    return Array(UnsafeRawBufferPointer(start: memory, count: length))
  }
}
