import Foundation

/// Finds a file whose name is written in Unicode's other form: `Müller.jpg` unpacked on a Mac is in NFD, typed it is in NFC.
///
/// The one place of the domain that looks at the disk, for rooms that do not know each other: what a table names at import and
/// what a study stored must lead to the same file.
public enum FileSpelling {
  /// The path in the bytes of the disk, or nil where no file is meant by the absolute `path`, of which no byte beyond ASCII
  /// need be right.
  public static func onDisk(_ path: String) -> String? {
    var found = ""
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      let name = String(Substring(part))
      if exists(found + "/" + name) {
        found += "/" + name
        continue
      }
      // Swift's equality is canonical equivalence.
      let folder = found.isEmpty ? "/" : found
      guard !name.utf8.allSatisfy({ $0 < 0x80 }),
        let other = try? FileManager.default.contentsOfDirectory(atPath: folder).first(where: { $0 == name })
      else { return nil }
      found += "/" + other
    }
    return found.isEmpty ? nil : found
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
