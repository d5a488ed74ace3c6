#if os(Linux)
import Foundation

/// A file that the kernel writes while it is read; its size is said to be 0, so it must be read to the end.
enum KernelFile {
  /// The whole text; empty where there is no such file.
  static func text(of path: String) -> String {
    let data = (try? FileHandle(forReadingAtPath: path)?.readToEnd()) ?? nil
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
#endif
