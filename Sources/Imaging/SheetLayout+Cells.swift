import Foundation

extension SheetLayout {
  /// What stands in a cell: `side` x `side` pixels of a picture, resized as Pillow resizes with Lanczos.
  ///
  /// Safe to call from many threads at once.
  ///
  /// - Parameters:
  ///   - bytes: the picture, in any format that `ImageDecoder` reads.
  ///   - decoder: reads the picture and limits its pixels.
  /// - Returns: a square of `side` pixels.
  /// - Throws: `ImageProblem` as `ImageDecoder.decode` does, and `.tooManyPixels` where a side passes `sideLimit`.
  public func cell(
    of bytes: some ContiguousBytes, decoder: ImageDecoder = .init()
  ) throws(ImageProblem) -> PixelImage {
    try withBytes(of: bytes) { (raw) throws(ImageProblem) in
      let picture = try EncodedPicture(raw, pixelLimit: decoder.pixelLimit)
      guard max(picture.width, picture.height) <= Self.sideLimit else {
        throw .tooManyPixels(width: picture.width, height: picture.height, limit: decoder.pixelLimit)
      }
      let size = size(width: picture.width, height: picture.height)
      let scale = Double(size.width) / Double(picture.width)
      let scaleDown = Double(size.height) / Double(picture.height)
      return try Scratch.borrow { (scratch) throws(ImageProblem) in
        let raster = try picture.decode(
          scale: min(1, max(scale, scaleDown) * 2), alpha: .overWhite, scratch: scratch)
        return cell(of: raster, resizedTo: size, scratch: scratch)
      }
    }
  }

  /// The same of a picture that is decoded already.
  ///
  /// - Throws: `ImageProblem.tooManyPixels` where a side passes `sideLimit`.
  public func cell(of image: PixelImage) throws(ImageProblem) -> PixelImage {
    guard max(image.width, image.height) <= Self.sideLimit else {
      throw .tooManyPixels(width: image.width, height: image.height, limit: Self.sideLimit)
    }
    return try Scratch.borrow { (scratch) throws(ImageProblem) in
      cell(
        of: scratch.copy(of: image), resizedTo: size(width: image.width, height: image.height),
        scratch: scratch)
    }
  }

  private func cell(
    of raster: Raster, resizedTo size: (width: Int, height: Int), scratch: Scratch
  ) -> PixelImage {
    let shown = Resampler.Crop(x: Self.middle(of: size.width, side), y: Self.middle(of: size.height, side))
    let small = Resampler(filter: .lanczos).resize(
      raster, width: size.width, height: size.height, crop: shown, scratch: scratch)
    return square(of: small)
  }

  /// The size to which a picture is resized before its middle is taken.
  private func size(width: Int, height: Int) -> (width: Int, height: Int) {
    let (short, long) = (min(width, height), max(width, height))
    switch fit {
    case .squashed: return (side, side)
    case .cover: return (max(side, side * width / short), max(side, side * height / short))
    case .contain: return (max(1, side * width / long), max(1, side * height / long))
    }
  }

  private static func middle(of length: Int, _ side: Int) -> Range<Int> {
    let first = max(0, (length - side) / 2)
    return first..<min(length, first + side)
  }

  /// `raster` in the middle of a cell of background.
  private func square(of raster: Raster) -> PixelImage {
    guard raster.width != side || raster.height != side else { return PixelImage(raster) }
    var pixels = background.pixels(side * side)
    let (left, top) = ((side - raster.width) / 2, (side - raster.height) / 2)
    for row in 0..<raster.height {
      let from = UnsafeBufferPointer(start: raster.start + row * raster.rowBytes, count: raster.rowBytes)
      let start = ((top + row) * side + left) * 3
      pixels.replaceSubrange(start..<start + raster.rowBytes, with: from)
    }
    return PixelImage(unchecked: pixels, side: side)
  }
}

extension SheetLayout.Colour {
  /// `count` pixels of this colour.
  func pixels(_ count: Int) -> [UInt8] {
    var pixels = [UInt8](repeating: red, count: count * 3)
    guard red != green || green != blue else { return pixels }
    for pixel in 0..<count {
      pixels[pixel * 3 + 1] = green
      pixels[pixel * 3 + 2] = blue
    }
    return pixels
  }
}

extension PixelImage {
  /// A square of pixels whose number is right.
  fileprivate init(unchecked pixels: [UInt8], side: Int) {
    width = side
    height = side
    self.pixels = pixels
  }
}
