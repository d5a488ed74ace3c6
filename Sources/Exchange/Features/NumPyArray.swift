import ContentCoding
import Foundation

/// Reads the rows of a two-dimensional array of numbers in a NumPy file, one after the other.
///
/// Format versions 1.0 to 3.0 (NEP 1): float16, float32 and float64 of either byte order, and whole numbers of 1 to 8 bytes, in row-major
/// order. Objects, which would be Python code, are refused.
public final class NumPyArray {
  /// How many rows there are.
  public let rows: Int
  /// How many numbers a row has.
  public let columns: Int

  private let path: String
  private let handle: FileHandle
  private let number: Number
  private var next = 0

  /// How a number is stored.
  private struct Number {
    enum Kind { case float, signed, unsigned }

    let kind: Kind
    let size: Int
    let isBigEndian: Bool

    /// Reads a type as NumPy writes it, as in `<f4`.
    init?(_ text: Substring) {
      guard let order = text.first, "<>|=".contains(order), let size = Int(text.dropFirst(2)) else {
        return nil
      }
      switch text.dropFirst().first {
      case "f" where [2, 4, 8].contains(size): kind = .float
      case "i" where [1, 2, 4, 8].contains(size): kind = .signed
      case "u" where [1, 2, 4, 8].contains(size): kind = .unsigned
      default: return nil
      }
      self.size = size
      isBigEndian = order == ">"
    }

    func value(_ bytes: UnsafeRawBufferPointer) -> Float {
      var bits: UInt64 = 0
      for place in 0..<size { bits = bits << 8 | UInt64(bytes[isBigEndian ? place : size - 1 - place]) }
      switch kind {
      case .float where size == 2: return Self.half(UInt16(bits))
      case .float where size == 4: return Float(bitPattern: UInt32(bits))
      case .float: return Float(Double(bitPattern: bits))
      case .signed:
        let shift = UInt64(64 - 8 * size)
        return Float(Int64(bitPattern: bits << shift) >> shift)
      case .unsigned: return Float(bits)
      }
    }

    /// IEEE 754 binary16 without the type `Float16`, which Intel Macs lack.
    private static func half(_ bits: UInt16) -> Float {
      let sign: Float = bits & 0x8000 == 0 ? 1 : -1
      let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
      switch exponent {
      case 0: return sign * fraction * 0x1p-24
      case 31: return fraction == 0 ? sign * .infinity : .nan
      default: return sign * (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
      }
    }
  }

  /// The longest header that is read.
  private static let headerLimit = 1 << 16
  /// More numbers in a row than any encoder gives.
  public static let columnLimit = 65_536

  /// Opens a file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``ImportProblems`` where it is no such array, or its size is not what it says.
  public init(path: String) throws {
    self.path = path
    handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    func problem(_ message: String) -> ImportProblems { ImportProblems(file: path, message) }
    let start = Array(try handle.read(upToCount: 12) ?? Data())
    guard start.count == 12, start.starts(with: [0x93] + Array("NUMPY".utf8)), (1...3).contains(start[6])
    else {
      throw problem("is no NumPy array")
    }
    let isLong = start[6] > 1
    let length =
      isLong
      ? start[8...11].reversed().reduce(0) { $0 << 8 | Int($1) } : Int(start[8]) | Int(start[9]) << 8
    guard length <= Self.headerLimit else {
      throw problem("has a header of \(length) bytes, more than an array needs")
    }
    let offset = (isLong ? 12 : 10) + length
    try handle.seek(toOffset: isLong ? 12 : 10)
    let header = String(decoding: try handle.read(upToCount: length) ?? Data(), as: UTF8.self)
    guard let type = header.firstMatch(of: /'descr'\s*:\s*'([^']{1,8})'/)?.1 else {
      throw problem("holds records or objects, which are not read; save it as an array of float32")
    }
    guard let number = Number(type) else {
      throw problem(
        "holds numbers of the type \(quoted(String(type))); save it as float32 (array.astype(\"float32\"))")
    }
    guard header.firstMatch(of: /'fortran_order'\s*:\s*False/) != nil else {
      throw problem("stores columns, not rows; save it with numpy.ascontiguousarray")
    }
    guard let shape = header.firstMatch(of: /'shape'\s*:\s*\(\s*(\d{1,12})\s*,\s*(\d{1,9})\s*,?\s*\)/),
      let rows = Int(shape.1), let columns = Int(shape.2), (1...Self.columnLimit).contains(columns)
    else {
      throw problem(
        "has another shape than (posts, numbers), or more than \(Self.columnLimit) numbers a post")
    }
    let size = Int(try handle.seekToEnd())
    guard size == offset + rows * columns * number.size else {
      throw problem(
        "holds \(size) bytes, and an array of \(rows) x \(columns) takes \(offset + rows * columns * number.size); it was not written whole"
      )
    }
    try handle.seek(toOffset: UInt64(offset))
    (self.rows, self.columns, self.number) = (rows, columns, number)
  }

  deinit { try? handle.close() }

  /// The next row, which may hold NaN and infinities; nil after the last.
  ///
  /// - Throws: What keeps the file from being read.
  public func nextRow() throws -> [Float]? {
    guard next < rows else { return nil }
    next += 1
    let bytes = try handle.read(upToCount: columns * number.size) ?? Data()
    guard bytes.count == columns * number.size else {
      throw ImportProblems(file: path, "ends in the middle of row \(next)")
    }
    return bytes.withUnsafeBytes { bytes in
      (0..<columns).map {
        number.value(UnsafeRawBufferPointer(rebasing: bytes[$0 * number.size..<($0 + 1) * number.size]))
      }
    }
  }
}
