import ArgumentParser
import ContentCoding
import Foundation
import Workflows

extension ExtractColumns.Kind: ExpressibleByArgument {}

/// `codeframe extract`.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Look at pictures, and keep what is seen as columns of the posts.",
    discussion: helpText(
      """
      aesthetics measures how pictures look: brightness, contrast, colourfulness, saturation, sharpness, entropy, edges, symmetry, warm
      colours and six hues, as columns aesthetics_brightness and so on. labels keeps the most probable labels of a classifier
      (efficientnet-lite0's 1,000 of ImageNet, offline) as the column labels, and their probabilities as they are, not scaled to sum to 1.
      objects names the things that a detector finds (objects: 2 x person, 1 x chair; objects_number), by a model of the DETR family from the hub.
      caption lets a model at an OpenAI-compatible endpoint describe each picture (picture_caption), after you agreed; nothing is paid twice.
      sentiment and language give the label of a classifier of texts (sentiment, sentiment_probability; language, language_probability).
      faces counts faces (faces, faces_share, faces_largest) and says nothing else of them; codeframe models pull centerface fetches the detector.
      text reads what is written in pictures into the column picture_text, with picture_text_confidence and picture_text_share, the share of the picture that it covers;
      codeframe models pull pp-ocrv6-small fetches what reads it, or --engine tesseract has the installed program read it. transcript reads the subtitles beside videos (film.vtt or film.srt for film.mp4) into the column transcript; with --endpoint an
      OpenAI-compatible endpoint hears those that have none: their sound is sent, after you agreed, and no answer is paid twice. Of several pictures,
      and of frames of videos, the mean counts. exif reads what cameras wrote into pictures: exif_time and exif_camera, and with --place
      exif_latitude and exif_longitude, which may be somebody's home. What was extracted once comes from the cache.

      The columns are like those of a table: coders read them (uses: [labels]; columns: [aesthetics_colourfulness]), regress and
      describe count with them, export and the app show them.

        codeframe extract aesthetics
        codeframe extract labels --count 3
        codeframe extract text
        codeframe extract text --engine tesseract --languages deu+eng
        codeframe extract caption --endpoint http://localhost:11434/v1 --model llava
        codeframe extract sentiment --model Xenova/twitter-roberta-base-sentiment-latest
        codeframe extract objects --model Xenova/yolos-tiny
        codeframe extract faces
        codeframe extract transcript --endpoint http://localhost:8000/v1 --model Systran/faster-whisper-small
        codeframe regress 'likes ~ aesthetics_colourfulness + aesthetics_brightness'
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(
    help:
      "What is extracted: aesthetics, labels, objects, faces, text, caption, sentiment, language, transcript or exif."
  )
  var kind: ExtractColumns.Kind
  @Option(
    help:
      "The model: efficientnet-lite0, centerface, pp-ocrv6-small if left out, and whisper-1 at an endpoint.")
  var model: String?
  @Option(help: "text: who reads, pp-ocr or the installed program tesseract; pp-ocr if left out.")
  var engine = TextEngine.ppOCR
  @Option(help: "text by tesseract: its names of languages, such as deu+eng; eng if left out.")
  var languages: String?
  @Option(
    help: "sentiment, language: the text that is read: caption, or the name of a column; caption if left out."
  )
  var uses: String?
  @Option(help: "labels: how many are kept.") var count = 5
  @Flag(help: "exif: keep where pictures were taken.") var place = false
  @OptionGroup var asking: EndpointOptions
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if !(1...1_000).contains(count) { throw ValidationError("--count takes a whole number from 1 to 1,000") }
    if [.aesthetics, .exif].contains(kind), model != nil {
      throw ValidationError("--model does not go with \(kind.rawValue)")
    }
    if let name = asking.misplaced(in: kind) {
      throw ValidationError("\(name) does not go with \(kind.rawValue)")
    }
    if kind == .transcript, asking.endpoint == nil, asking.isGiven || model != nil {
      throw ValidationError("how an endpoint is asked goes with --endpoint")
    }
    if kind != .sentiment, kind != .language, uses != nil {
      throw ValidationError("--uses goes with sentiment and language")
    }
    if kind != .text, engine != .ppOCR { throw ValidationError("--engine goes with text") }
    if engine != .tesseract, languages != nil {
      throw ValidationError("--languages goes with --engine tesseract")
    }
    if engine == .tesseract, model != nil {
      throw ValidationError("--model does not go with --engine tesseract")
    }
    if uses == "image" { throw ValidationError("--uses takes caption, author or the name of a column") }
    if kind != .exif, place { throw ValidationError("--place goes with exif") }
  }

  func run() async throws {
    let open = try options.open()
    var extract = ExtractColumns(kind)
    switch kind {
    case .transcript: extract.transcription = asking.transcription(by: model)
    case .caption:
      extract.describer = asking.asked(model)
      extract.prompt = asking.prompt
    default: extract.model = model.map { EncoderChoice($0) }
    }
    extract.count = count
    if let uses { extract.uses = PostPart(reading: uses) }
    extract.keepsPlace = place
    extract.tesseract = engine == .tesseract ? languages ?? "eng" : nil
    extract.provider = machine.provider
    extract.posts = PostChoice(sample: sample, filters: selected.filters)
    let (work, json, kind) = (extract, json, kind)
    let kept = "what was extracted is kept; codeframe extract \(kind.rawValue) goes on from there"
    try await Interruption.stopping(kept: kept) {
      let outcome = try await work.run(in: open)
      if json { return try Console.put(json: outcome) }
      let (thing, readable) =
        switch kind {
        case .transcript: ("video", asking.endpoint == nil ? "no subtitles beside it" : "no words")
        case .exif: ("picture", "none that says by which camera")
        case .sentiment, .language: ("text", "none that can be read")
        case .aesthetics, .caption, .faces, .labels, .objects, .text: ("picture", "none that can be read")
        }
      let rest = [
        (outcome.withoutPicture, "has no \(thing)", "have no \(thing)"),
        (outcome.unreadable, "has \(readable)", "have \(readable)"),
      ].filter { $0.0 > 0 }.map { "; \(Figures.count($0.0, "post")) \($0.0 == 1 ? $0.1 : $0.2)" }.joined()
      let rate = outcome.seconds > 0 ? Double(outcome.posts) / outcome.seconds : 0
      Console.say(
        "\(kind.rawValue) of \(Figures.count(outcome.posts, "post")) in \(Figures.duration(outcome.seconds)), "
          + "\(Figures.count(Int(rate))) a second\(rest)")
      Console.say("columns: \(outcome.columns.joined(separator: ", "))")
      Console.say("next: codeframe show ID shows them, codeframe export posts writes them")
    }
  }
}

/// Who reads what is written in pictures.
enum TextEngine: String, ExpressibleByArgument, CaseIterable {
  case ppOCR = "pp-ocr"
  case tesseract
}
