/// Hardware that ONNX Runtime can compute on, where the library in use was built for it.
public enum Provider: String, CaseIterable, Hashable, Sendable {
  /// The processor; always there.
  case cpu
  /// An NVIDIA GPU.
  case cuda
  /// Apple's accelerators.
  case coreML = "coreml"
  /// Intel's processors and GPUs, by OpenVINO.
  case openVINO = "openvino"

  /// The name by which the library lists it.
  var listedName: String {
    switch self {
    case .cpu: "CPUExecutionProvider"
    case .cuda: "CUDAExecutionProvider"
    case .coreML: "CoreMLExecutionProvider"
    case .openVINO: "OpenVINOExecutionProvider"
    }
  }

  /// Where a library that has it comes from.
  var source: String {
    switch self {
    case .cpu: "every build of ONNX Runtime has it"
    case .cuda: "the package onnxruntime-gpu has it"
    case .coreML: "the builds for macOS have it"
    case .openVINO: "the package onnxruntime-openvino has it"
    }
  }
}

/// Where a session is to compute.
public enum ProviderChoice: Hashable, Sendable {
  /// On an NVIDIA GPU where the library has CUDA and the model opens on it, else on the processor.
  case automatic
  /// There and nowhere else; an error where it cannot be had.
  case only(Provider)

  /// What the option `--provider` takes: `automatic` and the name of each provider.
  public static let names = ["automatic"] + Provider.allCases.map(\.rawValue)

  /// Reads what a command line gives; nil where it is none of ``names``.
  ///
  /// Whether the library has the provider is for ``InferenceEngine/check(_:)``: reading an option opens no library.
  public init?(_ name: String) {
    if name == "automatic" {
      self = .automatic
    } else if let provider = Provider(rawValue: name) {
      self = .only(provider)
    } else {
      return nil
    }
  }
}

extension ProviderChoice: CustomStringConvertible {
  /// One of ``names``.
  public var description: String {
    switch self {
    case .automatic: "automatic"
    case .only(let provider): provider.rawValue
    }
  }
}

extension InferenceEngine {
  /// The providers that the library in use was built with, in the order in which it prefers them.
  ///
  /// That one is listed does not mean that its hardware is there: that shows when a model is opened.
  public var offered: [Provider] {
    providers.compactMap { listed in Provider.allCases.first { $0.listedName == listed } }
  }

  /// Makes sure that the library was built for what is asked of it, before any work is done.
  ///
  /// - Parameter choice: where sessions are to compute.
  /// - Throws: `InferenceError` with code `provider` that says what the library has and where another is to be had.
  public func check(_ choice: ProviderChoice) throws(InferenceError) {
    guard case .only(let provider) = choice, !offered.contains(provider) else { return }
    let library = describe()
    throw InferenceError(
      .provider,
      """
      the ONNX Runtime in use (\(library.version), \(library.path)) cannot compute on \(provider.rawValue), only on \
      \(offered.map(\.rawValue).joined(separator: ", ")). Name a library that can in CODEFRAME_ONNXRUNTIME; \
      \(provider.source).
      """)
  }
}
