import Foundation

extension String {
  /// The text in Unicode's form NFC, in which ids, authors, categories and values are stored and compared.
  ///
  /// A Mac's file names are in NFD, typed text in NFC: the same letters in other bytes. Swift takes both for equal; SQLite, a
  /// file system, and R do not.
  public var precomposed: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }
}
