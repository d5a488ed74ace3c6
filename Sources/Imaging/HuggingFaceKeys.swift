import Foundation

/// A `preprocessor_config.json`, or a `processor_config.json` that nests the same under `image_processor`.
struct HuggingFaceFile: Decodable {
  let top: HuggingFaceKeys
  let imageProcessor: HuggingFaceKeys?

  private enum Keys: String, CodingKey {
    case imageProcessor = "image_processor"
  }

  init(from decoder: any Decoder) throws {
    top = try HuggingFaceKeys(from: decoder)
    imageProcessor = try decoder.container(keyedBy: Keys.self)
      .decodeIfPresent(HuggingFaceKeys.self, forKey: .imageProcessor)
  }
}

/// The keys that change pixels, and those that name the processor.
struct HuggingFaceKeys: Decodable {
  let featureExtractorType: String?
  let imageProcessorType: String?
  let doResize: Bool?
  let size: HuggingFaceSize?
  let resample: Resample?
  let doCenterCrop: Bool?
  let cropSize: HuggingFaceSize?
  let cropPct: Double?
  let doRescale: Bool?
  let rescaleFactor: Double?
  let doNormalize: Bool?
  let imageMean: Channels?
  let imageStd: Channels?
  let doConvertRGB: Bool?
  let doPad: Bool?
  let doThumbnail: Bool?
  let doAlignLongAxis: Bool?
  let doFlipChannelOrder: Bool?
  let doAffinePad: Bool?
  let rescaleOffset: Bool?
  let includeTop: Bool?
  let sizeDivisor: Int?

  private enum CodingKeys: String, CodingKey {
    case featureExtractorType = "feature_extractor_type"
    case imageProcessorType = "image_processor_type"
    case doResize = "do_resize"
    case size, resample
    case doCenterCrop = "do_center_crop"
    case cropSize = "crop_size"
    case cropPct = "crop_pct"
    case doRescale = "do_rescale"
    case rescaleFactor = "rescale_factor"
    case doNormalize = "do_normalize"
    case imageMean = "image_mean"
    case imageStd = "image_std"
    case doConvertRGB = "do_convert_rgb"
    case doPad = "do_pad"
    case doThumbnail = "do_thumbnail"
    case doAlignLongAxis = "do_align_long_axis"
    case doFlipChannelOrder = "do_flip_channel_order"
    case doAffinePad = "do_affine_pad"
    case rescaleOffset = "rescale_offset"
    case includeTop = "include_top"
    case sizeDivisor = "size_divisor"
  }

  /// Steps that change pixels and that Codeframe does not take.
  var refusedSteps: [(String, Bool?)] {
    [
      ("do_pad", doPad), ("do_thumbnail", doThumbnail), ("do_align_long_axis", doAlignLongAxis),
      ("do_flip_channel_order", doFlipChannelOrder), ("do_affine_pad", doAffinePad),
      ("rescale_offset", rescaleOffset), ("include_top", includeTop),
    ]
  }

  private var processor: String { (imageProcessorType ?? featureExtractorType ?? "").lowercased() }

  var isConvNeXT: Bool { processor.hasPrefix("convnext") || cropPct != nil }

  var readsEdgeAsShortest: Bool {
    if processor.isEmpty { return isConvNeXT || doCenterCrop == true }
    return isConvNeXT || processor.hasPrefix("bit") || processor.hasPrefix("mobilenet")
      || processor.contains("clip")
  }

  /// Whether the model's processor calls Pillow's `convert("RGB")`, which drops alpha.
  var convertsToRGB: Bool { doConvertRGB ?? processor.hasPrefix("clip") }

  /// The filter; where none is named, bicubic, as CLIP, BiT and BLIP have it.
  var filter: ResampleFilter {
    get throws(PreprocessorConfigurationProblem) {
      let found: ResampleFilter? =
        switch resample {
        case .number(let number): ResampleFilter(rawValue: number)
        case .name(let name): ResampleFilter(name: name.split(separator: ".").last.map(String.init) ?? name)
        case nil: .bicubic
        }
      guard let found else { throw .init(key: "resample", reason: "names no filter of Pillow's") }
      return found
    }
  }

  enum Resample: Decodable {
    case number(Int)
    case name(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Int.self) {
        self = .number(number)
      } else {
        self = .name(try value.decode(String.self))
      }
    }
  }

  /// A value for each channel, or one for all.
  struct Channels: Decodable {
    let three: [Double]

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let one = try? value.decode(Double.self) {
        three = [one, one, one]
      } else {
        three = try value.decode([Double].self)
      }
    }
  }
}

/// The shapes that `size` and `crop_size` have had.
enum HuggingFaceSize: Decodable {
  case edge(Int)
  case shortestEdge(Int)
  case both(height: Int, width: Int)
  /// Keys that Codeframe does not follow, joined.
  case other(String)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let edge = try? value.decode(Int.self) {
      self = .edge(edge)
    } else if let pair = try? value.decode([Int].self) {
      self =
        pair.count == 2 ? .both(height: pair[0], width: pair[1]) : .other("a list of \(pair.count) numbers")
    } else {
      let sides = try value.decode([String: Int?].self).compactMapValues { $0 }
      switch (sides["height"], sides["width"], sides["shortest_edge"], sides.count) {
      case (let height?, let width?, nil, 2): self = .both(height: height, width: width)
      case (nil, nil, let edge?, 1): self = .shortestEdge(edge)
      default: self = .other(sides.keys.sorted().joined(separator: " with "))
      }
    }
  }
}
