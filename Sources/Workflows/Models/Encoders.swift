import ContentCoding
import Foundation
import Hub
import Imaging
import Inference
import ModelCoders
import Storage

/// Opens the models that coders name.
struct Encoders: Sendable {
  private let locator: ModelLocator
  private let hashes: ModelHashes
  private let provider: Provider
  private let study: Study

  /// The encoders that the study can use, computed on `provider`.
  init(of open: OpenStudy, on provider: Provider) throws {
    locator = try ModelLocator(study: open.folder)
    hashes = ModelHashes(forStudyAt: open.folder)
    study = open.study
    self.provider = provider
  }

  /// An encoder of pictures with the record of its model.
  ///
  /// - Parameter choice: the model, its precision and pooling, as in `codeframe.yaml`.
  /// - Returns: the encoder, and what a run records of its model.
  /// - Throws: ``UserError`` where the model's folder lacks what an encoder needs, and what keeps it from being found.
  func pictureEncoder(_ choice: EncoderChoice) throws -> (encoder: PictureEncoder, record: ModelRecord) {
    let folder = try locator.find(choice.model)
    if let entry = folder.entry, entry.image == nil {
      throw UserError(
        "\(choice.model) does not turn pictures into embeddings; "
          + (entry.classification != nil
            ? "use it in a coder of kind classifier"
            : entry.generation != nil
              ? "it answers texts: use it to name clusters, as `naming: flan-t5`"
              : "it reads text: use it with `uses: [caption]`"))
    }
    let tower = folder.entry?.image
    let part = try part(
      of: folder, tower.map { [$0.component] } ?? ["vision_model", "model"], choice.precision)
    let record = try record(folder, [part], as: choice)
    let encoder = try PictureEncoder(
      name: choice.name, model: part.graph.place, modelSHA256: record.hash,
      preprocessor: preprocessor(of: folder),
      reading: OutputReading(
        tower, settings: ModelSettings(of: folder), pooling: choice.pooling, name: choice.model),
      frames: choice.frames, options: options)
    return (encoder, record.model)
  }

  /// An encoder of texts with the record of its model.
  ///
  /// - Parameter choice: the model, its precision and pooling, as in `codeframe.yaml`.
  /// - Returns: the encoder, and what a run records of its model.
  /// - Throws: ``UserError`` where the model has no part for texts, and what keeps it from being found.
  func textEncoder(_ choice: EncoderChoice) throws -> (encoder: any TextExtractor, record: ModelRecord) {
    if choice == EncoderChoice(HashedTerms.name) {
      let encoder = HashedTerms()
      return (
        encoder, ModelRecord(name: choice.name, revision: nil, sha256: encoder.identity.fingerprint.hex)
      )
    }
    if let name = choice.importedSet { return try importedFeatures(name) }
    let folder = try locator.find(choice.model)
    if let entry = folder.entry, entry.text == nil {
      throw UserError(
        "\(choice.model) encodes no text; \(HashedTerms.name) comes with the program; models that do are openai/clip-vit-base-patch32 and google/siglip2-base-patch16-224 "
          + "(pictures and text in one space) and sentence-transformers/all-MiniLM-L6-v2 (text alone)")
    }
    guard let tokenizer = folder.file("tokenizer.json") else {
      throw UserError("\(folder.url.path) has no tokenizer.json, so nothing says how text becomes tokens")
    }
    let tower = folder.entry?.text
    let part = try part(
      of: folder, tower.map { [$0.component] } ?? ["text_model", "model"], choice.precision)
    let record = try record(folder, [part], as: choice)
    let settings = try ModelSettings(of: folder)
    // The pooling that a coder names is that of the tower which looks at the posts; a pooled tower has none to choose.
    let pooling = folder.entry?.image == nil ? choice.pooling : nil
    let encoder = try TextEncoder(
      name: choice.name, model: part.graph.place, modelSHA256: record.hash, tokenizer: tokenizer.url,
      settings: settings, rules: TextRules(tower, settings: settings),
      reading: OutputReading(tower, settings: settings, pooling: pooling, name: choice.model),
      options: options)
    return (encoder, record.model)
  }

