import Foundation
import Imaging

/// Prepares pictures as an encoder wants them, for the scripts beside it.
///
///     decoding time WAY CONFIG FILE...                      CPU seconds of one pass over the files
///     decoding dump WAY FILTER MARGIN CONFIG OUT FILE...    the tensors, float32; FILTER "-" is the configuration's
///     decoding hash FILE...                                 perceptual hashes
@main
struct Decoding {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func next() throws -> String {
      guard !arguments.isEmpty else { throw Usage() }
      return arguments.removeFirst()
    }
    switch try next() {
    case "time":
      guard let way = Preprocessor.Way(rawValue: try next()) else { throw Usage() }
      let configuration = try PreprocessorConfiguration(
        huggingFace: Data(contentsOf: URL(filePath: try next())))
      try time(Preprocessor(configuration: configuration, way: way), files: try read(arguments))
    case "dump":
      guard let way = Preprocessor.Way(rawValue: try next()) else { throw Usage() }
      let filter = ResampleFilter(name: try next())
      guard let margin = Double(try next()) else { throw Usage() }
      let configuration = try PreprocessorConfiguration(
        huggingFace: Data(contentsOf: URL(filePath: try next())))
      let output = URL(filePath: try next())
      try dump(
        Preprocessor(configuration: configuration, way: way, filterOverride: filter, margin: margin),
        files: try read(arguments), to: output)
    case "hash":
      for bytes in try read(arguments) { print(PerceptualHash(of: try ImageDecoder().decode(bytes)).hex) }
    default:
      throw Usage()
    }
  }

  struct Usage: Error, CustomStringConvertible {
    let description = "usage: decoding time|dump|hash ... (see Decoding.swift)"
  }

  private static func read(_ paths: [String]) throws -> [Data] {
    try paths.map { try Data(contentsOf: URL(filePath: $0)) }
  }

  /// One pass to warm up, then one that counts; reading the files is not counted.
  private static func time(_ preprocessor: Preprocessor, files: [Data]) throws {
    var tensor = [Float](repeating: 0, count: preprocessor.outputCount)
    var seconds = 0.0
    for _ in 0..<2 {
      let start = clock()
      for file in files {
        try tensor.withUnsafeMutableBufferPointer { try preprocessor.tensor(from: file, into: $0) }
      }
      seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
    print(seconds)
  }

  private static func dump(_ preprocessor: Preprocessor, files: [Data], to output: URL) throws {
    var all = Data()
    var tensor = [Float](repeating: 0, count: preprocessor.outputCount)
    for file in files {
      try tensor.withUnsafeMutableBufferPointer { try preprocessor.tensor(from: file, into: $0) }
      tensor.withUnsafeBytes { all.append(contentsOf: $0) }
    }
    try all.write(to: output)
  }
}
