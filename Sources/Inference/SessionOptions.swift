import COnnxRuntime

/// How a session is to compute.
public struct SessionOptions: Hashable, Sendable {
  /// How far the graph is rewritten before it is run.
  public enum Optimisation: Int32, Hashable, Sendable {
    /// As the file has it.
    case none = 0
    /// Constant folding and redundant nodes.
    case basic = 1
    /// Fused nodes as well.
    case extended = 2
    /// The layout of the data as well.
    case all = 99
  }

  /// Threads that share the work of one run, from 1 to 1024.
  ///
  /// Leave it at 1 where several threads run one session at the same time; the product should not exceed the cores.
  public var threads: Int
  /// Where to compute.
  public var provider: ProviderChoice
  /// How far the graph is rewritten.
  public var optimisation: Optimisation
  /// After how long a run is stopped: a model's file can hold a loop without an end.
  public var timeLimit: Duration

  /// Options for a session; the defaults suit one session shared by a thread a core.
  public init(
    threads: Int = 1, provider: ProviderChoice = .automatic, optimisation: Optimisation = .all,
    timeLimit: Duration = .seconds(600)
  ) {
    self.threads = threads
    self.provider = provider
    self.optimisation = optimisation
    self.timeLimit = timeLimit
  }
}

extension SessionOptions {
  /// ONNX Runtime's options for these, on one provider; owned by the caller.
  func handle(for provider: Provider, in engine: InferenceEngine) throws(InferenceError) -> OpaquePointer {
    guard (1...1024).contains(threads) else {
      throw InferenceError(.model, "a session takes 1 to 1024 threads, not \(threads)")
    }
    let table = engine.table
    let options = try table.created("make options") { table.create_session_options(&$0) }
    do {
      try table.check(
        table.set_graph_optimization(options, optimisation.rawValue), .model, "set the optimisation")
      try table.check(table.set_intra_op_threads(options, Int32(threads)), .model, "set the threads")
      try table.check(table.set_inter_op_threads(options, 1), .model, "set the threads")
      if threads == 1 {
        try table.check(
          table.add_config_entry(options, "session.intra_op.allow_spinning", "0"), .model, "stop spinning")
      }
      try append(provider, to: options, in: engine)
    } catch {
      table.release_session_options(options)
      throw error
    }
    return options
  }

  private func append(
    _ provider: Provider, to options: OpaquePointer, in engine: InferenceEngine
  ) throws(InferenceError) {
    let table = engine.table
    try engine.check(.only(provider))
    let attempt = "compute on \(provider.rawValue)"
    switch provider {
    case .cpu: break  // Always there, after all others.
    case .cuda:
      let cuda = try table.created(attempt, .provider) { table.create_cuda_options(&$0) }
      defer { table.release_cuda_options(cuda) }
      try table.check(table.append_cuda(options, cuda), .provider, attempt)
    case .coreML:
      try table.check(table.append_provider(options, "CoreML", nil, nil, 0), .provider, attempt)
    case .openVINO:
      try table.check(table.append_provider(options, "OpenVINO", nil, nil, 0), .provider, attempt)
    }
  }
}
