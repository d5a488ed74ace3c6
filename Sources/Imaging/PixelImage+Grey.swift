extension PixelImage {
  /// `width * height` grey samples, row by row: ITU-R 601 as Pillow's `convert("L")` has it, resized by Lanczos.
  func grey(width: Int, height: Int) -> [UInt8] {
    // Neither step can fail: decoding is done.
    let samples = try? Scratch.borrow { (scratch) throws(ImageProblem) in
      let grey = scratch.upright.raster(width: self.width, height: self.height, channels: 1)
      pixels.withUnsafeBufferPointer { pixels in
        for pixel in 0..<self.width * self.height {
          let red = UInt32(pixels[pixel * 3])
          let green = UInt32(pixels[pixel * 3 + 1])
          let blue = UInt32(pixels[pixel * 3 + 2])
          grey.start[pixel] = UInt8((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16)
        }
      }
      let small = Resampler(filter: .lanczos).resize(
        grey, width: width, height: height, crop: .init(x: 0..<width, y: 0..<height), scratch: scratch)
      return Array(small.bytes)
    }
    return samples ?? []
  }
}
