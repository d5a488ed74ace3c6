import COnnxRuntime
import Foundation
import ModelGraphs

/// A model, opened and ready to run.
///
/// `@unchecked Sendable`: all properties are set by `init`. ONNX Runtime documents `Run` on one session from several
/// threads as safe, and nothing else is called on the handle after `init` but its release, when nobody holds the
/// session any more.
public final class InferenceSession: @unchecked Sendable {
  /// The file of the model.
  public let model: URL
  /// The tensors that a run needs, in the model's order.
  public let inputs: [TensorDescription]
  /// The tensors that a run can give, in the model's order.
  public let outputs: [TensorDescription]
  /// Where the session computes.
  public let provider: Provider
  /// Why `automatic` did not take the GPU that the library was built for; nil where it did or there was none.
  public let fallback: InferenceError?

  let engine: InferenceEngine
  /// After how long a run is stopped.
  let timeLimit: Duration
  /// Owned; released by `deinit`.
  let handle: OpaquePointer

  /// Opens a model on the engine of this process.
  ///
  /// - Parameters:
  ///   - model: The `.onnx` file; the files of its weights, where it has such, lie beside it.
  ///   - options: How to compute.
  /// - Throws: `InferenceError`, with the model's path, where the library, the file or the provider cannot be used.
  public convenience init(model: URL, options: SessionOptions = SessionOptions()) throws(InferenceError) {
    try self.init(model: model, options: options, engine: try InferenceEngine.shared())
  }

  init(model: URL, options: SessionOptions, engine: InferenceEngine) throws(InferenceError) {
    let opened: (handle: OpaquePointer, provider: Provider, fallback: InferenceError?)
    do {
      let bound = MemoryBound.bytes(forFilesOf: Self.size(of: try Self.checkedFiles(of: model)))
      opened = try Self.open(model, options, within: bound, in: engine)
    } catch {
      throw error.about(model)
    }
    do {
      let reader = DescriptionReader(engine: engine, session: opened.handle)
      inputs = try reader.inputs()
      outputs = try reader.outputs()
    } catch {
      engine.table.release_session(opened.handle)
      throw error.about(model)
    }
    self.model = model
    self.engine = engine
    timeLimit = options.timeLimit
    (handle, provider, fallback) = opened
  }

  deinit { engine.table.release_session(handle) }

  /// The model's file and those with its weights, none of which lies where it may not.
  private static func checkedFiles(of model: URL) throws(InferenceError) -> [URL] {
    var isFolder: ObjCBool = false
    guard model.isFileURL, !model.path.utf8.contains(0),
      FileManager.default.fileExists(atPath: model.path, isDirectory: &isFolder)
    else { throw InferenceError(.model, "there is no such file") }
    guard !isFolder.boolValue else { throw InferenceError(.model, "this is a folder, not an .onnx file") }
    let graph: ModelGraph
    do {
      graph = try ModelGraph(contentsOf: model)
    } catch {
      // What is no model the engine says better itself, as long as it can name no file.
      let bytes = try? Data(contentsOf: model, options: .alwaysMapped)
      guard bytes?.range(of: Data("location".utf8)) == nil else {
        throw InferenceError(.model, error.message)
      }
      return [model]
    }
    let folder = model.deletingLastPathComponent()
    for location in graph.externalLocations {
      if let problem = ExternalData.problem(with: location, in: folder) {
        throw InferenceError(.model, problem)
      }
    }
    return [model] + graph.externalLocations.map { folder.appending(path: $0) }
  }

  /// The bytes of all files; what cannot be asked counts nothing.
  private static func size(of files: [URL]) -> UInt64 {
    files.reduce(0) { sum, file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
      return sum + ((attributes?[.size] as? NSNumber)?.uint64Value ?? 0)
    }
  }

  private static func open(
    _ model: URL, _ options: SessionOptions, within bound: UInt64, in engine: InferenceEngine
  ) throws(InferenceError) -> (OpaquePointer, Provider, InferenceError?) {
    switch options.provider {
    case .only(let provider):
      return (try open(model, options, on: provider, within: bound, in: engine), provider, nil)
    case .automatic:
      var fallback: InferenceError?
      if engine.providers.contains(Provider.cuda.listedName) {
        do {
          return (try open(model, options, on: .cuda, within: bound, in: engine), .cuda, nil)
        } catch {
          fallback = error.about(model)
        }
      }
      return (try open(model, options, on: .cpu, within: bound, in: engine), .cpu, fallback)
    }
  }

  private static func open(
    _ model: URL, _ options: SessionOptions, on provider: Provider, within bound: UInt64,
    in engine: InferenceEngine
  ) throws(InferenceError) -> OpaquePointer {
    let table = engine.table
    let handle = try options.handle(for: provider, in: engine)
    defer { table.release_session_options(handle) }
    let opened = MemoryBound.holding(to: bound) {
      Result { () throws(InferenceError) in
        try table.created("open the model", .model) {
          table.create_session(engine.environment, model.path, handle, &$0)
        }
      }
    }
    do {
      return try opened.get()
    } catch {
      guard error.isLackOfMemory else { throw error }
      let gigabytes = Double(bound) / 1e9
      throw InferenceError(
        .model,
        "opening it takes more than \(String(format: "%.1f", gigabytes)) GB of memory, far more than its files hold, or "
          + "more than this machine has left")
    }
  }
}
