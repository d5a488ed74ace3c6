import ContentCoding
import Foundation
import Hub
import Storage
import StudyFile

/// A codebook that comes with the program, to start a study from.
package struct StudyTemplate: Sendable {
  /// Its name, as in `ces`.
  package let name: String
  /// The file, a whole `codeframe.yaml`.
  package let file: URL

  /// All templates, by name.
  package static func all() throws -> [StudyTemplate] {
    try FileManager.default.contentsOfDirectory(
      at: Installation.folder("Codebooks"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "yaml" }
    .map { StudyTemplate(name: $0.deletingPathExtension().lastPathComponent, file: $0) }
    .sorted { $0.name < $1.name }
  }
}

/// Makes a study in a folder; nothing that is there is overwritten.
package struct CreateStudy: Sendable {
  /// The folder; made where there is none.
  package let folder: URL
  /// The template's name; that of `source` where that is given.
  package let template: String
  /// The file to start from; nil for the template of that name.
  private let source: StudyTemplate?

  /// A study in `folder`.
  package init(in folder: URL, template: String) {
    self.folder = folder
    self.template = template
    source = nil
  }

  /// A study in `folder` that starts from a file which is no template.
  init(in folder: URL, from source: StudyTemplate) {
    self.folder = folder
    template = source.name
    self.source = source
  }

  /// Makes the study.
  ///
  /// - Parameter listener: Told whether the study's file was written or kept.
  /// - Throws: ``UserError`` for an unknown template; what is wrong with a study's file that is there.
  package func run(for listener: any WorkflowListener) throws {
    let available = try StudyTemplate.all()
    guard let chosen = source ?? available.first(where: { $0.name == template }) else {
      throw UserError(
        "there is no template \(template); there are \(available.map(\.name).joined(separator: ", "))")
    }
    let file = folder.appending(path: StudyFile.name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if FileManager.default.fileExists(atPath: file.path) {
      // A study file that is already there is the researcher's: check it, keep it.
      _ = try StudyFile.read(at: folder)
      listener.notice("kept \(file.path)")
    } else {
      var text = try String(contentsOf: chosen.file, encoding: .utf8)
      let isStrongHere =
        (try? ModelLocator(study: nil).find(EncoderChoice.strongModel))?.lacksWeights == false
      if !isStrongHere { text = text.replacing(EncoderChoice.strongModel, with: EncoderChoice.embeddedModel) }
      try Data(text.utf8).write(to: file, options: .withoutOverwriting)
      listener.notice("wrote \(file.path) from the template \(chosen.name)")
      if !isStrongHere, text.contains(EncoderChoice.embeddedModel) {
        listener.notice(
          "its encoder is \(EncoderChoice.embeddedModel), for \(EncoderChoice.strongModel) is not here; "
            + "codeframe models pull \(EncoderChoice.strongModel) fetches it")
      }
    }
    try Study.create(at: folder).close()
  }
}
