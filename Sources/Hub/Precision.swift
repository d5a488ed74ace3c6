/// How an export stores its weights, told by the suffix of the file's name.
public enum Precision: String, CaseIterable, Codable, Hashable, Sendable {
  /// 32-bit floats; no suffix.
  case fp32
  /// 16-bit floats.
  case fp16
  /// 8-bit signed integers.
  case int8
  /// 8-bit unsigned integers.
  case uint8
  /// 8-bit integers, by the exporter's default.
  case quantized
  /// 4-bit blocks.
  case q4
  /// 4-bit blocks, the rest in 16-bit floats.
  case q4f16
  /// 4-bit by bitsandbytes.
  case bnb4

  /// What the file's name ends with, before `.onnx`.
  public var suffix: String { self == .fp32 ? "" : "_\(rawValue)" }

  /// Splits a file's name without `.onnx`: `vision_model_fp16` is `vision_model` in `fp16`.
  static func split(_ stem: String) -> (component: String, precision: Precision) {
    for precision in allCases where precision != .fp32 {
      if stem.hasSuffix(precision.suffix), stem.count > precision.suffix.count {
        return (String(stem.dropLast(precision.suffix.count)), precision)
      }
    }
    return (stem, .fp32)
  }
}
