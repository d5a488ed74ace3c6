import CoderConformance
import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

@Suite("Engagement")
struct EngagementTests {
  private let study = AttentionStudy()

  @Test func hiddenLikesAreMissingAndNotZero() async throws {
    let trained = try await study.trained()
    #expect(study.hidden.count == 10 && trained["likes"]?.examples == 81)
    var zeros = study.values
    for post in study.hidden where study.folds[post] != nil { zeros[post] = ["likes": .number(0)] }
    #expect(try await study.trained(values: zeros)["likes"]?.examples == 90)
  }

  /// A fold's answers do not change whatever its posts' likes are, columns and all.
  @Test(arguments: EngagementModel.allCases)
  func aFoldLearnsNothingFromItsPosts(model: EngagementModel) async throws {
    let parameters = EngagementParameters(
      model: model, columns: ["followers", "place"], codings: ["probe"])
    var changed = study
    let fold = study.posts.filter { study.folds[$0.id] == 1 }
    for post in fold where changed.values[post.id] != nil {
      changed.values[post.id] = ["likes": .number(9e6)]
    }
    let others = study.posts.filter { study.folds[$0.id] == 2 }
    let coders = [
      study.coder(try await study.trained(parameters)), changed.coder(try await changed.trained(parameters)),
    ]
    let before = try await coders[0].code(fold, with: study.features)
    let after = try await coders[1].code(fold, with: study.features)
    #expect(before.map(\.answer.value) == after.map(\.answer.value))
    let one = try await coders[0].code(others, with: study.features)
    let two = try await coders[1].code(others, with: study.features)
    #expect(one.map(\.answer.value) != two.map(\.answer.value))
  }

  @Test func nearestPostsAreAlikeAndOfOtherFolds() async throws {
    let coder = study.coder(try await study.trained())
    let codings = try await coder.code(study.posts + study.others, with: study.features)
    let vectors = study.features.features.compactMapValues { feature -> [Float]? in
      if case .vector(let vector) = feature { vector } else { nil }
    }
    for coding in codings where coding.answer.status == .coded {
      let nearest = (coding.answer.details["nearest"] ?? "").split(separator: "|").map(String.init)
      #expect(nearest.count == NearestPosts.count && !nearest.contains(coding.postID), "\(coding)")
      if let fold = coding.fold { #expect(nearest.allSatisfy { study.folds[$0] != fold }) }
      guard let own = vectors["\(coding.postID)-0.jpg"], coding.postID != "huge" else { continue }
      func cosine(_ id: String) -> Float {
        let other = vectors["\(id)-0.jpg"] ?? []
        let product = zip(own, other).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        let lengths = [own, other].map { $0.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot() }
        return product / (lengths[0] * lengths[1])
      }
      let library = study.posts.map(\.id).filter {
        study.values[$0] != nil && $0 != coding.postID
          && (coding.fold == nil || study.folds[$0] != coding.fold)
      }
      let best = library.sorted { cosine($0) > cosine($1) }.prefix(NearestPosts.count)
      #expect(zip(nearest, best).allSatisfy { abs(cosine($0) - cosine($1)) < 1e-5 }, "\(coding.postID)")
    }
  }

  @Test func featuresFarOutsideGiveNoAbsurdNumber() async throws {
    let most = study.posts.compactMap { $0.counts["likes"] }.max() ?? 0
    for model in EngagementModel.allCases {
      let coder = study.coder(
        try await study.trained(EngagementParameters(model: model, columns: ["followers"])))
      var post = study.posts[0]
      post.id = "star"
      post.columns["followers"] = "1e30"
      let coding = try await coder.code([post], with: study.features)[0]
      guard case .number(let number) = coding.answer.value else {
        Issue.record("\(coding)")
        continue
      }
      #expect(number <= 10 * most && number > 0, "\(model): \(number)")
      #expect(coding.answer.details["unbounded"] != nil)
    }
  }

  @Test func whatCannotBeLearnedIsSaid() async throws {
    let none = try await study.trained(values: [:])
    let codings = try await study.coder(none).code(study.posts, with: study.features)
    #expect(codings.allSatisfy { $0.answer.reason?.message.contains("2 folds or more") == true })
    var below = study.values
    below["p100"] = ["likes": .number(-3)]
    let open = Variable(name: "likes", type: .number)
    for model in EngagementModel.allCases {
      let trained = try await study.trained(
        EngagementParameters(model: model), values: below, variables: [open])
      #expect(trained.summary.contains { $0.contains("1 numbers below 0") }, "\(trained.summary)")
    }
    let plain = try await study.trained(EngagementParameters(scale: .count), values: below, variables: [open])
    #expect(!plain.summary.contains { $0.contains("below 0") })
    let same = study.values.mapValues { _ in ["likes": CodedValue.number(7)] }
    let constant = try await study.trained(values: same)
    #expect(constant.summary.contains { $0.contains("all numbers to learn from are the same") })
    let seven = try await study.coder(constant).code([study.others[0]], with: study.features)
    guard case .number(let number) = seven[0].answer.value else {
      Issue.record("\(seven)")
      return
    }
    #expect(abs(number - 7) < 1e-6)
  }

  @Test func columnsAreReadAsNumbersOrWords() {
    let numbers = ["3", " 1e2 ", ""].map { Post(id: "a", columns: ["x": $0]).cell("x") }
    let column = FeatureLayout.Column(learning: numbers)
    #expect(column == .number(isLogarithm: true, mean: log1p(Double(3)) / 2 + log1p(Double(100)) / 2))
    #expect(column.numbers(of: numbers[0]) == [Float(log1p(Double(3))), 0])
    #expect(column.numbers(of: numbers[2])[1] == 1)
    let below = FeatureLayout.Column(
      learning: ["-1", "3"].map { Post(id: "a", columns: ["x": $0]).cell("x") })
    #expect(below == .number(isLogarithm: false, mean: 1))
    let words = FeatureLayout.Column(
      learning: ["sea", "7", "sea", "hill", "hill", "hill", "", "moon"].map {
        Post(id: "a", columns: ["x": $0]).cell("x")
      })
    #expect(words == .words(["hill", "sea"]))
    #expect(words.numbers(of: Post(id: "a", columns: ["x": "sea"]).cell("x")) == [0, 1, 0])
    #expect(words.numbers(of: Post(id: "a").cell("x")) == [0, 0, 1])
    #expect(FeatureLayout.Column(learning: []) == .number(isLogarithm: true, mean: 0))
    // A count is taken before a column of its name, and the author may be a column.
    #expect(
      Post(id: "a", columns: ["likes": "12k"], counts: ["likes": 12_000]).cell("likes").number == 12_000)
    #expect(Post(id: "a", author: "anna").cell("author").text == "anna")
    #expect(Post(id: "a", columns: ["x": "inf"]).cell("x").number == nil)
    #expect(Post(id: "a", columns: ["x": "1e300"]).cell("x").number == nil)
  }

