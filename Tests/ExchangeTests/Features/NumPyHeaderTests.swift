import Testing

@testable import Exchange

struct NumPyHeaderTests {
  @Test(arguments: [(0, 256), (79, 256), (1_000_000, 1536)])
  func dataBeginsAtAMultipleOf64(rows: Int, columns: Int) {
    let bytes = NumPyHeader(rows: rows, columns: columns).bytes
    #expect(bytes.count % 64 == 0)
    #expect(bytes.prefix(8) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(Int(bytes[8]) + 256 * Int(bytes[9]) == bytes.count - 10)
    let text = String(decoding: bytes[10...], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"))
    #expect(text.hasSuffix("\n"))
  }
}
