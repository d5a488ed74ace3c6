import ArgumentParser
import ContentCoding
import Foundation
import Interchange
import ModelCoders
import Storage

/// `codeframe export features`.
struct ExportFeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Write an encoder's embeddings as a NumPy array.",
    discussion: helpText(
      """
      E.npy holds float32, a row for each picture in the order of posts; E.csv beside it says which: post_id, path and
      sha256. A picture that cannot be read has a row of NaN. With --uses caption there is a row for each post; one
      without text is NaN. What is not in the cache is extracted first.

        codeframe export features --extractor seedling-64 -o e.npy
        codeframe export features --extractor facebook/dinov2-small --pooling cls+mean -o dinov2.npy
        codeframe export features --extractor sentence-transformers/all-MiniLM-L6-v2 --uses caption -o captions.npy
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup var encoding: EncoderOptions
  @Option(
    help:
      "The encoder's name; that of the first coder in codeframe.yaml which embeds the same part if left out.")
  var extractor: String?
  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The .npy file.", valueName: "file"))
  var file: String

  func validate() throws {
    guard file.hasSuffix(".npy") else { throw ValidationError("-o takes a file that ends in .npy") }
  }

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let source = try EmbeddingSource(
        open: open, choice: encoding.choice(extractor, in: open.configuration), uses: encoding.uses,
        provider: machine.provider)
      let (total, dimension) = (try source.count(), try source.dimension())
      let line = ProgressLine(total: total, noun: source.noun)
      let array = try DataOutput(path: file)
      let index = try DataOutput(path: String(file.dropLast(4)) + ".csv")
      let table = try TableWriter(columns: ["post_id", "path", "sha256"], to: index.write)
      try array.write(NumPyHeader(rows: total, columns: dimension).bytes)
      var missing = 0
      try await source.forEachRow(progress: { line.advance(by: $0) }) { row in
        if row.vector == nil { missing += 1 }
        let vector = row.vector ?? [Float](repeating: .nan, count: dimension)
        try array.write(vector.withUnsafeBytes { Array($0) })
        try table.write([row.post, row.path, row.sha256])
      }
      try table.finish()
      try array.finish()
      try index.finish()
      line.clear()
      Console.say(
        "wrote \(Figures.count(total)) \(source.noun) x \(dimension) to \(file)"
          + (missing > 0 ? "; \(Figures.count(missing)) of them cannot be read and are NaN" : ""))
    }
  }
}

/// The header of a NumPy file (format version 1.0) of little-endian float32 in row-major order.
struct NumPyHeader {
  let bytes: [UInt8]

  /// The header of an array of `rows` times `columns`.
  init(rows: Int, columns: Int) {
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    // Magic, version and length take 10 bytes; the data begins at a multiple of 64.
    text += String(repeating: " ", count: (64 - (10 + text.utf8.count + 1) % 64) % 64) + "\n"
    let length = UInt16(text.utf8.count)
    bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
  }
}
