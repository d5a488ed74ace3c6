import Foundation

/// The models that Codeframe knows by name: `Models/catalogue.json`.
public struct ModelCatalogue: Codable, Hashable, Sendable {
  /// The name of the file in a folder of models.
  public static let fileName = "catalogue.json"

  /// The version of the file's format: 1.
  public let version: Int
  /// The models, in the order in which they are listed.
  public let models: [CatalogueEntry]

  /// A catalogue of these models.
  public init(models: [CatalogueEntry] = []) {
    version = 1
    self.models = models
  }

  /// Reads a catalogue file.
  ///
  /// - Throws: `CatalogueError`, with the file and what is wrong in it.
  public init(contentsOf file: URL) throws(CatalogueError) {
    do {
      self = try JSONDecoder().decode(ModelCatalogue.self, from: try Data(contentsOf: file))
    } catch {
      throw CatalogueError(file: file, cause: error)
    }
    guard version == 1 else { throw CatalogueError(file: file, reason: "its version is \(version), not 1") }
    if let wrong = models.first(where: { ModelName($0.name) == nil }) {
      throw CatalogueError(file: file, reason: "\"\(wrong.name)\" is no name of a model")
    }
  }

  /// The catalogue that came with the program: the first one in the places that it is installed to or built in.
  ///
  /// A study's own folder is not asked, so that a study cannot rewrite what is known of a model.
  ///
  /// - Returns: The catalogue; an empty one where none is found.
  /// - Throws: `CatalogueError` where one is found that cannot be read.
  public static func installed(in places: [ModelLocation]) throws(CatalogueError) -> ModelCatalogue {
    for place in places where place.kind == .share || place.kind == .repository {
      if let file = ModelFile(fileName, in: place.url) { return try ModelCatalogue(contentsOf: file.url) }
    }
    return ModelCatalogue()
  }

  /// The entry of a model, by its name, by the repository of its export, or by the last part of its name where that means one model.
  public subscript(name: ModelName) -> CatalogueEntry? {
    models.first { $0.name == name.path } ?? models.first { $0.repository == name.path } ?? shortNamed(name)
  }

  private func shortNamed(_ name: ModelName) -> CatalogueEntry? {
    guard name.owner == nil else { return nil }
    let found = models.filter { $0.name.hasSuffix("/\(name.base)") }
    return found.count == 1 ? found[0] : nil
  }
}

/// A catalogue could not be read.
public struct CatalogueError: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// The catalogue.
  public let file: URL
  /// What is wrong in it.
  public let reason: String

  /// The path and the reason.
  public var description: String { "\(file.path): \(reason)" }
  /// The same as `description`.
  public var errorDescription: String? { description }

  init(file: URL, reason: String) {
    self.file = file
    self.reason = reason
  }

  init(file: URL, cause: any Error) {
    self.file = file
    let at = { (path: [any CodingKey]) in
      path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch cause {
    case DecodingError.keyNotFound(let key, let context):
      reason = "\(at(context.codingPath + [key])) is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      reason = [at(context.codingPath), context.debugDescription].filter { !$0.isEmpty }.joined(
        separator: ": ")
    default: reason = cause.localizedDescription
    }
  }
}
