/// The EXIF orientation: where the stored picture's first row and first column lie when it is seen upright.
///
/// Source: EXIF 2.32, tag 0x0112; the turns are those of Pillow's `ImageOps.exif_transpose`.
enum Orientation: Int {
  case upright = 1
  case mirrored, turned180, flipped, transposed, turnedRight, transversed, turnedLeft

  /// The orientation of a tag's value; values outside 1 to 8 mean upright, as in Pillow.
  init(tag: Int) { self = Orientation(rawValue: tag) ?? .upright }

  /// Whether width and height change places.
  var swapsSides: Bool { rawValue >= 5 }

  /// Writes `source` upright into `buffer`.
  ///
  /// An upright source is returned as it is, not copied.
  func apply(to source: Raster, into buffer: GrowingBuffer) -> Raster {
    if self == .upright { return source }
    let (width, height) = (source.width, source.height)
    let target = buffer.raster(width: swapsSides ? height : width, height: swapsSides ? width : height)
    // The place of the stored pixel (x, y) in the upright picture is origin + x * right + y * down.
    let row = target.width * 3
    let (lastX, lastY) = ((target.width - 1) * 3, (target.height - 1) * row)
    let (origin, right, down) =
      switch self {
      case .upright: (0, 3, row)
      case .mirrored: (lastX, -3, row)
      case .turned180: (lastX + lastY, -3, -row)
      case .flipped: (lastY, 3, -row)
      case .transposed: (0, row, 3)
      case .turnedRight: (lastX, row, -3)
      case .transversed: (lastX + lastY, -row, -3)
      case .turnedLeft: (lastY, -row, 3)
      }
    // Square tiles keep both sides of a turn within the cache.
    let tile = 32
    for tileY in stride(from: 0, to: height, by: tile) {
      for tileX in stride(from: 0, to: width, by: tile) {
        for y in tileY..<min(tileY + tile, height) {
          var from = source.start + (y * width + tileX) * 3
          var to = target.start + (origin + tileX * right + y * down)
          for _ in tileX..<min(tileX + tile, width) {
            to[0] = from[0]
            to[1] = from[1]
            to[2] = from[2]
            from += 3
            to += right
          }
        }
      }
    }
    return target
  }
}