  /// Features that were imported under `name`, with their record.
  private func importedFeatures(_ name: String) throws -> (encoder: any TextExtractor, record: ModelRecord) {
    let sets = try study.featureSets().map(\.set)
    guard let set = sets.first(where: { $0.name == name }) else {
      throw UserError(
        "the study has no imported features \(name); "
          + (sets.isEmpty
            ? "codeframe import features FILE --name \(Shell.quoted(name)) brings them"
            : "it has \(sets.map(\.name).joined(separator: ", "))"))
    }
    let encoder = ImportedFeatures(name: name, fingerprint: set.fingerprint, dimension: set.dimension) {
      [study] ids in try study.features(ofSet: name, posts: ids)
    }
    return (
      encoder,
      ModelRecord(name: encoder.identity.name, revision: nil, sha256: set.fingerprint.hex)
    )
  }

  /// A model with labels of its own, with its record.
  ///
  /// - Parameter choice: the model and its precision.
  /// - Returns: the model, and what a run records of it.
  /// - Throws: ``UserError`` where the model names no labels, and what keeps it from being found.
  func pictureClassifier(_ choice: EncoderChoice) throws -> (model: PictureClassifier, record: ModelRecord) {
    let folder = try locator.find(choice.model)
    guard let labels = try ModelSettings(of: folder).labels else {
      throw UserError(
        "\(choice.model) has no labels of its own (id2label in its config.json); as an encoder, use it in a probe"
      )
    }
    let tower = folder.entry?.classification
    let part = try part(of: folder, [tower?.component ?? "model"], choice.precision)
    let record = try record(folder, [part], as: choice)
    let model = try PictureClassifier(
      name: choice.name, model: part.graph.place, modelSHA256: record.hash,
      preprocessor: preprocessor(of: folder),
      labels: labels, output: tower?.output ?? "logits", frames: choice.frames, options: options)
    return (model, record.model)
  }

  /// What finds faces.
  ///
  /// - Parameter choice: the model and its precision.
  /// - Returns: the detector.
  /// - Throws: ``UserError`` where the model finds none, and what keeps it from being found.
  func faceDetector(_ choice: EncoderChoice) throws -> FaceDetector {
    let folder = try locator.find(choice.model)
    if let entry = folder.entry, entry.faces == nil {
      throw UserError("\(choice.model) finds no faces; \(EncoderChoice.faceDetector) does")
    }
    let part = try part(of: folder, [folder.entry?.faces?.component ?? "model"], choice.precision)
    return FaceDetector(
      name: choice.name, model: part.graph.place, sha256: try record(folder, [part], as: choice).hash,
      options: options)
  }

  /// What finds things: a model of the DETR family in the hub's layout.
  ///
  /// - Parameter choice: the model and its precision.
  /// - Returns: the detector.
  /// - Throws: ``UserError`` where the model names no things, and what keeps it from being found.
  func objectDetector(_ choice: EncoderChoice) throws -> ObjectDetector {
    let folder = try locator.find(choice.model)
    let settings = try ModelSettings(of: folder)
    guard let labels = settings.labels, let file = folder.file("preprocessor_config.json") else {
      throw UserError(
        "\(choice.model) finds no things: it needs id2label in its config.json, and a preprocessor_config.json, as DETR and YOLOS have"
      )
    }
    let part = try part(of: folder, ["model"], choice.precision)
    return ObjectDetector(
      name: choice.name, model: part.graph.place, sha256: try record(folder, [part], as: choice).hash,
      preprocessing: try DetectorPreprocessing(
        try Data(contentsOf: file.url), architecture: settings.architecture),
      labels: labels.names, options: options)
  }

