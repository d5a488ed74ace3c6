import CVips
import Foundation

/// Lets libvips say why a picture fails, although all threads share its one buffer of messages.
///
/// Pictures are decoded side by side. What fails is tried once more while nothing else is decoded, so that the message is its
/// own.
final class VipsTurns: @unchecked Sendable {
  // Sendable: every access to the state holds the condition's lock.
  static let shared = VipsTurns()

  private let condition = NSCondition()
  private var together = 0
  private var waitingAlone = 0
  private var isSomeoneAlone = false

  /// The message of libvips about what failed.
  struct Failure: Error {
    let message: String
  }

  /// What `work` gives, or what `again` gives where that is nil; nil from both is a failure.
  func attempt<Value>(_ work: () -> Value?, again: () -> Value?) -> Result<Value, Failure> {
    if let value = besideOthers(work) { return .success(value) }
    return alone {
      cvips_clear_error()
      return again().map(Result.success) ?? .failure(Failure(message: Self.takeMessage()))
    }
  }

  private func besideOthers<Value>(_ work: () -> Value) -> Value {
    condition.withLock {
      while waitingAlone > 0 { condition.wait() }
      together += 1
    }
    defer {
      condition.withLock {
        together -= 1
        if together == 0 { condition.broadcast() }
      }
    }
    return work()
  }

  private func alone<Value>(_ work: () -> Value) -> Value {
    condition.withLock {
      waitingAlone += 1
      while together > 0 || isSomeoneAlone { condition.wait() }
      isSomeoneAlone = true
    }
    defer {
      condition.withLock {
        waitingAlone -= 1
        isSomeoneAlone = false
        condition.broadcast()
      }
    }
    return work()
  }

  private static func takeMessage() -> String {
    var text = [CChar](repeating: 0, count: 1024)
    cvips_copy_error(&text, text.count)
    return text.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      .split(separator: "\n").joined(separator: "; ")
  }
}
