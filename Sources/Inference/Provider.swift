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
}

/// Where a session is to compute.
public enum ProviderChoice: Hashable, Sendable {
  /// On an NVIDIA GPU where the library has CUDA and the model opens on it, else on the processor.
  case automatic
  /// There and nowhere else; an error where it cannot be had.
  case only(Provider)

  /// Reads `automatic` or the name of a provider, as a command line gives it.
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
