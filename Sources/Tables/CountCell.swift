/// A count as it stands in a cell: likes, comments, views.
public enum CountCell: Equatable, Sendable {
  /// The cell says nothing: it is empty, `-`, `NA`, `hidden`, ... or `-1`, which some tools write for hidden.
  case missing
  /// A count, 0 or more.
  case count(Int)
  /// The cell holds something that is no count, or that could be read as two different counts.
  case unreadable

  /// Reads a cell.
  ///
  /// Read are whole numbers (`1234`, `1234.0`, `1.2e3`), groups of three digits with commas, spaces, apostrophes or at
  /// least two dots (`1,234`, `1 234`, `1.234.567`), and the short forms `1.2K`, `1,2K`, `3M`, `1.5B` in either case.
  /// `1.234` and `1,234K` could mean two counts each and are unreadable, and so are negative numbers but -1,
  /// fractions, and counts beyond `Int`.
  ///
  /// - Parameters:
  ///   - text: The cell.
  ///   - hasDecimalComma: Whether a comma is known to stand before decimals and a dot between groups of three digits, so that
  ///     `1.234` is a thousand.
  public init(_ text: String, hasDecimalComma: Bool = false) {
    var cell = Self.normalised(text)
    if hasDecimalComma { cell = Self.withPoint(cell) }
    if MissingWord.contains(cell) || cell.elementsEqual("hidden".utf8) || cell == [0x2D, 0x31] {
      self = .missing
    } else if let value = Self.value(cell) {
      self = .count(value)
    } else {
      self = .unreadable
    }
  }

  /// The count; `nil` if it is missing or unreadable.
  public var value: Int? {
    if case .count(let value) = self { value } else { nil }
  }

  /// This count in a row whose other cells say that counts may be missing.
  ///
  /// 4CAT writes a missing count as 0. So 0 is missing for likes if the row says that likes are hidden, and for every
  /// count if the row is a partial item.
  public func qualified(isLikes: Bool, likesHidden: String?, partialItem: String?) -> CountCell {
    guard self == .count(0) else { return self }
    if let partialItem, !Self.isFalse(partialItem) { return .missing }
    if isLikes, let likesHidden, !Self.isFalse(likesHidden) { return .missing }
    return self
  }

  private static func isFalse(_ text: String) -> Bool {
    let cell = normalised(text)
    let falseWords = ["false", "no", "n", "f", "0", "0.0"]
    return MissingWord.contains(cell) || falseWords.contains { cell.elementsEqual($0.utf8) }
  }

  /// Trimmed, in small letters, with each kind of space as one blank and each dash as `-`.
  private static func normalised(_ text: String) -> [UInt8] {
    var cell: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9, 10, 13, 0x20, 0xA0, 0x2009, 0x202F: cell.append(0x20)
      case 0x2019: cell.append(0x27)
      case 0x2012...0x2014, 0x2212: cell.append(0x2D)
      case 0x41...0x5A: cell.append(UInt8(truncatingIfNeeded: scalar.value | 0x20))
      case ..<0x80: cell.append(UInt8(truncatingIfNeeded: scalar.value))
      default: cell.append(0xFF)
      }
    }
    while cell.last == 0x20 { cell.removeLast() }
    return Array(cell.drop { $0 == 0x20 })
  }

  /// Dots between groups of digits left out, and the comma as a dot; a cell that is not written so as it is.
  private static func withPoint(_ cell: [UInt8]) -> [UInt8] {
    let parts = cell.split(separator: 0x2C, omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: 0x2E, omittingEmptySubsequences: false)
    let isGrouped = groups.dropFirst().allSatisfy { group in
      group.count >= 3 && group.prefix(3).allSatisfy(isDigit)
        && (group.count == 3 || !isDigit(group[group.startIndex + 3]))
    }
    guard parts.count <= 2, isGrouped else { return cell }
    return Array(groups.joined()) + (parts.count == 2 ? [0x2E] + parts[1] : [])
  }

  private static func value(_ cell: [UInt8]) -> Int? {
    guard cell.count <= 40 else { return nil }
    if cell.allSatisfy(isDigit) { return integer(cell[...]) }
    var body = cell[...]
    var scale = 0
    switch body.last {
    case 0x6B: scale = 3
    case 0x6D: scale = 6
    case 0x62: scale = 9
    default: break
    }
    if scale > 0 {
      body = body.dropLast()
      while body.last == 0x20 { body = body.dropLast() }
      return scaled(body, by: scale, decimalSigns: [0x2E, 0x2C])
    }
    if let grouped = ungrouped(body) { return integer(grouped[...]) }
    return scientific(body)
  }

  /// `1.2e3`, `1234.0`: a decimal number with dot that is whole; not three digits after the dot.
  private static func scientific(_ body: ArraySlice<UInt8>) -> Int? {
    guard let place = body.firstIndex(of: 0x65) else { return scaled(body, by: 0, decimalSigns: [0x2E]) }
    var power = body[(place + 1)...]
    if power.first == 0x2B { power = power.dropFirst() }
    guard power.count <= 2, let exponent = integer(power) else { return nil }
    return scaled(body[..<place], by: exponent, decimalSigns: [0x2E], allowsThree: true)
  }

  /// `whole.fraction * 10^scale` if that is whole.
  ///
  /// Three decimals look like a group of digits and are refused.
  private static func scaled(
    _ body: ArraySlice<UInt8>, by scale: Int, decimalSigns: [UInt8], allowsThree: Bool = false
  ) -> Int? {
    let place = body.firstIndex { decimalSigns.contains($0) } ?? body.endIndex
    var fraction = body[place...].dropFirst()
    guard place > body.startIndex, place == body.endIndex || !fraction.isEmpty,
      allowsThree || fraction.count != 3, fraction.allSatisfy(isDigit)
    else { return nil }
    while fraction.last == 0x30 { fraction = fraction.dropLast() }
    if fraction.count > scale { return nil }
    let zeros = [UInt8](repeating: 0x30, count: scale - fraction.count)
    return integer((body[..<place] + fraction + zeros)[...])
  }

  /// The digits of `1,234,567`, grouped by one sign throughout; a single dot does not group.
  private static func ungrouped(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    guard let sign = body.first(where: { !isDigit($0) }), [0x2C, 0x2E, 0x20, 0x27].contains(sign) else {
      return nil
    }
    let groups = body.split(separator: sign, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), sign != 0x2E || groups.count > 2,
      groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return groups.flatMap { $0 }
  }

  private static func integer(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
      guard isDigit(digit) else { return nil }
      let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = tens.addingReportingOverflow(Int(digit) - 0x30)
      if overflows || overflowsToo { return nil }
      value = sum
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
