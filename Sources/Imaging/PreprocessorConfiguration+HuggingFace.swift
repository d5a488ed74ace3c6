import Foundation

extension PreprocessorConfiguration {
  /// Reads the bytes of a Hugging Face `preprocessor_config.json`, in its forms from 2021 on.
  ///
  /// Accepted: `size` as a number, a pair, `{shortest_edge}` or `{height, width}`; `crop_size` as a number or
  /// `{height, width}`; `resample` as Pillow's number or name; ConvNeXT's `crop_pct`; the object itself or one nested
  /// under `image_processor`. A size that is one number means the short edge for the processors of CLIP, BiT, ConvNeXT
  /// and MobileNet and a square for the others, as in transformers; where no processor is named, the short edge if
  /// the centre is cropped. `do_convert_rgb: true`, which is CLIP's default, drops alpha, as the model's processor does. Keys that change no pixel are passed over.
  ///
  /// - Throws: `PreprocessorConfigurationProblem`, which names the key, for JSON that is none, for steps that
  ///   Codeframe does not take (padding, channel flips, ...) and for values out of range.
  public init(huggingFace json: Data) throws(PreprocessorConfigurationProblem) {
    guard let file = try? JSONDecoder().decode(HuggingFaceFile.self, from: json) else {
      throw .init(key: "the file", reason: "is not a JSON object of the expected form")
    }
    try self.init(file.imageProcessor ?? file.top)
  }

  private init(_ keys: HuggingFaceKeys) throws(PreprocessorConfigurationProblem) {
    for (key, value) in keys.refusedSteps where value == true {
      throw .init(key: key, reason: "this step is not supported")
    }
    if keys.sizeDivisor != nil { throw .init(key: "size_divisor", reason: "this step is not supported") }
    var resize: Resize?
    var crop: Crop?
    if keys.doCenterCrop ?? (keys.cropSize != nil) {
      guard let size = keys.cropSize ?? keys.size else {
        throw .init(key: "crop_size", reason: "is missing, and do_center_crop is true")
      }
      crop = try Self.crop(size)
    }
    if keys.doResize ?? true {
      guard let size = keys.size else { throw .init(key: "size", reason: "is missing") }
      resize = try Self.resize(size, keys)
      if keys.isConvNeXT, case .shortestEdge(let edge) = resize {
        (resize, crop) = try Self.convNeXT(edge, fraction: keys.cropPct ?? 224.0 / 256)
      }
    }
    let normalises = keys.doNormalize ?? true
    if normalises && (keys.imageMean == nil || keys.imageStd == nil) {
      throw .init(
        key: "image_mean", reason: "image_mean or image_std is missing, and do_normalize is not false")
    }
    try self.init(
      resize: resize, filter: try keys.filter, centreCrop: crop,
      rescaleFactor: keys.doRescale ?? true ? keys.rescaleFactor ?? 1.0 / 255 : 1,
      mean: normalises ? keys.imageMean?.three ?? [] : [0, 0, 0],
      standardDeviation: normalises ? keys.imageStd?.three ?? [] : [1, 1, 1],
      alpha: keys.convertsToRGB ? .dropped : .overWhite)
  }

  private static func resize(
    _ size: HuggingFaceSize, _ keys: HuggingFaceKeys
  ) throws(PreprocessorConfigurationProblem) -> Resize {
    switch size {
    case .edge(let edge):
      keys.readsEdgeAsShortest ? .shortestEdge(edge) : .squashed(width: edge, height: edge)
    case .shortestEdge(let edge): .shortestEdge(edge)
    case .both(let height, let width): .squashed(width: width, height: height)
    case .other(let names): throw .init(key: "size", reason: "\(names) is not supported")
    }
  }

  private static func crop(_ size: HuggingFaceSize) throws(PreprocessorConfigurationProblem) -> Crop {
    switch size {
    case .edge(let edge), .shortestEdge(let edge): Crop(width: edge, height: edge)
    case .both(let height, let width): Crop(width: width, height: height)
    case .other(let names): throw .init(key: "crop_size", reason: "\(names) is not supported")
    }
  }

  /// Below 384 pixels: resize the short edge to `Int(edge / fraction)` and crop; from 384 on: squash.
  private static func convNeXT(
    _ edge: Int, fraction: Double
  ) throws(PreprocessorConfigurationProblem) -> (Resize, Crop?) {
    guard edge < 384 else { return (.squashed(width: edge, height: edge), nil) }
    guard fraction > 0, fraction <= 1 else {
      throw .init(key: "crop_pct", reason: "must be above 0 and at most 1")
    }
    let resized = min(Double(edge) / fraction, Double(sideLimit) + 1)
    return (.shortestEdge(Int(resized)), Crop(width: edge, height: edge))
  }
}
