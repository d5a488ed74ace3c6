/// The type of a tensor's elements, as ONNX numbers them.
///
/// The engine is given and gives `float32`, `int64`, `int32`, `bool` and `uint8`; `float16` in a model is read and
/// written as `float32`. Any `other` type is described, and refused when it is to be run.
public enum ElementType: Hashable, Sendable {
  /// 32-bit IEEE 754, `Float`.
  case float32
  /// 16-bit IEEE 754; converted to and from `Float`.
  case float16
  /// `Int64`.
  case int64
  /// `Int32`.
  case int32
  /// One byte, 0 or 1, `Bool`.
  case bool
  /// `UInt8`.
  case uint8
  /// A type that Codeframe does not compute with, by its number in `onnx.proto`.
  case other(Int)

  init(onnx code: Int) {
    switch code {
    case 1: self = .float32
    case 2: self = .uint8
    case 6: self = .int32
    case 7: self = .int64
    case 9: self = .bool
    case 10: self = .float16
    default: self = .other(code)
    }
  }

  /// The number of the type in `onnx.proto`.
  public var onnx: Int {
    switch self {
    case .float32: 1
    case .uint8: 2
    case .int32: 6
    case .int64: 7
    case .bool: 9
    case .float16: 10
    case .other(let code): code
    }
  }

  /// Whether outputs of this type can be read.
  var isReadable: Bool { if case .other = self { false } else { true } }

  /// The bytes of one element; 0 for types that no tensor holds.
  var stride: Int {
    switch self {
    case .float32, .int32: 4
    case .int64: 8
    case .float16: 2
    case .bool, .uint8: 1
    case .other: 0
    }
  }
}

extension ElementType: CustomStringConvertible {
  /// The name that ONNX gives the type, such as `float32`.
  public var description: String {
    switch self {
    case .float32: "float32"
    case .float16: "float16"
    case .int64: "int64"
    case .int32: "int32"
    case .bool: "bool"
    case .uint8: "uint8"
    case .other(3): "int8"
    case .other(4): "uint16"
    case .other(5): "int16"
    case .other(8): "string"
    case .other(11): "float64"
    case .other(12): "uint32"
    case .other(13): "uint64"
    case .other(16): "bfloat16"
    case .other(0): "no tensor"
    case .other(let code): "type \(code)"
    }
  }
}

/// A Swift type that a tensor can hold: `Float`, `Int64`, `Int32`, `Bool` and `UInt8`.
///
/// Do not conform further types: the engine relies on these five.
public protocol TensorElement: BitwiseCopyable, Sendable {
  /// The type as ONNX names it.
  static var elementType: ElementType { get }
}

extension Float: TensorElement {
  /// `float32`.
  public static var elementType: ElementType { .float32 }
}

extension Int64: TensorElement {
  /// `int64`.
  public static var elementType: ElementType { .int64 }
}

extension Int32: TensorElement {
  /// `int32`.
  public static var elementType: ElementType { .int32 }
}

extension Bool: TensorElement {
  /// `bool`.
  public static var elementType: ElementType { .bool }
}

extension UInt8: TensorElement {
  /// `uint8`.
  public static var elementType: ElementType { .uint8 }
}
