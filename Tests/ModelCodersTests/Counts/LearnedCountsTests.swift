import CoderConformance
import ContentCoding
import Testing

@testable import ModelCoders

struct LearnedCountsTests {
  private static let crowd = Variable(
    name: "crowd", type: .boolean, phrases: ["true": ["crowd"], "false": ["nobody"]])
  private static let things = Variable(
    name: "things", type: .tags,
    categories: [Category(name: "flag", phrases: ["crowd"])])

  /// Posts of up to five pictures, of which so many show a crowd; the truth is that three or more do.
  private static func study() -> (study: PhraseStudy, values: [String: [String: CodedValue]], folds: Folds) {
    var study = PhraseStudy(phrases: ["crowd": [1, 0], "nobody": [0, 1], "a photo": [0.7, 0.7]])
    var values: [String: [String: CodedValue]] = [:]
    var folds: [String: Int] = [:]
    for place in 0..<36 {
      let (shown, all) = (place % 6, 5)
      let id = place < 10 ? "p0\(place)" : "p\(place)"
      let pictures: [[Float]] = (0..<all).map { $0 < shown ? [1, 0] : [0, 1] }
      study.add(id, pictures[0], pictures[1], pictures[2], pictures[3], pictures[4])
      if place < 30 {
        values[id] = ["crowd": .boolean(shown >= 3), "things": .tags(shown >= 2 ? ["flag"] : [])]
        folds[id] = place / 6 % 5
      }
    }
    return (study, values, Folds(count: 5, assignment: folds))
  }

  private static func learn(
    _ values: [String: [String: CodedValue]], _ variables: [Variable] = [crowd]
  ) async throws -> LearnedCounts {
    let (study, _, folds) = study()
    return try await LearnedCounts(
      of: study.posts, values: values, folds: folds, variables: variables, features: study.features
    ) { count in study.coder(variables, .given { $0.combine = .atLeast(count) }) }
  }

  @Test func theNumberThatFitsGoldIsFound() async throws {
    let counts = try await Self.learn(Self.study().values, [Self.crowd, Self.things])
    #expect(counts.count(of: "crowd", fold: nil) == 3 && counts.count(of: "crowd", fold: 2) == 3)
    #expect(
      counts.summary.first == "crowd: seen in at least 3 pictures, learned from 30 posts", "\(counts.summary)"
    )
    let nobody = try await Self.learn([:])
    #expect(nobody.count(of: "crowd", fold: nil) == 1 && nobody.summary[0].contains("one is enough"))
  }

  /// What gold says of a fold has no part in the number for its own posts.
  @Test func aFoldDoesNotTakePartInItsOwnNumber() async throws {
    let (_, values, folds) = Self.study()
    var turned = values
    for (id, fold) in folds.assignment where fold == 1 {
      if case .boolean(let flag)? = values[id]?["crowd"] { turned[id]?["crowd"] = .boolean(!flag) }
    }
    let counts = try await Self.learn(turned)
    #expect(counts.count(of: "crowd", fold: 1) == 3)
    // Where the other folds call one picture enough, so do the posts of the fold.
    var generous = values
    for (id, fold) in folds.assignment where fold != 1 {
      let number = Int(id.dropFirst()) ?? 0
      generous[id]?["crowd"] = .boolean(number % 6 >= 1)
    }
    let other = try await Self.learn(generous)
    #expect(other.count(of: "crowd", fold: 1) == 1)
    let same = try await Self.learn(generous.mapValues { $0 })
    #expect(same == other)
  }

  @Test func conforms() async throws {
    let (study, values, _) = Self.study()
    var posts = study.posts
    posts.append(Post(id: "z"))
    let variables = [Self.crowd, Self.things]
    let counts = try await Self.learn(values, variables)
    let coder = CountedCoder(counts: counts) { count in
      study.coder(variables, .given { $0.combine = .atLeast(count) })
    }
    let violations = try await CoderConformance(coder, posts: posts, features: study.features).violations()
    #expect(violations == [])
    let codings = try await coder.code(posts, with: study.features).filter { $0.variable == "crowd" }
    for coding in codings where coding.postID != "z" {
      let shown = (Int(coding.postID.dropFirst()) ?? 0) % 6
      #expect(coding.answer.value == .boolean(shown >= 3) && coding.answer.details["at-least"] == "3")
      #expect((coding.fold == nil) == (values[coding.postID] == nil))
    }
  }
}
