import ContentCoding
import Yams

extension StudyFile {
  /// The text of a `codeframe.yaml` with coders called otherwise, wherever the file names them, and without its comments.
  ///
  /// - Parameters:
  ///   - text: The whole file, one that ``parse(_:path:)`` reads.
  ///   - rename: What a coder of this name is called.
  /// - Returns: A file with the same codebook and the same coders.
  /// - Throws: ``StudyFileError`` where the file cannot be read.
  public static func renamingCoders(in text: String, _ rename: (String) -> String) throws -> String {
    let log = ProblemLog()
    guard let root = StudyFileComposer(log: log).compose(text.precomposed), case .mapping(var fields) = root
    else {
      throw log.error(path: name)
    }
    for key in ["gold", "suggestions", "coders"] {
      guard let node = fields[Node(key)] else { continue }
      fields[Node(key)] = renamed(node, rename)
    }
    return try Yams.serialize(node: .mapping(fields), width: -1, allowUnicode: true)
  }

  private static func renamed(_ node: Node, _ rename: (String) -> String) -> Node {
    switch node {
    case .scalar(var scalar):
      scalar.string = rename(scalar.string)
      return .scalar(scalar)
    case .sequence(var sequence):
      for place in sequence.indices { sequence[place] = renamed(sequence[place], rename) }
      return .sequence(sequence)
    case .mapping(let mapping):
      let pairs = mapping.map { (renamed($0.key, rename), renamed($0.value, rename)) }
      return .mapping(Node.Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
    case .alias: return node
    }
  }
}
