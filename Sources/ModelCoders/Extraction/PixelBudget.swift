import Foundation

/// How many pixels may go through models at the same time, so that memory does not grow with the number of cores.
final class PixelBudget: @unchecked Sendable {
  // `@unchecked Sendable`: `inUse` is read and written while `condition` is held.

  /// For models that take pictures of any size: eight million pixels take some 2 GB in a detector of text.
  static let shared = PixelBudget(8_000_000)

  private let limit: Int
  private let condition = NSCondition()
  private var inUse = 0

  /// A budget of so many pixels.
  init(_ limit: Int) { self.limit = limit }

  /// Runs `body` as soon as there is room for its pixels; a picture larger than the budget runs alone.
  func spending<Result>(_ pixels: Int, _ body: () throws -> Result) rethrows -> Result {
    condition.lock()
    while inUse > 0, inUse + pixels > limit { condition.wait() }
    inUse += pixels
    condition.unlock()
    defer {
      condition.lock()
      inUse -= pixels
      condition.broadcast()
      condition.unlock()
    }
    return try body()
  }
}
