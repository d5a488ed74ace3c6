extension PixelImage {
  /// The picture with its longer side scaled down to `side` pixels by Lanczos, never up; itself where it is not longer.
  public func scaledDown(toLongestSide side: Int) -> PixelImage {
    let (width, height) = PictureSize.fitting(width: width, height: height, longestSide: side)
    guard width != self.width || height != self.height else { return self }
    return resized(width: width, height: height, filter: .lanczos)
  }

  /// The picture in another size, to the very bytes of Pillow's `Image.resize`.
  ///
  /// - Parameters:
  ///   - width: columns of the result, at least 1.
  ///   - height: rows of the result, at least 1.
  ///   - filter: how it is resampled.
  /// - Returns: the resized picture.
  public func resized(width: Int, height: Int, filter: ResampleFilter) -> PixelImage {
    // Resizing what is decoded cannot fail.
    let resized = try? Scratch.borrow { (scratch) throws(ImageProblem) in
      PixelImage(
        Resampler(filter: filter).resize(
          scratch.copy(of: self), width: width, height: height, crop: .init(x: 0..<width, y: 0..<height),
          scratch: scratch))
    }
    return resized ?? self
  }
}

/// Sizes of pictures.
enum PictureSize {
  /// The size of a picture whose longer side is scaled down to `longestSide`, never up; each side at least 1.
  static func fitting(width: Int, height: Int, longestSide: Int) -> (width: Int, height: Int) {
    let scale = min(1, Double(max(1, longestSide)) / Double(max(width, height)))
    return (max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded())))
  }
}
