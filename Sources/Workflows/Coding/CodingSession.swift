import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Lets a coder code what it has not coded, page by page, so that it can stop at any instant and go on later.
struct CodingSession: Sendable {
  let uncoded: UncodedPosts
  let coder: any Coder
  let configurationText: String
  let models: [ModelRecord]
  let pipeline: FeaturePipeline
  let progress: SessionProgress
  /// Where the coder announces each post's codings, which are then stored at once; nil where a page is stored whole.
  var announcements: CodingStream?

  /// Posts a page: enough that workers seldom wait for the page's last batch, few enough to stay small in memory.
  static let pageSize = 8192

  private var open: OpenStudy { uncoded.open }
  private var configuration: Fingerprint { uncoded.configuration }

  /// Codes until nothing is left.
  ///
  /// - Returns: the run; nil where nothing was left to do.
  /// - Throws: `CancellationError`, after the run was marked as interrupted; errors of the whole run likewise.
  func run() async throws -> Run? {
    let study = open.study
    let interrupted = try study.resumableRun(coder: coder.identity.name, configuration: configuration)
    guard progress.total > 0 || interrupted != nil else { return nil }
    let run = interrupted ?? newRun()
    try await open.withHeldRun(run, clock: pipeline.clock) { book in
      try await codePages(into: book)
      book.replace(tally: try study.tally(ofRun: book.id))
    }
    return try study.run(run.id)
  }

  private func codePages(into book: RunProgress) async throws {
    try await uncoded.forEachPage(of: Self.pageSize) { posts in
      progress.begin(page: posts)
      if let announcements {
        _ = try await announcements.listening {
          try save($0, into: book)
          try open.study.countPaidAnswers(about: $0.map(\.postID))
          progress.look(at: 1)
        } during: {
          try await coder.code(posts, with: pipeline)
        }
      } else {
        try save(try await coder.code(posts, with: pipeline), into: book)
      }
      progress.endPage()
    }
  }

  private func save(_ answers: [Coding], into book: RunProgress) throws {
    let codings = open.configuration.codebook.applyingFilters(to: answers)
    try open.study.save(
      codings, coder: coder.identity, run: book.id, configuration: configuration, codebook: open.codebook,
      at: Date())
    book.count(codings)
  }

  private func newRun() -> Run {
    open.newRun(
      of: coder.identity, configuration: configuration, described: configurationText, models: models,
      at: Date())
  }
}