  /// What reads text in pictures.
  ///
  /// - Parameter choice: the model and its precision.
  /// - Returns: the reader.
  /// - Throws: ``UserError`` where the folder lacks one of its three models, and what keeps it from being found.
  func pictureTextReader(_ choice: EncoderChoice) throws -> PictureTextReader {
    let folder = try locator.find(choice.model)
    let known = folder.entry?.reading
    if folder.entry != nil, known == nil {
      throw UserError("\(choice.model) reads no text in pictures; \(EncoderChoice.textReader) does")
    }
    let parts = try [
      known?.detection ?? "detection", known?.direction ?? "direction", known?.recognition ?? "recognition",
    ].map { try part(of: folder, [$0], choice.precision) }
    return try PictureTextReader(
      name: choice.name,
      files: PictureTextReader.Files(
        detection: parts[0].graph.place, direction: parts[1].graph.place, recognition: parts[2].graph.place),
      sha256: try record(folder, parts, as: choice).hash, options: options)
  }

  /// A model that gives texts labels of its own, with its labels.
  ///
  /// - Parameter choice: the model and its precision.
  /// - Returns: what gives a logit for each label, and the labels.
  /// - Throws: ``UserError`` where the model names no labels or reads no text, and what keeps it from being found.
  func textClassifier(_ choice: EncoderChoice) throws -> (model: TextEncoder, labels: ClassifierLabels) {
    let folder = try locator.find(choice.model)
    let settings = try ModelSettings(of: folder)
    guard let labels = settings.labels, let tokenizer = folder.file("tokenizer.json") else {
      throw UserError(
        "\(choice.model) gives texts no labels: it needs id2label in its config.json, and a tokenizer.json")
    }
    let part = try part(of: folder, ["model"], choice.precision)
    let encoder = try TextEncoder(
      name: choice.name, model: part.graph.place, modelSHA256: try record(folder, [part], as: choice).hash,
      tokenizer: tokenizer.url, settings: settings, rules: TextRules(nil, settings: settings),
      reading: OutputReading(output: "logits"), options: options)
    guard try encoder.dimension() == labels.names.count else {
      throw UserError(
        "\(choice.model) gives \(try encoder.dimension()) logits, and its config.json names \(labels.names.count) labels"
      )
    }
    return (encoder, labels)
  }

  /// A classifier's labels in the space of an encoder of texts, with the record of both models.
  ///
  /// - Throws: ``UserError`` where one of them cannot be opened.
  func labelSpace(
    of classifier: EncoderChoice, in texts: EncoderChoice, _ settings: LabelSpace.Settings
  ) throws -> (space: LabelSpace, texts: any TextExtractor, records: [ModelRecord]) {
    let (pictures, record) = try pictureClassifier(classifier)
    let (words, recordOfWords) = try textEncoder(texts)
    let space = LabelSpace(classifier: pictures, texts: words, settings: settings)
    return (space, words, [record, recordOfWords])
  }

  /// A model that answers texts, with its record.
  ///
  /// - Parameter choice: the model and its precision.
  /// - Returns: the model, and what a run records of it.
  /// - Throws: ``UserError`` where the model's folder lacks what a generator needs, and what keeps it from being found.
  func textGenerator(_ choice: EncoderChoice) throws -> (generator: TextGenerator, record: ModelRecord) {
    let folder = try locator.find(choice.model)
    let entry = folder.entry?.generation
    if folder.entry != nil, entry == nil {
      throw UserError(
        "\(choice.model) writes no text; models that do are google/flan-t5-small and google/flan-t5-base")
    }
    guard let tokenizer = folder.file("tokenizer.json") else {
      throw UserError("\(folder.url.path) has no tokenizer.json, so nothing says how text becomes tokens")
    }
    let encoder = try part(of: folder, [entry?.encoder ?? "encoder_model"], choice.precision)
    let first = try part(
      of: folder, [entry?.decoder ?? "decoder_model_merged", "decoder_model"], choice.precision)
    let isMerged = first.component != "decoder_model"
    let later = isMerged ? nil : try part(of: folder, ["decoder_with_past_model"], choice.precision)
    let record = try record(folder, [encoder, first] + (later.map { [$0] } ?? []), as: choice)
    let files = EncoderDecoderFiles(
      encoder: encoder.graph.place,
      decoder: later.map { .separate(first: first.graph.place, later: $0.graph.place) }
        ?? .merged(first.graph.place))
    let generator = TextGenerator(
      name: choice.name, files: files, modelSHA256: record.hash, tokenizer: tokenizer.url,
      settings: try GenerationSettings(of: folder), options: options)
    return (generator, record.model)
  }

