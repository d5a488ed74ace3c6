/// Rescales and normalises bytes through one table a channel: `(byte x factor - mean) / deviation`, computed in double
/// precision and rounded once.
struct Normaliser {
  private let tables: [[Float]]
  private let width: Int
  private let height: Int

  init(_ configuration: PreprocessorConfiguration) {
    (width, height) = configuration.outputSize
    tables = zip(configuration.mean, configuration.standardDeviation).map { mean, deviation in
      (0..<256).map { Float((Double($0) * configuration.rescaleFactor - mean) / deviation) }
    }
  }

  /// Writes `raster` at `offset` into the tensor, black around it.
  func write(_ raster: Raster, at offset: (x: Int, y: Int), into tensor: UnsafeMutableBufferPointer<Float>) {
    let isWhole = raster.width == width && raster.height == height
    for (channel, table) in tables.enumerated() {
      let plane = UnsafeMutableBufferPointer(
        rebasing: tensor[channel * width * height..<(channel + 1) * width * height])
      if !isWhole { plane.update(repeating: table[0]) }
      table.withUnsafeBufferPointer { table in
        for y in 0..<raster.height {
          let row = (offset.y + y) * width + offset.x
          var from = raster.start + y * raster.width * 3 + channel
          for x in 0..<raster.width {
            plane[row + x] = table[Int(from.pointee)]
            from += 3
          }
        }
      }
    }
  }
}
