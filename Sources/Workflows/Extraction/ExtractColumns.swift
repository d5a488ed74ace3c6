import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Looks at the pictures and videos of posts, and keeps what is seen as columns of the posts, which coders, figures and pages read like any other.
package struct ExtractColumns: Workflow, Sendable {
  /// What is extracted.
  package enum Kind: String, CaseIterable, Sendable {
    /// Measures of how pictures look.
    case aesthetics
    /// The most probable labels of a classifier.
    case labels
    /// How many faces are in pictures, and how large.
    case faces
    /// What a model that sees pictures says of them.
    case caption
    /// Which things are in pictures, and how many of each.
    case objects
    /// What is written in pictures.
    case text
    /// The most probable label that a classifier of texts gives, such as a mood.
    case sentiment
    /// The language of a text, by a classifier of languages.
    case language
    /// The words of subtitles that lie beside videos, or what an endpoint hears in them.
    case transcript
    /// What cameras wrote into pictures.
    case exif
  }

  /// What is extracted.
  let kind: Kind
  /// The model, of those kinds that have one; nil for the usual one.
  package var model: EncoderChoice?
  /// Who describes pictures, for ``Kind/caption``; nil for nobody.
  package var describer: AskedEndpoint?
  /// The prompt of ``Kind/caption``; nil for the usual one.
  package var prompt: String?
  /// Who transcribes videos without subtitles, for ``Kind/transcript``; nil for nobody.
  package var transcription: Transcription?
  /// The languages in which the program Tesseract reads ``Kind/text``, such as `deu+eng`; nil where PP-OCR reads it.
  package var tesseract: String?
  /// The text that ``Kind/sentiment`` and ``Kind/language`` read.
  package var uses = PostPart.caption
  /// How many labels are kept.
  package var count = 5
  /// Whether the places of ``Kind/exif`` are kept.
  package var keepsPlace = false
  /// Where models compute.
  package var provider = Provider.cpu
  /// The posts.
  package var posts = PostChoice()

  /// An extraction of `kind`.
  package init(_ kind: Kind) { self.kind = kind }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// The extractor's name.
    package let extractor: String
    package let columns: [String]
    /// Posts that have the columns now.
    package var posts = 0
    /// Posts without a picture, or where subtitles are read, without a video.
    package var withoutPicture = 0
    /// Posts whose pictures cannot be read, whose videos have no subtitles beside them, or whose pictures say nothing of a camera.
    package var unreadable = 0
    /// Seconds that it took.
    package var seconds = 0.0
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let start = ContinuousClock.now
    let selection = try posts.selection(in: open)
    let extractor = try await extractor(in: open, of: selection)
    let isOurs = try check(extractor.columns, in: open)
    var outcome = Outcome(extractor: extractor.identity.name, columns: extractor.columns)
    try await open.eachPage(in: selection) { posts in
      var found: [String: [String: String?]] = [:]
      for (post, sight) in zip(posts, try await extractor.look(at: posts)) {
        var cells: [String: String?] = [:]
        // What was seen earlier does not stay.
        if isOurs {
          for column in extractor.columns where post.columns[column] != nil { cells[column] = .some(nil) }
        }
        switch sight {
        case .cells(let seen):
          outcome.posts += 1
          cells.merge(seen) { _, new in new }
        case .nothing: outcome.withoutPicture += 1
        case .unreadable: outcome.unreadable += 1
        }
        found[post.id] = cells
      }
      try open.study.setColumns(found)
    }
    if let remark = extractor.remark { open.listener.notice(remark) }
    outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
    try open.study.record(
      Extraction(
        name: kind.rawValue, extractor: extractor.identity, columns: extractor.columns,
        posts: outcome.posts,
        seconds: outcome.seconds, version: ProgramVersion.current, madeAt: Date()))
    return outcome
  }

  private func extractor(
    in open: OpenStudy, of selection: PostSelection
  ) async throws -> any PostExtractor {
    switch kind {
    case .aesthetics: return try SightColumns(of: AestheticsColumns(), in: open)
    case .labels:
      let (classifier, _) = try Encoders(of: open, on: provider).pictureClassifier(
        model ?? EncoderChoice(EncoderChoice.strongModel))
      return try SightColumns(of: LabelColumns(classifier: classifier, count: count), in: open)
    case .faces:
      let detector = try Encoders(of: open, on: provider).faceDetector(
        model ?? EncoderChoice(EncoderChoice.faceDetector))
      return try SightColumns(of: FaceColumns(media: detector), in: open)
    case .objects:
      guard let model else {
        throw UserError(
          "extract objects needs --model, such as Xenova/detr-resnet-50 or Xenova/yolos-tiny; codeframe models pull NAME fetches it"
        )
      }
      let detector = try Encoders(of: open, on: provider).objectDetector(model)
      return try SightColumns(of: ObjectColumns(media: detector), in: open)
    case .text:
      if let tesseract {
        do {
          return try SightColumns(of: TextColumns(media: TesseractReader(languages: tesseract)), in: open)
        } catch let problem as TesseractReader.Problem {
          throw UserError(problem.description)
        }
      }
      let reader = try Encoders(of: open, on: provider).pictureTextReader(
        model ?? EncoderChoice(EncoderChoice.textReader))
      return try SightColumns(of: TextColumns(media: reader), in: open)
    case .sentiment, .language:
      guard let model else {
        let example =
          kind == .sentiment
          ? "in the language of the posts, such as Xenova/twitter-roberta-base-sentiment-latest"
          : "whose labels are languages, such as papluca/xlm-roberta-base-language-detection as ONNX"
        throw UserError(
          "extract \(kind.rawValue) needs --model, a classifier of texts \(example); codeframe models pull NAME fetches it"
        )
      }
      let (classifier, labels) = try Encoders(of: open, on: provider).textClassifier(model)
      return TextLabelColumns(
        kind.rawValue, uses: uses, classifier: classifier, labels: labels, cache: try open.featureCache(),
        in: open)
    case .caption:
      guard let describer else {
        throw UserError(
          "extract caption needs --endpoint and --model, such as --endpoint http://localhost:11434/v1 --model llava"
        )
      }
      let captions = try CaptionColumns(describer, prompt: prompt, in: open)
      try await captions.obtainConsent(for: selection, in: open)
      return captions
    case .exif: return CameraColumns(folder: open.folder, keepsPlace: keepsPlace)
    case .transcript:
      let subtitles = SubtitleFiles(folder: open.folder)
      let spoken = try transcription.map { try SpokenWords($0, in: open) }
      try await spoken?.obtainConsent(for: selection, without: subtitles, in: open)
      return TranscriptColumns(subtitles: subtitles, spoken: spoken)
    }
  }

  /// Refuses to write over columns that an imported table brought.
  ///
  /// - Returns: whether this was extracted before.
  private func check(_ columns: [String], in open: OpenStudy) throws -> Bool {
    if try open.study.extractions().contains(where: { $0.name == kind.rawValue }) { return true }
    let known = try open.study.columns()
    if let taken = columns.first(where: known.contains) {
      throw UserError(
        "posts have a column \(taken) already, from an imported table; \(kind.rawValue) would write over it. Import the table under "
          + "another name for that column first")
    }
    return false
  }
}
