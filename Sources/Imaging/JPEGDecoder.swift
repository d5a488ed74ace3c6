import CJPEG
import Foundation

/// Decodes JPEG with libjpeg-turbo: the accurate integer DCT and smooth ("fancy") chroma upsampling, which are
/// Pillow's settings.
struct JPEGDecoder {
  let bytes: UnsafeRawBufferPointer
  let structure: JPEGStructure

  /// A progressive file may repeat its scans without end.
  ///
  /// libjpeg-turbo's own tools stop at 500; cameras and
  /// optimisers write about 10.
  private static let scanLimit = 100

  /// Reads the markers.
  ///
  /// - Throws: `.truncated` where the file has no end-of-image marker, as Pillow does.
  init(_ bytes: UnsafeRawBufferPointer) throws(ImageProblem) {
    self.bytes = bytes
    structure = JPEGStructure(bytes)
    guard structure.isComplete else { throw .truncated }
    guard structure.components > 0 else { throw .corrupt(detail: "it has no frame header") }
    guard structure.scans <= Self.scanLimit else {
      throw .corrupt(detail: "it has \(structure.scans) scans, more than \(Self.scanLimit)")
    }
  }

  /// The bytes that libjpeg-turbo needs for the whole picture: its samples, and where there are several scans the
  /// coefficients of all of them, two bytes each.
  var sampleBytes: Int {
    structure.width * structure.height * structure.components * (structure.scans > 1 ? 3 : 1)
  }

  /// Decodes at `eighths / 8` of the stored size, not yet upright.
  ///
  /// `eighths` is 1 to 8, and each side is rounded up; `isFast` repeats chroma instead of interpolating it. The pixels are
  /// those of this file or there are none: see `cjpeg_decode`.
  func decode(eighths: Int, isFast: Bool, scratch: Scratch) throws(ImageProblem) -> Raster {
    let width = (structure.width * eighths + 7) / 8
    let height = (structure.height * eighths + 7) / 8
    let isInk = structure.components == 4
    let raster = Raster(
      width: width, height: height, start: scratch.decoded.bytes(width * height * (isInk ? 4 : 3)))
    var request = CJPEGRequest(
      bytes: bytes.bindMemory(to: UInt8.self).baseAddress, length: bytes.count, eighths: Int32(eighths),
      is_fast: isFast, is_ink: isInk, width: Int32(width), height: Int32(height),
      scan_limit: Int32(Self.scanLimit))
    var text = [CChar](repeating: 0, count: Int(CJPEGMessageLength))
    let outcome = cjpeg_decode(&request, raster.start, &text)
    let message = text.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    switch outcome {
    case CJPEGWhole: break
    case CJPEGTruncated: throw .truncated
    case CJPEGUnsupported: throw .unsupportedFormat(name: "JPEG of a rare kind (\(message))")
    case CJPEGNoMemory: throw .noMemory
    default: throw .corrupt(detail: message)
    }
    if isInk { Ink.toLight(raster, inverted: true) }
    return raster
  }
}

/// Cyan, magenta, yellow and black to red, green and blue.
enum Ink {
  /// Converts four samples a pixel to three, in place, with Pillow's formula (`cmyk2rgb` in `Convert.c`):
  /// `(255 - K) - (255 - K) C / 255`, rounded.
  ///
  /// `inverted` says whether 255 means no ink, as in Adobe's JPEG files; Pillow takes every CMYK JPEG so.
  static func toLight(_ raster: Raster, inverted: Bool) {
    let flip: UInt8 = inverted ? 255 : 0
    var (from, to) = (raster.start, raster.start)
    for _ in 0..<raster.width * raster.height {
      let light = Int(255 - (from[3] ^ flip))
      for channel in 0..<3 {
        let product = Int(from[channel] ^ flip) * light + 128
        to[channel] = UInt8(light - ((product >> 8) + product) >> 8)
      }
      from += 4
      to += 3
    }
  }
}
