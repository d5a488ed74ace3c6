import Testing

@testable import WebApp

struct FileResponseTests {
  /// RFC 9110, section 14.1.2, with a file of 10,000 bytes as there.
  @Test(arguments: [
    ("bytes=0-499", 0...499), ("bytes=500-999", 500...999), ("bytes=-500", 9500...9999),
    ("bytes=9500-", 9500...9999),
    ("bytes=0-0,-1", 0...0), ("bytes=9990-20000", 9990...9999), ("bytes=-20000", 0...9999),
    ("bytes=10000-", nil), ("bytes=5-4", nil), ("bytes=", nil), ("bytes=-", nil), ("bytes=-0", nil),
    ("bytes=a-b", nil),
    ("lines=0-1", nil), ("bytes=--5", nil), ("bytes=99999999999999999999-", nil), ("", nil),
  ])
  func aRangeIsReadAsTheStandardSays(range: String, bytes: ClosedRange<Int>?) {
    #expect(FileResponse.bytes(range, of: 10_000) == bytes)
    #expect(FileResponse.bytes(range, of: 0) == nil)
  }
}
