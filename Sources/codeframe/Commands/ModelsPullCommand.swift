import ArgumentParser
import Foundation
import HTTP
import Hub
import Workflows

extension ModelsCommand {
  /// `codeframe models pull`.
  struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pull",
      abstract: "Fetch a model from the Hugging Face hub into its cache on this machine.",
      discussion: helpText(
        """
        Only the files that a coder needs are fetched, and none that the cache has. They are checked against the hub's
        hashes. An interrupted pull goes on where it was when the same command is run again. Python's huggingface_hub
        and Codeframe share the cache. A name that the catalogue knows is fetched from its export to ONNX.

        HF_HOME, HF_HUB_CACHE, HF_TOKEN, HF_ENDPOINT, HF_HUB_OFFLINE and HTTPS_PROXY mean what they mean to Python.

          codeframe models pull openai/clip-vit-base-patch32
          codeframe models pull onnx-community/dinov2-small-ONNX --precision fp16
          codeframe models pull Xenova/all-MiniLM-L6-v2@main
        """))

    @OptionGroup var options: StudyOptions
    @Argument(help: "OWNER/NAME, with @REVISION for a branch, tag or commit other than main.") var name:
      String
    @Option(help: "How the weights are stored.") var precision = Precision.fp32

    func run() async throws {
      let pull = PullModel(
        name: name, precision: precision, locator: try ModelLocator(study: options.url),
        settings: try HubSettings(), listener: TerminalListener())
      try await Interruption.stopping {
        do {
          Console.put(try await pull.run().path)
        } catch is CancellationError {
          Console.say("what came is kept; the same command goes on from there")
          throw CancellationError()
        }
      }
    }
  }
}

extension Precision: ExpressibleByArgument {}
