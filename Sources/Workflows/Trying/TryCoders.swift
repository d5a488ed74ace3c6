import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Has every coder that is ready answer about a picture or a text that is not in the study; nothing is stored.
package struct TryCoders: Workflow, Sendable {
  /// The picture's file; nil for none.
  package var picture: URL?
  /// The text; empty for none.
  package var text = ""
  /// Where models compute.
  package var provider = Provider.cpu
  /// How many of the nearest posts are named.
  package var neighbours = 8

  /// What coders say of `picture` and `text`.
  package init(picture: URL? = nil, text: String = "") {
    self.picture = picture
    self.text = text
  }

  /// What one coder says.
  package struct Said: Sendable {
    package let coder: CoderIdentity
    /// Its answers; none where it was not asked.
    package let codings: [Coding]
    /// Why it was not asked, in a sentence; nil where it was.
    package let obstacle: String?
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// What coders say, in the order of the study's file.
    package let said: [Said]
    /// The nearest posts, nearest first; none where nothing embeds the picture or the text.
    package let nearest: [SimilarSearch.Match]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    guard picture != nil || !text.isEmpty else {
      throw UserError("there is no picture and no text to look at")
    }
    if let picture { MediaRoots.add(file: picture, forStudyAt: open.folder) }
    defer { if let picture { MediaRoots.remove(file: picture, forStudyAt: open.folder) } }
    // No post has this id, so that none of its codings and folds is taken for this one's.
    let post = Post(
      id: "tried \(UUID().uuidString)", text: text,
      media: picture.map { [Media(path: $0.resolvingSymlinksInPath().path)] } ?? [])
    var said: [Said] = []
    for coder in open.configuration.coders {
      try Task.checkCancellation()
      said.append(try await answers(of: coder, about: post, in: open))
    }
    return Outcome(said: said, nearest: try await nearest(in: open))
  }

  private func answers(
    of coder: CoderConfiguration, about post: Post, in open: OpenStudy
  ) async throws -> Said {
    func obstacle(_ text: String) -> Said { Said(coder: coder.identity, codings: [], obstacle: text) }
    do {
      let setup = try open.context(for: coder.name, on: provider).setup()
      if setup is any AsksEndpoint {
        return obstacle(
          "it asks an endpoint; codeframe prompt \(Shell.quoted(coder.name)) says what it would be asked")
      }
      if !coder.parameters.sources.isEmpty {
        return obstacle("it goes by what others have coded, and nobody has coded this")
      }
      guard let ready = try await setup.ready() else {
        return obstacle("it has not learned yet; run: codeframe train \(Shell.quoted(coder.name))")
      }
      let pipeline = open.pipeline(setup.extractors, cache: KeepsNothing(), ledger: KeepsNothing())
      let codings = try await ready.coder.code([post], with: pipeline)
      return Said(
        coder: coder.identity, codings: open.configuration.codebook.applyingFilters(to: codings),
        obstacle: nil)
    } catch let problem as UserError {
      return obstacle(problem.description)
    }
  }

  private func nearest(in open: OpenStudy) async throws -> [SimilarSearch.Match] {
    let uses: [PostPart] = picture == nil ? [.caption] : [.image]
    do {
      let search = try SimilarSearch(open: open, question: EncoderQuestion(uses: uses), provider: provider)
      return try await search.nearest(
        neighbours, to: picture?.path ?? text, as: picture == nil ? .text : .file
      ).matches
    } catch is UserError {
      // What cannot be compared has no neighbours; the coders say why.
      return []
    }
  }
}
