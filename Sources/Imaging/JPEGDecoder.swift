import CTurboJPEG
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

  /// Decodes at `eighths / 8` of the stored size, not yet upright.
  ///
  /// `eighths` is 1 to 8, and each side is rounded up; `isFast` repeats chroma instead of interpolating it.
  func decode(eighths: Int, isFast: Bool, scratch: Scratch) throws(ImageProblem) -> Raster {
    guard let handle = scratch.decompressor else { throw .corrupt(detail: "TurboJPEG could not start") }
    let width = (structure.width * eighths + 7) / 8
    let height = (structure.height * eighths + 7) / 8
    let isInk = structure.components == 4
    let raster = Raster(
      width: width, height: height, start: scratch.decoded.bytes(width * height * (isInk ? 4 : 3)))
    let format = isInk ? TJPF_CMYK : TJPF_RGB
    // TurboJPEG takes the largest scale that fits into width x height and refuses a picture that fits at none, so
    // it never writes past the buffer, whatever its own reading of the header is.
    let status = tjDecompress2(
      handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count), raster.start, Int32(width),
      Int32(width * (isInk ? 4 : 3)), Int32(height), format.rawValue,
      TJFLAG_LIMITSCANS | (isFast ? TJFLAG_FASTUPSAMPLE : 0))
    if status != 0, let problem = Self.problem(of: handle) { throw problem }
    if isInk { Ink.toLight(raster, inverted: true) }
    return raster
  }

  /// The problem behind a status that is not 0; nil where libjpeg-turbo only warns of something that leaves the
  /// picture whole, such as stray bytes between segments.
  ///
  /// A warning that pixels are missing or made up is a failure: the data ended early, a Huffman code does not exist,
  /// a restart marker is lost. Pillow shows the grey or smeared rest of such a picture; a coder would code it as if
  /// it had been photographed. libjpeg-turbo keeps the text of the first warning only.
  private static func problem(of handle: tjhandle) -> ImageProblem? {
    let message = String(cString: tjGetErrorStr2(handle))
    let text = message.lowercased()
    if text.contains("premature end") { return .truncated }
    if tjGetErrorCode(handle) == TJERR_WARNING.rawValue {
      let harmful = ["bad huffman", "bad arithmetic", "instead of rst"].contains { text.contains($0) }
      return harmful ? .corrupt(detail: message) : nil
    }
    if text.contains("unsupported jpeg process") || text.contains("unsupported jpeg data precision") {
      return .unsupportedFormat(name: "JPEG of a rare kind (\(message))")
    }
    return .corrupt(detail: message)
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
