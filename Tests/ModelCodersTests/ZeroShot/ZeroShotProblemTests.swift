import ContentCoding
import Synchronization
import Testing

@testable import ModelCoders

@Suite("Zero-shot: problems of the whole run")
struct ZeroShotProblemTests {
  let variable = Variable(
    name: "view", type: .category, categories: [Category(name: "sea"), Category(name: "hill")])

  @Test func aPhraseThatCannotBeEmbeddedIsNamed() async throws {
    var study = PhraseStudy(phrases: ["a photo of sea": [1, 0]])
    study.add("p", [1, 0])
    await #expect(throws: ZeroShotProblem.self) { try await study.codings([variable]) }
    do {
      _ = try await study.codings([variable])
    } catch {
      #expect(
        "\(error)"
          == "the phrase \"a photo of hill\" cannot be embedded: nothing is known of a photo of hill; "
          + "write it otherwise in the codebook")
    }
    study.features.features["a photo of hill"] = .vector([0, 0])
    await #expect(throws: ZeroShotProblem.self) { try await study.codings([variable]) }
    study.features.features["a photo of hill"] = .vector([1, 2, 3])
    await #expect(throws: ZeroShotProblem.self) { try await study.codings([variable]) }
  }

  @Test func lengthsThatDifferNameBothExtractors() async throws {
    var study = PhraseStudy(phrases: ["a photo of sea": [1, 0], "a photo of hill": [0, 1]])
    study.add("p", [1, 0, 0])
    let text = ExtractorIdentity(name: "words", fingerprint: Fingerprint(stored: "0"))
    let coder = ZeroShot(
      name: "clip", variables: [variable], parameters: ZeroShotParameters(encoder: "given"),
      extractor: GivenFeatures.extractor, textExtractor: text, scoring: .softmax(scale: 100))
    do {
      _ = try await coder.code(study.posts, with: study.features)
      Issue.record("no error")
    } catch let problem as ZeroShotProblem {
      #expect(problem.description.contains("given embeds posts by 3 numbers and words phrases by 2"))
    }
  }

  @Test func phrasesAreAskedForOnceACallAndByTheirExtractor() async throws {
    var study = PhraseStudy(phrases: ["a photo of sea": [1, 0], "a photo of hill": [0, 1]])
    for index in 0..<20 { study.add("p\(index)", [1, 0], [0.5, 1]) }
    let asked = AskedTexts(features: study.features)
    let other = Variable(name: "other", type: .tags, categories: variable.categories)
    study.features.features["a photo"] = .vector([1, 1])
    let coder = study.coder([variable, other])
    _ = try await coder.code(study.posts, with: AskedTexts(features: study.features))
    _ = try await study.coder([variable]).code(study.posts, with: asked)
    #expect(asked.texts == [["a photo of sea", "a photo of hill"]])
    #expect(try await coder.code([], with: asked).isEmpty)
    #expect(asked.texts.count == 1)
  }

  /// Remembers which texts are asked for.
  private final class AskedTexts: FeatureSource {
    let features: GivenFeatures
    private let asked = Mutex([[String]]())

    init(features: GivenFeatures) { self.features = features }

    var texts: [[String]] { asked.withLock { $0 } }

    func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature] {
      try await features.features(of: media, by: extractor)
    }

    func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature] {
      asked.withLock { $0.append(texts) }
      return try await features.features(ofTexts: texts, by: extractor)
    }
  }
}
