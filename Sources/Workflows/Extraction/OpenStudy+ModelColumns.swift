import Storage

extension OpenStudy {
  /// The columns that hold what models made of posts, and not what is said in them or known of them.
  ///
  /// Who codes blindly does not see them: a label or a caption by a model is an answer before the question.
  package func modelColumns() throws -> Set<String> {
    let known: Set<String> = [ExtractColumns.Kind.transcript.rawValue, ExtractColumns.Kind.exif.rawValue]
    return Set(try study.extractions().filter { !known.contains($0.name) }.flatMap(\.columns))
  }
}
