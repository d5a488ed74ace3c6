/// One of the four normalisation forms of Unicode.
struct NormalizationForm: Normalizer {
  let isCompatible: Bool
  let composes: Bool

  static let nfc = NormalizationForm(isCompatible: false, composes: true)
  static let nfd = NormalizationForm(isCompatible: false, composes: false)
  static let nfkc = NormalizationForm(isCompatible: true, composes: true)
  static let nfkd = NormalizationForm(isCompatible: true, composes: false)

  func apply(to text: inout WorkingText) {
    if text.isASCII { return }
    let tables = Decompositions.shared
    text.rewrite { source, output in
      var parts: [UInt32] = []
      var place = 0
      while place < source.count {
        // An ASCII character before another one is touched by nothing.
        let wide = firstWide(in: source, from: place)
        if wide == source.count || wide > place + 1 {
          let end = wide == source.count ? wide : wide - 1
          flush(&parts, into: &output, tables)
          output.append(source, place, end)
          place = end
          continue
        }
        let (value, count) = scalar(in: source, at: place)
        tables.append(value, compatible: isCompatible, to: &parts)
        place += count
      }
      flush(&parts, into: &output, tables)
    }
  }

  private func flush(_ parts: inout [UInt32], into output: inout [UInt8], _ tables: Decompositions) {
    if parts.isEmpty { return }
    Self.reorder(&parts)
    if composes { Self.compose(&parts, tables) }
    for part in parts { output.append(scalar: part & 0xFF_FFFF) }
    parts.removeAll(keepingCapacity: true)
  }

  /// Sorts each run of marks by combining class, equal ones as they were.
  private static func reorder(_ parts: inout [UInt32]) {
    var start = 0
    while start < parts.count {
      if parts[start] >> 24 == 0 {
        start += 1
        continue
      }
      var end = start + 1
      var isSorted = true
      while end < parts.count, parts[end] >> 24 != 0 {
        if parts[end] >> 24 < parts[end - 1] >> 24 { isSorted = false }
        end += 1
      }
      if !isSorted {
        let order = (start..<end).map { UInt64(parts[$0] >> 24) << 32 | UInt64($0 - start) }.sorted()
        let run = Array(parts[start..<end])
        for (offset, key) in order.enumerated() { parts[start + offset] = run[Int(key & 0xFFFF_FFFF)] }
      }
      start = end
    }
  }

  private static func compose(_ parts: inout [UInt32], _ tables: Decompositions) {
    var starter = -1
    var lastClass: UInt32 = 0
    var kept = 0
    for place in parts.indices {
      let part = parts[place]
      let combiningClass = part >> 24
      if starter >= 0, lastClass < combiningClass || kept == starter + 1,
        let whole = tables.composite(parts[starter], part & 0xFF_FFFF)
      {
        parts[starter] = whole
        continue
      }
      if combiningClass == 0 { starter = kept }
      lastClass = combiningClass
      parts[kept] = part
      kept += 1
    }
    parts.removeSubrange(kept...)
  }
}
