import ArgumentParser
import Inference
import Workflows

/// The option of commands that run models.
struct ProviderOption: ParsableArguments {
  @Option(
    name: .customLong("provider"),
    help: "Where models compute: cpu, cuda, coreml or openvino, as far as the ONNX Runtime in use can.")
  var provider = Provider.cpu
}

extension Provider: ExpressibleByArgument {}
