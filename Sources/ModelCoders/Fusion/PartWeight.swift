/// The weight of a part as people read it.
enum PartWeight {
  /// Three decimals, `0.071`.
  static func text(_ weight: Double) -> String {
    guard weight.isFinite, abs(weight) < 1e6 else { return "\(weight)" }
    let thousandths = Int((abs(weight) * 1000).rounded())
    let rest = "\(thousandths % 1000)"
    let sign = weight < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
