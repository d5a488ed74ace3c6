import Foundation
import Imaging

/// How pictures become what a detector of the DETR family is given: its `preprocessor_config.json`.
///
/// Source: transformers, `DetrImageProcessor` and `YolosImageProcessor`, of which the latter rounds sides down to multiples of 16.
public struct DetectorPreprocessing: Hashable, Codable, Sendable {
  /// What the shorter side is scaled to, in pixels, unless the longer one would pass ``longestEdge``.
  let shortestEdge: Int
  /// What the longer side does not pass, in pixels.
  let longestEdge: Int
  /// Sides are rounded down to multiples of this.
  let multiple: Int
  /// The mean of red, green and blue, from 0 to 1.
  let mean: [Double]
  /// Their standard deviations.
  let deviation: [Double]
  /// What a sample of 0 to 255 is multiplied by.
  let factor: Double

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - json: the bytes of `preprocessor_config.json`.
  ///   - architecture: the model's `model_type`.
  /// - Throws: ``ModelSettingsProblem`` where the file is another or has numbers out of range.
  public init(_ json: Data, architecture: String?) throws(ModelSettingsProblem) {
    func problem(_ reason: String) -> ModelSettingsProblem {
      ModelSettingsProblem(file: "preprocessor_config.json", reason: reason)
    }
    guard let file = try? JSONDecoder().decode(File.self, from: json) else {
      throw problem("is not of the form that a detector's has")
    }
    shortestEdge = file.size?.shortest_edge ?? 800
    longestEdge = file.size?.longest_edge ?? file.max_size ?? 1_333
    multiple = architecture == "yolos" ? 16 : 1
    mean = file.image_mean ?? [0.485, 0.456, 0.406]
    deviation = file.image_std ?? [0.229, 0.224, 0.225]
    factor = file.rescale_factor ?? 1 / 255
    guard (16...4_096).contains(shortestEdge), (shortestEdge...8_192).contains(longestEdge) else {
      throw problem("size is \(shortestEdge) to \(longestEdge) pixels")
    }
    guard mean.count == 3, deviation.count == 3, (mean + deviation + [factor]).allSatisfy(\.isFinite),
      !deviation.contains(0)
    else { throw problem("image_mean and image_std are three numbers each, none of the latter 0") }
  }

  private struct File: Decodable {
    struct Size: Decodable {
      let shortest_edge: Int?
      let longest_edge: Int?

      init(from decoder: any Decoder) throws {
        if let edge = try? decoder.singleValueContainer().decode(Int.self) {
          (shortest_edge, longest_edge) = (edge, nil)
          return
        }
        let sides = try decoder.singleValueContainer().decode([String: Int].self)
        (shortest_edge, longest_edge) = (sides["shortest_edge"], sides["longest_edge"])
      }
    }
    let size: Size?
    let max_size: Int?
    let image_mean: [Double]?
    let image_std: [Double]?
    let rescale_factor: Double?
  }

  /// The size that a picture is given.
  func size(ofWidth width: Int, height: Int) -> (width: Int, height: Int) {
    let (shorter, longer) = (Double(min(width, height)), Double(max(width, height)))
    // The reference rounds the shorter side, and scales the longer one by what it was before.
    let bounded = longer / shorter * Double(shortestEdge) > Double(longestEdge)
    let exact = bounded ? Double(longestEdge) * shorter / longer : Double(shortestEdge)
    let short = Int(exact.rounded(.toNearestOrEven))
    var size = (width: width, height: height)
    if width < height {
      size = (short, Int(exact * Double(height) / Double(width)))
    } else if height != short {
      size = (Int(exact * Double(width) / Double(height)), short)
    }
    func rounded(_ side: Int) -> Int { max(multiple, side / multiple * multiple) }
    return (rounded(max(1, size.width)), rounded(max(1, size.height)))
  }
}
