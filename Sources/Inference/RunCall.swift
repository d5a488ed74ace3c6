import COnnxRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One call of `Run`.
///
/// Owns for the length of the call: C copies of the names, and the values that borrow the inputs' memory. The values
/// that the engine writes pass to the tensors that are returned, where these read them in place.
struct RunCall {
  let session: InferenceSession

  private var engine: InferenceEngine { session.engine }

  func run(_ arguments: [Argument], outputs names: [String]) throws(InferenceError) -> [String: Tensor] {
    let table = engine.table
    let inputNames = try CNames(arguments.map(\.name))
    let outputNames = try CNames(names)
    var inputs: [OpaquePointer?] = []
    defer { for value in inputs { value.map(table.release_value) } }
    for argument in arguments { inputs.append(try value(over: argument)) }
    var outputs = [OpaquePointer?](repeating: nil, count: names.count)
    let limit = try RunLimit(session.timeLimit, of: table)
    let status = withExtendedLifetime(arguments) {
      inputNames.withPointers { inputNames in
        outputNames.withPointers { outputNames in
          table.run(
            session.handle, limit.options, inputNames, inputs, inputs.count, outputNames, names.count,
            &outputs)
        }
      }
    }
    let values = outputs.map { $0.map { EngineValue($0, of: session) } }
    if limit.end(), let status {
      table.release_status(status)
      throw InferenceError(
        .run, "the model did not end within \(session.timeLimit / .seconds(1)) seconds, and was stopped")
    }
    do {
      try table.check(status, .run, "run the model")
    } catch {
      guard error.isLackOfMemory else { throw error }
      throw InferenceError(
        .run,
        "the model asks for more memory than this machine has left; take a smaller batch or a smaller model")
    }
    var tensors: [String: Tensor] = [:]
    for (name, value) in zip(names, values) {
      guard let value else { throw InferenceError(.run, "the output \(name) did not come") }
      tensors[name] = try OutputReader(table: table, name: name, arguments: arguments).read(value)
    }
    return tensors
  }

  /// A value that borrows the memory of an argument; owned by the caller.
  private func value(over argument: Argument) throws(InferenceError) -> OpaquePointer {
    let shape = argument.shape.map(Int64.init)
    return try engine.table.created("pass the input \(argument.name)", .tensor) {
      engine.table.create_tensor_over(
        engine.cpuMemory, argument.storage.address, argument.bytes, shape, shape.count,
        Int32(argument.type.onnx), &$0)
    }
  }
}

/// Zero-closed copies of names, with a closing NULL as in `argv`; freed with the last reference.
private final class CNames {
  private let pointers: [UnsafePointer<CChar>?]

  init(_ names: [String]) throws(InferenceError) {
    pointers = names.map { UnsafePointer(strdup($0)) } + [nil]
    guard pointers.dropLast().allSatisfy({ $0 != nil }) else { throw InferenceError(.run, "out of memory") }
  }

  deinit { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }

  /// The names as C reads them, valid inside `body` only.
  func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
    withExtendedLifetime(self) { body(pointers) }
  }
}
