/// The sizes of one picture's way to the tensor.
struct ResizePlan {
  /// The size after the resize.
  let width: Int
  let height: Int
  /// The part of the resized picture that is kept.
  let crop: Resampler.Crop
  /// Where that part lies in the tensor; above 0 where the resized picture is smaller than the crop.
  let offset: (x: Int, y: Int)

  /// The plan for a picture of `width` x `height` pixels.
  ///
  /// - Throws: `.tooManyPixels` for a picture so long and narrow that its resized long edge passes 2^24 pixels.
  init(_ configuration: PreprocessorConfiguration, width: Int, height: Int) throws(ImageProblem) {
    switch configuration.resize {
    case nil:
      (self.width, self.height) = (width, height)
    case .squashed(let squashedWidth, let squashedHeight):
      (self.width, self.height) = (squashedWidth, squashedHeight)
    case .shortestEdge(let edge):
      // transformers' get_resize_output_image_size: int(size * long / short).
      let (short, long) = (min(width, height), max(width, height))
      let longEdge = Int(Double(edge) * Double(long) / Double(short))
      guard longEdge <= 1 << 24 else { throw .tooManyPixels(width: width, height: height, limit: 1 << 24) }
      (self.width, self.height) = width <= height ? (edge, longEdge) : (longEdge, edge)
    }
    let output = configuration.outputSize
    let columns = Self.centre(self.width, output.width)
    let rows = Self.centre(self.height, output.height)
    crop = Resampler.Crop(x: columns.kept, y: rows.kept)
    offset = (columns.offset, rows.offset)
  }

  /// transformers' `center_crop` along one axis: offset `(size - wanted) // 2`, rounded down; a smaller picture has
  /// the larger half of the padding before it.
  private static func centre(_ size: Int, _ wanted: Int) -> (kept: Range<Int>, offset: Int) {
    if size >= wanted {
      let first = (size - wanted) / 2
      return (first..<first + wanted, 0)
    }
    return (0..<size, (wanted - size + 1) / 2)
  }
}
