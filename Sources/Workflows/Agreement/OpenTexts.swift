import ContentCoding
import ModelCoders
import Reliability

extension OpenStudy {
  /// How alike `texts` are by the encoder that the codebook names for `variable`.
  ///
  /// Texts are embedded anew and not kept, for they go when their posts are forgotten.
  ///
  /// - Parameters:
  ///   - texts: Answers to the variable; others than open texts do not count.
  ///   - variable: What they answer.
  /// - Returns: The measure; nil where there is no text, or, after a notice, where the encoder cannot be opened.
  /// - Throws: What keeps the encoder from embedding texts.
  func similarity(of texts: Set<CodedValue>, answering variable: Variable) async throws -> TextSimilarity? {
    let words = texts.compactMap(\.openText).sorted()
    guard variable.type == .openText, !words.isEmpty else { return nil }
    let name = variable.encoder ?? EncoderChoice.usualModel(for: [.caption])
    let encoder: any TextExtractor
    do {
      encoder = try Encoders(of: self, on: .cpu).textEncoder(EncoderChoice(name)).encoder
    } catch let problem as UserError {
      listener.notice("answers to \(variable.name) are compared word for word alone: \(problem)")
      return nil
    }
    let pipeline = pipeline(Extractors(ofTexts: [encoder]), cache: KeepsNothing(), ledger: KeepsNothing())
    let features = try await pipeline.features(ofTexts: words, by: encoder.identity)
    var vectors: [String: [Float]] = [:]
    for (text, feature) in zip(words, features) {
      if case .vector(let vector) = feature { vectors[text] = vector }
    }
    return TextSimilarity(encoder: name, vectors: vectors)
  }

  /// The same of every open text of the codebook, by variable.
  func similarities(of codings: [String: [VariableCodings]]) async throws -> [String: TextSimilarity] {
    var found: [String: TextSimilarity] = [:]
    for variable in configuration.codebook.variables where variable.type == .openText {
      let texts = (codings[variable.name] ?? []).reduce(into: Set<CodedValue>()) {
        $0.formUnion($1.allValues)
      }
      found[variable.name] = try await similarity(of: texts, answering: variable)
    }
    return found
  }
}
