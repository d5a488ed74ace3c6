import ContentCoding
import Exchange
import Foundation
import Storage

/// Writes posts with their codings as tasks for Label Studio, and the labelling configuration that belongs to them.
package struct ExportLabelStudio: Workflow {
  /// What stands before a picture's path, so that Label Studio finds it; nil for the absolute path.
  package var prefix: String?
  /// The coders whose codings go along; empty for all.
  package var coders: [String] = []
  /// The posts.
  package var posts = PostChoice()
  /// Takes the bytes of the tasks, piece by piece.
  let put: ([UInt8]) throws -> Void

  /// An export to `put`.
  package init(to put: @escaping ([UInt8]) throws -> Void) { self.put = put }

  /// What was written.
  package struct Outcome: Sendable {
    /// How many tasks.
    package let tasks: Int
    /// The labelling configuration.
    package let configuration: String
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    if !coders.isEmpty { try open.requireCodings(of: coders) }
    let writer = LabelStudioWriter(open.configuration.codebook, to: put)
    var count = 0
    try open.study.forEachPage(in: try posts.selection(in: open, allowsNone: true)) { posts in
      try Task.checkCancellation()
      let codings = try open.study.codings(of: posts, coders: coders.isEmpty ? nil : coders)
      for post in posts {
        let pictures = post.media.map { media in
          prefix.map { $0 + media.path } ?? open.study.absolutePath(of: media)
        }
        try writer.write(post, pictures: pictures, codings[post.id] ?? [])
      }
      count += posts.count
    }
    try writer.finish()
    return Outcome(tasks: count, configuration: LabelStudioConfig.xml(of: open.configuration.codebook))
  }
}
