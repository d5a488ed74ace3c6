/// A step that makes text of tokens again.
protocol Decoder: Sendable {
  func decode(_ tokens: [[UInt8]]) -> [[UInt8]]
}

/// Several steps in turn.
struct DecoderSequence: Decoder {
  let steps: [any Decoder]

  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] { steps.reduce(tokens) { $1.decode($0) } }
}

/// Reads the `decoder` of a file.
enum DecoderReader {
  static func decoder(_ part: JSONPlace) throws -> any Decoder {
    let type = try part.required("type").string()
    switch type {
    case "Sequence": return DecoderSequence(steps: try part.required("decoders").list().map(decoder))
    case "ByteLevel": return ByteLevelDecoder()
    case "WordPiece":
      return WordPieceDecoder(
        prefix: [UInt8](try part["prefix"]?.string().utf8 ?? "##".utf8),
        cleansUp: try part.bool("cleanup", default: true))
    case "BPEDecoder":
      return SuffixDecoder(suffix: [UInt8](try part["suffix"]?.string().utf8 ?? "</w>".utf8))
    case "Metaspace":
      let metaspace = try Metaspace(part)
      return MetaspaceDecoder(sign: metaspace.sign, dropsFirst: metaspace.prepending != .never)
    case "ByteFallback": return ByteFallbackDecoder()
    case "Fuse": return FuseDecoder()
    case "Strip":
      return StripDecoder(
        content: [UInt8](String(try part.required("content").scalar()).utf8),
        start: try part.required("start").natural(), stop: try part.required("stop").natural())
    case "Replace":
      return ReplaceDecoder(
        pattern: try Pattern(part.required("pattern")),
        content: [UInt8](try part.required("content").string().utf8))
    default: throw TokenizerError.unsupported("decoder \(type)")
    }
  }
}
