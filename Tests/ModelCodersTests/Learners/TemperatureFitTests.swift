import ContentCoding
import Foundation
import Learning
import Testing

@testable import ModelCoders

@Suite("Temperatures of heads")
struct TemperatureFitTests {
  @Test(arguments: [HeadKind.logistic, .linearSGD, .mlp, .ridge, .prototypes, .knn])
  func theTemperatureChangesProbabilitiesAndNoAnswer(head: HeadKind) async throws {
    let study = try await PracticeStudy()
    let variables = [PracticeStudy.kind, PracticeStudy.people]
    let trained = try await Trainings.shared.trained(head)
    for variable in variables {
      guard case .trained(let whole, let heldOut) = trained[variable.name]?.heads else {
        Issue.record("\(variable.name) was not learned")
        continue
      }
      for labelled in [whole] + heldOut {
        #expect(TemperatureScaling.range.contains(labelled.model.temperature))
        var bare = labelled
        bare.model.temperature = 1
        let pictures = study.gold.map { PostEmbeddings.embedded([$0.embedding], unreadable: []) }
        let shape = VariableShape(variable)
        let answers = try HeadReader(head: labelled, variable: shape, combine: .mean).answers(to: pictures)
        let uncalibrated = try HeadReader(head: bare, variable: shape, combine: .mean).answers(to: pictures)
        #expect(answers.map(\.value) == uncalibrated.map(\.value))
        #expect(labelled.model.temperature == 1 || answers.map(\.scores) != uncalibrated.map(\.scores))
      }
      #expect(whole.model.temperature != 1, "\(head) \(variable.name)")
    }
  }

  /// The temperature is fitted to answers for posts that were not learned from: it makes those likelier.
  @Test func outOfFoldAnswersBecomeMoreHonest() async throws {
    let study = try await PracticeStudy(noise: 3)
    let trained = try await study.trained(.linearSGD, variables: [PracticeStudy.kind])
    guard case .trained(let whole, let heldOut) = trained["kind"]?.heads else {
      Issue.record("kind was not learned")
      return
    }
    func loss(_ temperature: Float) throws -> Double {
      try zip(study.gold, study.goldPosts).reduce(0) { sum, pair in
        let (gold, post) = pair
        guard let fold = study.folds[post.id] else { return sum }
        let pictures = PostEmbeddings(
          post.media, features: post.media.compactMap { study.features.features[$0.path] }, dimension: 12)
        var head = heldOut[fold]
        head.model.temperature = temperature
        let answer = try HeadReader(head: head, variable: VariableShape(PracticeStudy.kind), combine: .mean)
          .answers(to: [pictures])[0]
        return sum - log(answer.scores[gold.values["kind"]?.text ?? ""] ?? 0)
      }
    }
    let fitted = whole.model.temperature
    #expect(try loss(fitted) <= loss(1))
    #expect(try loss(fitted) <= loss(fitted * 1.2))
    #expect(try loss(fitted) <= loss(fitted / 1.2))
  }

  /// No post takes part in the calibration of its own answer.
  @Test func aFoldDoesNotCalibrateItself() async throws {
    let study = try await PracticeStudy(noise: 1.2)
    let turned = study.gold.map { post in
      study.folds[post.id] == 2
        ? GoldPost(id: post.id, embedding: post.embedding, values: ["kind": .category("town")]) : post
    }
    let heads = try (0..<4).map { fold in
      try TrainedHead.train(
        Matrix(rows: study.gold.filter { study.folds[$0.id] != fold }.map(\.embedding)),
        target: .classes(
          study.gold.filter { study.folds[$0.id] != fold }
            .compactMap { PracticeStudy.kind.labels.firstIndex(of: $0.values["kind"]?.text ?? "") }, count: 3),
        parameters: HeadParameters())
    }
    func calibration(_ gold: [GoldPost]) throws -> TemperatureFit {
      let logits = try (0..<4).map { fold in
        try heads[fold].decision(
          Matrix(rows: study.gold.filter { study.folds[$0.id] == fold }.map(\.embedding)))
      }
      return TemperatureFit(
        examples: VariableExamples(variable: PracticeStudy.kind, gold: gold, folds: study.folds),
        logits: Dictionary(uniqueKeysWithValues: zip(0..., logits)),
        labels: heads.map { _ in PracticeStudy.kind.labels })
    }
    let one = try calibration(study.gold)
    let other = try calibration(turned)
    let labels = PracticeStudy.kind.labels
    #expect(
      one.temperature(leavingOut: 2, labels: labels) == other.temperature(leavingOut: 2, labels: labels))
    #expect(
      one.temperature(leavingOut: nil, labels: labels) != other.temperature(leavingOut: nil, labels: labels))
  }
}
