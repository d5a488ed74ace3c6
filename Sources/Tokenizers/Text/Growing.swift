/// A step that may make a text longer.
protocol Growing {
  /// The most bytes that one byte of text can become, about; 1 for what leaves a text's length as it is, or nearly.
  var growth: Int { get }
}

extension Growing {
  var growth: Int { 1 }
}

extension [any Growing] {
  /// That of all steps in turn; the largest number there is where it is beyond all numbers.
  var growth: Int {
    reduce(1) { growth, step in
      let (next, overflows) = growth.multipliedReportingOverflow(by: step.growth)
      return overflows ? .max : next
    }
  }
}
