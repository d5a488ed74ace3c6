/// Borrowed 8-bit pixels, RGB interleaved or grey.
///
/// At least `Raster.slack` writable bytes follow the last pixel, so
/// that whole vectors can be loaded and stored at every pixel.
struct Raster {
  static let slack = 64

  let width: Int
  let height: Int
  /// 3 for RGB, 1 for grey.
  var channels = 3
  let start: UnsafeMutablePointer<UInt8>

  var rowBytes: Int { width * channels }
  var bytes: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: start, count: rowBytes * height)
  }
}
