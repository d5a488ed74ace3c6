/// Resizes 8-bit RGB or grey to the very bytes of Pillow's `Image.resize`, and computes only the part that is asked for.
///
/// A horizontal pass, then a vertical pass, each rounded to a byte. A pass whose size does not change is left out.
/// Source: Pillow, `ImagingResampleInner` in `src/libImaging/Resample.c`.
struct Resampler {
  let filter: ResampleFilter

  /// A rectangle of the resized picture.
  struct Crop {
    let x: Range<Int>
    let y: Range<Int>
  }

  /// Resizes `source` to `width` x `height` and returns the part `crop` of the result.
  ///
  /// - Precondition: the sizes are at least 1 and `crop` lies within them.
  func resize(_ source: Raster, width: Int, height: Int, crop: Crop, scratch: Scratch) -> Raster {
    if filter == .nearest {
      return nearest(source, width: width, height: height, crop: crop, scratch: scratch)
    }
    let across = ResampleWeights(source: source.width, target: width, range: crop.x, filter: filter)
    let down = ResampleWeights(source: source.height, target: height, range: crop.y, filter: filter)
    let resizesDown = source.height != height
    let rows = resizesDown ? down.sourceRange : crop.y
    let narrow = scratch.rows.raster(width: crop.x.count, height: rows.count, channels: source.channels)
    let source = Raster(
      width: source.width, height: rows.count, channels: source.channels,
      start: source.start + rows.lowerBound * source.rowBytes)
    if source.width == width {
      for row in 0..<rows.count {
        let from = source.start + row * source.rowBytes + crop.x.lowerBound * source.channels
        (narrow.start + row * narrow.rowBytes).update(from: from, count: narrow.rowBytes)
      }
    } else {
      HorizontalPass.run(source, to: narrow, across)
    }
    guard resizesDown else { return narrow }
    let result = scratch.resized.raster(width: crop.x.count, height: crop.y.count, channels: source.channels)
    for row in 0..<result.height {
      VerticalPass.run(
        narrow.start + (down.starts[row] - rows.lowerBound) * narrow.rowBytes, rowBytes: narrow.rowBytes,
        to: result.start + row * result.rowBytes, down, at: row)
    }
    return result
  }

  /// The pixel whose square holds the centre, as Pillow's affine transform finds it by repeated addition.
  private func nearest(_ source: Raster, width: Int, height: Int, crop: Crop, scratch: Scratch) -> Raster {
    let columns = Self.nearestPlaces(source: source.width, target: width)
    let rows = Self.nearestPlaces(source: source.height, target: height)
    let result = scratch.resized.raster(
      width: crop.x.count, height: crop.y.count, channels: source.channels)
    var to = result.start
    for y in crop.y {
      for x in crop.x {
        let from = source.start + rows[y] * source.rowBytes + columns[x] * source.channels
        to.update(from: from, count: source.channels)
        to += source.channels
      }
    }
    return result
  }

  private static func nearestPlaces(source: Int, target: Int) -> [Int] {
    let scale = Double(source) / Double(target)
    var place = scale * 0.5
    return (0..<target).map { _ in
      defer { place += scale }
      return min(source - 1, Int(place))
    }
  }
}
