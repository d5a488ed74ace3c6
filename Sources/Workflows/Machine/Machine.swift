import Foundation
import ModelCoders

/// What work may take of this machine.
package enum Machine {
  /// One worker for each core; `CODEFRAME_WORKERS` sets another number.
  package static var workers: Workers {
    let asked = ProcessInfo.processInfo.environment["CODEFRAME_WORKERS"].flatMap(Int.init)
    return Workers(count: min(max(1, asked ?? ProcessInfo.processInfo.activeProcessorCount), 256))
  }
}
