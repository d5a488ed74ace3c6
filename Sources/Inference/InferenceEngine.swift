import COnnxRuntime
import Foundation

/// ONNX Runtime, opened once a process at its first use.
///
/// `@unchecked Sendable`: the table and the three handles are set by `init` and never again. The environment, the
/// memory description and the allocator are documented by ONNX Runtime as free to use from any thread. None of
/// them is released: sessions and the library's threads may outlive whoever asks, so they live as long as the process.
public final class InferenceEngine: @unchecked Sendable {
  /// Which library is in use and what it can compute on.
  public struct Description: Hashable, Sendable {
    /// The release of ONNX Runtime, such as `1.23.2`.
    public let version: String
    /// The file of the library.
    public let path: String
    /// What the library was built for, by ONNX Runtime's names, such as `CPUExecutionProvider`.
    public let providers: [String]
  }

  let library: UnsafePointer<OnnxRuntimeLibrary>
  let environment: OpaquePointer
  let cpuMemory: OpaquePointer
  let allocator: OpaquePointer
  /// ONNX Runtime's names of the providers that the library was built with.
  let providers: [String]

  private static let opened: Result<InferenceEngine, InferenceError> = Result { () throws(InferenceError) in
    try InferenceEngine(LibrarySearch())
  }

  /// The engine of this process; opened by the first call, the same ever after.
  ///
  /// - Throws: `InferenceError` with code `library` where none is found, with every place looked at and what to do.
  public static func shared() throws(InferenceError) -> InferenceEngine { try opened.get() }

  /// Opens the first library of the search that can be opened.
  init(_ search: LibrarySearch) throws(InferenceError) {
    let library = try Self.open(search)
    let table = library.pointee.table
    // Fatal only: every failure comes back as a status, and is told once.
    environment = try table.created("start") { table.create_env(4, "codeframe", &$0) }
    try table.check(table.disable_telemetry(environment), .library, "turn telemetry off")
    cpuMemory = try table.created("describe memory") { table.create_cpu_memory_info(0, 0, &$0) }
    allocator = try table.created("allocate") { table.get_default_allocator(&$0) }
    providers = try table.availableProviders()
    self.library = library
  }

  var table: OnnxRuntime { library.pointee.table }

  /// Which library is in use and what it can compute on.
  public func describe() -> Description {
    Description(
      version: String(cString: library.pointee.version), path: String(cString: library.pointee.path),
      providers: providers)
  }

  private static func open(_ search: LibrarySearch) throws(InferenceError) -> UnsafePointer<
    OnnxRuntimeLibrary
  > {
    var tried: [String] = []
    for candidate in search.candidates {
      if candidate.hasPrefix("/"), !FileManager.default.fileExists(atPath: candidate) {
        tried.append("\(candidate): there is no such file")
        continue
      }
      var problem = [CChar](repeating: 0, count: 1024)
      if let library = onnxruntime_open(candidate, &problem, problem.count) { return library }
      let reason = String(decoding: problem.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      tried.append(reason.contains(candidate) ? reason : "\(candidate): \(reason)")
    }
    throw InferenceError(
      .library,
      """
      ONNX Runtime's library was not found. Looked at:
      \(tried.map { "  \($0)" }.joined(separator: "\n"))
      Run scripts/setup, or name the library in CODEFRAME_ONNXRUNTIME.
      """)
  }
}
