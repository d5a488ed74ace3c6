extension ThreadTeam {
  /// Calls `body` with `threads` threads to share its work.
  static func sharing<Answer>(
    _ threads: Int, _ body: () throws(LearningError) -> Answer
  ) throws(LearningError) -> Answer {
    try $threads.withValue(max(threads, 1)) { Result { () throws(LearningError) in try body() } }.get()
  }

  /// The same pieces as `eachRange(of:length:_:)`, each with its number.
  static func eachPiece(of total: Int, length: Int, _ body: (_ piece: Int, _ range: Range<Int>) -> Void) {
    each((total + length - 1) / length) { piece in
      body(piece, piece * length..<min((piece + 1) * length, total))
    }
  }
}
