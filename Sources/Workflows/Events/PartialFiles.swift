import Foundation
import Synchronization

/// Files that are only half written, or of use to this process alone: removed where the program ends in the middle.
package enum PartialFiles {
  private static let paths = Mutex<Set<String>>([])

  /// Has the file or folder at `path` removed at the end.
  package static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  /// Leaves a file alone from now on: it is whole.
  package static func keep(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Removes them all; the program calls it at its end, however it ends.
  package static func remove() {
    for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