  /// How the model's cosines between posts and phrases become scores.
  ///
  /// - Parameters:
  ///   - choice: the model.
  ///   - scale: what the coder sets in the place of the model's logit scale.
  ///   - bias: what the coder sets in the place of the model's logit bias.
  /// - Returns: a sigmoid for models that have a bias, else a softmax, of scale 100 where nothing says another.
  /// - Throws: ``UserError`` where a model that needs a bias has none, and what keeps the model from being found.
  func zeroShotScoring(_ choice: EncoderChoice, scale: Double?, bias: Double?) throws -> ZeroShotScoring {
    if choice.labelSpace != nil { return .softmax(scale: scale ?? LabelSpace.logitScale) }
    if choice.importedSet != nil {
      throw UserError(
        "\(choice.model) holds numbers of posts, and no words can be compared with them; learn from it with a probe"
      )
    }
    if choice == EncoderChoice(HashedTerms.name) { return .softmax(scale: scale ?? 100) }
    let folder = try locator.find(choice.model)
    let scale = scale ?? folder.entry?.logitScale
    if let bias = bias ?? folder.entry?.logitBias {
      return .sigmoid(scale: scale ?? 100, bias: bias)
    }
    guard try folder.entry != nil || ModelSettings(of: folder).architecture?.hasPrefix("siglip") != true
    else {
      throw UserError(
        "\(choice.model) scores each phrase on its own, and its logit scale and bias stand in no file of its export; "
          + "write them at the coder, as in `logit-scale: 112.7` and `logit-bias: -16.8`")
    }
    return .softmax(scale: scale ?? 100)
  }

  private var options: SessionOptions { SessionOptions(threads: 1, provider: .only(provider)) }

  private func part(
    of folder: ModelFolder, _ components: [String], _ precision: WeightPrecision?
  ) throws -> OnnxFile {
    let wanted = precision.flatMap { Precision(rawValue: $0.rawValue) }
    if let part = components.lazy.compactMap({ folder.part($0, wanted) }).first { return part }
    let names = components.map { "\($0)\(wanted?.suffix ?? "").onnx" }
    throw UserError(
      "\(folder.url.path) has no \(names.joined(separator: " or ")); "
        + "it has \(folder.parts.map(\.graph.path).joined(separator: ", "))"
        + (wanted.map { "; get it with codeframe models pull \(folder.name) --precision \($0.rawValue)" }
          ?? ""))
  }

  private func preprocessor(of folder: ModelFolder) throws -> Preprocessor {
    guard let settings = folder.file("preprocessor_config.json") else {
      throw UserError(
        "\(folder.url.path) has no preprocessor_config.json, so nothing says how pictures are resized")
    }
    return Preprocessor(
      configuration: try PreprocessorConfiguration(huggingFace: try Data(contentsOf: settings.url)))
  }

  /// What a run records, and the hash that features are kept under; those of another provider than the CPU are kept apart.
  private func record(
    _ folder: ModelFolder, _ parts: [OnnxFile], as choice: EncoderChoice
  ) throws -> (model: ModelRecord, hash: String) {
    let sha256 = try folder.fingerprint(of: parts, hash: hashes.sha256).sha256
    let name = provider == .cpu ? choice.name : "\(choice.name) on \(provider.rawValue)"
    return (
      ModelRecord(name: name, revision: folder.revision, sha256: sha256),
      provider == .cpu ? sha256 : Fingerprint(of: [sha256, provider.rawValue]).hex
    )
  }
}
