import Foundation

/// Errors of Foundation in words: its own name domains and numbers.
enum SystemWords {
  /// What happened, and to which file; nil where the error speaks for itself.
  static func text(of error: any Error) -> String? {
    let error = error as NSError
    let path =
      (error.userInfo[NSFilePathErrorKey] as? String) ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
    let what: String
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, cause.domain == NSPOSIXErrorDomain {
      what = String(cString: strerror(Int32(cause.code)))
    } else if error.domain == NSPOSIXErrorDomain {
      what = String(cString: strerror(Int32(error.code)))
    } else if error.domain == NSCocoaErrorDomain {
      what = words[CocoaError.Code(rawValue: error.code)] ?? "the system refused it (code \(error.code))"
    } else {
      return nil
    }
    return path.map { "\($0): \(what)" } ?? what
  }

  private static let words: [CocoaError.Code: String] = [
    .fileNoSuchFile: "there is no such file", .fileReadNoSuchFile: "there is no such file",
    .fileReadNoPermission: "you may not read it", .fileWriteNoPermission: "you may not write there",
    .fileWriteOutOfSpace: "the disk is full", .fileWriteVolumeReadOnly: "the disk is read-only",
    .fileWriteFileExists: "there is a file of that name already", .fileReadCorruptFile: "it is damaged",
    .fileReadUnknown: "it cannot be read", .fileWriteUnknown: "it cannot be written",
    .fileReadTooLarge: "it is too large", .fileReadInvalidFileName: "that is no file name",
    .fileWriteInvalidFileName: "that is no file name",
  ]
}