  @Test func whatWasLearnedIsKeptAndComesBack() async throws {
    let trained = try await study.trained(
      EngagementParameters(model: .negativeBinomial, columns: ["followers", "place"], codings: ["probe"]))
    let data = try JSONEncoder().encode(trained)
    let back = try JSONDecoder().decode(TrainedEngagement.self, from: data)
    let posts = study.posts + study.others
    let answers = try await study.coder(trained).code(posts, with: study.features)
    #expect(try await study.coder(back).code(posts, with: study.features) == answers)
    #expect(trained.summary.contains { $0.contains("dispersion") })
    #expect(trained.summary == back.summary)
    let text = String(decoding: data, as: UTF8.self)
    let damaged = text.replacing("\"dimension\":6", with: "\"dimension\":5")
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TrainedEngagement.self, from: Data(damaged.utf8))
    }
  }

  @Test func trainingIsRepeatable() async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let first = try encoder.encode(try await study.trained())
    #expect(try encoder.encode(try await study.trained()) == first)
  }
}

@Suite("Engagement: a network with a category")
struct JointEngagementTests {
  @Test func tellsNumberAndCategoryOutOfFold() async throws {
    let study = AttentionStudy()
    let variables = [AttentionStudy.likes, AttentionStudy.scene]
    var values = study.values
    for post in study.posts where post.id != "p100" {
      // Every third post has no category, and those that hide their likes teach theirs.
      let isSea = study.table["probe", post.id, "scene"]?.answer.value?.text == "sea"
      if Int(post.id.dropFirst())?.isMultiple(of: 3) == true { continue }
      values[post.id, default: [:]]["scene"] = .category(isSea ? "sea" : "hill")
    }
    let trained = try await study.trained(
      EngagementParameters(model: .network, columns: ["followers"]), values: values, variables: variables)
    #expect(trained["likes"]?.examples == 81 && trained["scene"]?.examples == 59)
    #expect(trained.summary.contains { $0.hasPrefix("scene: learned with likes") })
    let coder = study.coder(trained, variables: variables)
    let posts = study.others + study.posts
    let violations = try await CoderConformance(coder, posts: posts, features: study.features).violations()
    #expect(violations.isEmpty, "\(violations)")
    let codings = try await coder.code(study.posts, with: study.features)
    let right = study.posts.count { post in
      let truth = study.table["probe", post.id, "scene"]?.answer.value
      return codings[post.id, "scene"]?.value == truth
    }
    #expect(right >= 80, "\(right) of 90")
    let (error, median) = study.error(of: codings.filter { $0.variable == "likes" }, in: study.posts)
    #expect(error < 0.6 * median, "\(error) of \(median)")
    for coding in codings where coding.variable == "scene" {
      #expect(abs(coding.answer.scores.values.reduce(0, +) - 1) < 1e-5)
    }
    let data = try JSONEncoder().encode(trained)
    let back = try JSONDecoder().decode(TrainedEngagement.self, from: data)
    #expect(
      try await study.coder(back, variables: variables).code(study.posts, with: study.features) == codings)
  }

  @Test func aCategoryThatNobodyCodedIsNotAnswered() async throws {
    let study = AttentionStudy()
    let variables = [AttentionStudy.likes, AttentionStudy.scene]
    let trained = try await study.trained(EngagementParameters(model: .network), variables: variables)
    #expect(trained["scene"]?.neverPredicted == ["sea": 0, "hill": 0])
    let codings = try await study.coder(trained, variables: variables).code(study.posts, with: study.features)
    for coding in codings {
      let isNumber = coding.variable == "likes"
      #expect(
        (coding.answer.status == .coded)
          == (isNumber && study.features.features["\(coding.postID)-0.jpg"] != nil))
    }
  }
}
