import ContentCoding
import Foundation
import Storage
import StudyFile
import Testing

@testable import Workflows

struct TeachingTests {
  /// 120 posts whose words tell what they show, and a coder that learns words from anna.
  private static func withStudy(
    learnsFrom: String = "anna", _ body: (OpenStudy) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "teach-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = """
      study: Taught
      variables:
        - name: scene
          type: category
          categories: [{name: forest}, {name: street}]
      coders:
        - name: words
          kind: text-svm
          learns-from: \(learnsFrom)
        - name: more
          kind: text-svm
          learns-from: anna
        - name: fixed
          kind: ensemble
          members: [words, more]
      """
    try Data(file.utf8).write(to: folder.appending(path: StudyFile.name))
    let study = try Study.create(at: folder)
    try study.importPosts((0..<120).map { Post(id: "p\($0)", text: text(of: $0)) })
    try study.close()
    try await body(try OpenStudy(at: folder, for: NobodyListens()))
  }

  private static func scene(of place: Int) -> String { place % 2 == 0 ? "forest" : "street" }

  private static func text(of place: Int) -> String {
    let (forest, street) = (["moss", "pines", "deer", "owls"], ["trams", "shops", "kerbs", "signs"])
    let words = place % 2 == 0 ? forest : street
    return "\(words[place / 2 % 4]) and \(words[place / 8 % 4]) seen on walk \(place % 7)"
  }

  /// A person codes all that is assigned to them, rightly.
  private static func code(_ sample: String, as name: String, in open: OpenStudy) throws {
    let queue = try CodingQueue(of: try Person(name, in: open), sample: sample, in: open)
    while let next = try queue.next() {
      let version = try #require(try queue.coding(of: next.id)).version
      let place = try #require(Int(next.id.dropFirst()))
      _ = try queue.save(
        ["scene": .coded(.category(scene(of: place)))], Remark(), of: next.id, seen: version)
    }
  }

  @Test func roundsFollowEachOtherAndSayWhatTheyBought() async throws {
    try await Self.withStudy { open in
      var round = TeachRound(for: "words", by: .uncertain, to: ["anna"])
      round.count = 12
      var rounds = [try await round.run(in: open)]
      for _ in 0..<3 {
        try Self.code(rounds[rounds.count - 1].sample, as: "anna", in: open)
        rounds.append(
          try await TeachRound(after: try #require(try open.study.teachingRounds().last)).run(in: open))
      }
      #expect(rounds.map(\.learned) == [0, 12, 24, 36])
      #expect(try open.study.teachingRounds().map(\.number) == [1, 2, 3, 4])
      #expect(rounds[0].figures.isEmpty, "nothing to learn from yet")
      let last = try #require(rounds[3].figures.first)
      #expect(last.variable == "scene" && (last.value ?? 0) > 0.8)
      // No post is asked about twice, and a fifth of each round is drawn at random and stands for the rest.
      let samples = try rounds.map { try #require(try open.study.sample($0.sample)) }
      #expect(Set(samples.flatMap(\.probabilities.keys)).count == 48)
      for sample in samples {
        #expect(sample.isPurposive && sample.weights == nil && sample.probabilities.count == 12)
        #expect(sample.strata.values.count { $0 == "random" } == 2)
        let random = try #require(try open.study.sample(sample.name + DrawToTeach.randomEnding))
        #expect(!random.isPurposive && random.weights?.count == 2)
        #expect(Set(random.probabilities.keys).isSubset(of: sample.probabilities.keys))
      }
    }
  }

  @Test func theLeastCertainAreDrawn() async throws {
    try await Self.withStudy { open in
      try open.study.save(
        (0..<120).map { place in
          var answer = Answer.coded(.category("forest"))
          let score = place < 20 ? 0.5 + Double(place) / 1000 : 0.9
          answer.scores = ["forest": score, "street": 1 - score]
          return Coding(postID: "p\(place)", variable: "scene", answer: answer)
        }, coder: CoderIdentity(name: "words", kind: .textSVM), codebook: open.codebook, at: Date())
      var draw = DrawToTeach(10, for: "words", by: .uncertain, name: "unsure")
      draw.randomShare = 0
      let drawn = try await draw.run(in: open)
      #expect(Set(drawn.sample.probabilities.keys) == Set((0..<10).map { "p\($0)" }))
      #expect(try !open.study.hasSample("unsure-random"))
      // What a person has coded by now is not drawn again.
      try open.study.save(
        [Coding(postID: "p10", variable: "scene", answer: .coded(.category("street")))],
        coder: CoderIdentity(name: "ben", kind: .person), codebook: open.codebook, at: Date())
      _ = try Assign("unsure", to: ["anna"]).run(in: open)
      let next = try await {
        var next = DrawToTeach(3, for: "words", by: .uncertain, name: "next")
        next.randomShare = 0
        return try await next.run(in: open)
      }()
      #expect(Set(next.sample.probabilities.keys) == ["p11", "p12", "p13"])
    }
  }

  @Test func ofGoldTwoPeopleMakeTheTeacher() async throws {
    try await Self.withStudy(learnsFrom: "gold") { open in
      func code(_ name: String, _ places: Range<Int>) throws {
        try open.study.save(
          places.map {
            Coding(postID: "p\($0)", variable: "scene", answer: .coded(.category(Self.scene(of: $0))))
          }, coder: CoderIdentity(name: name, kind: .person), codebook: open.codebook, at: Date())
      }
      try code("anna", 0..<20)
      let alone = await #expect(throws: UserError.self) {
        try await TeachRound(for: "words", by: .diverse, to: ["anna"]).run(in: open)
      }
      #expect(alone?.description.contains("learns-from: anna") == true)
      try code("ben", 10..<30)
      let round = try await TeachRound(for: "words", by: .diverse, to: ["anna", "ben"]).run(in: open)
      #expect(round.learned == 30 && !round.figures.isEmpty)
      #expect(try open.study.assignments().filter { $0.sample == round.sample }.map(\.posts) == [5, 5])
    }
  }

  @Test func whatCannotBeTaughtIsSaid() async throws {
    try await Self.withStudy { open in
      await #expect(throws: UserError.self) {
        try await TeachRound(for: "fixed", by: .diverse, to: ["anna"]).run(in: open)
      }
      await #expect(throws: UserError.self) {
        try await TeachRound(for: "nobody", by: .diverse, to: ["anna"]).run(in: open)
      }
      await #expect(throws: UserError.self) {
        try await TeachRound(for: "words", by: .diverse, to: []).run(in: open)
      }
      await #expect(throws: UserError.self) {
        try await TeachRound(for: "words", by: .cluster, to: ["anna"]).run(in: open)
      }
      await #expect(throws: UserError.self) {
        try await DrawToTeach(0, for: "words", by: .diverse, name: "a").run(in: open)
      }
      let all = try await DrawToTeach(500, for: "words", by: .diverse, name: "all").run(in: open)
      #expect(all.sample.probabilities.count == 120, "no more than there are")
    }
  }

  @Test func slipsInGoldAreListedAndNothingIsChanged() async throws {
    try await Self.withStudy(learnsFrom: "gold") { open in
      let wrong = [8, 33, 50]
      try open.study.save(
        (0..<60).map { place in
          let scene = Self.scene(of: wrong.contains(place) ? place + 1 : place)
          return Coding(postID: "p\(place)", variable: "scene", answer: .coded(.category(scene)))
        }, coder: CoderIdentity(name: "gold", kind: .person), codebook: open.codebook, at: Date())
      #expect(try FindSlips().run(in: open).isEmpty, "nobody has answered out of fold")
      // The coder is sure of every post; of one it learned from the post itself, which says nothing.
      try open.study.save(
        (0..<60).map { place in
          var answer = Answer.coded(.category(Self.scene(of: place)))
          let sure = place == 33 ? 0.97 : 0.9 + Double(place % 5) / 100
          let other = Self.scene(of: place + 1)
          answer.scores = [Self.scene(of: place): sure, other: 1 - sure]
          var coding = Coding(postID: "p\(place)", variable: "scene", answer: answer)
          coding.fold = place == 50 ? nil : 0
          return coding
        }, coder: CoderIdentity(name: "words", kind: .textSVM), codebook: open.codebook, at: Date())
      let slips = try FindSlips().run(in: open)
      // A label's mean where gold gives it lies below .9, and both are above; p50 was answered by what had learned from it.
      #expect(slips.map(\.post) == ["p33", "p8"])
      #expect(slips.map(\.gold) == ["forest", "street"] && slips.map(\.instead) == ["street", "forest"])
      #expect(slips.map { ($0.probability ?? 0).rounded(to: 2) } == [0.03, 0.07])
      try open.study.saveDuplicates(
        [DuplicateGroup(kind: .near, posts: ["p0", "p1", "p2"], kept: "p0")], at: Date())
      let copies = try FindSlips().run(in: open).filter { $0.duplicate != nil }
      #expect(copies.map(\.post) == ["p1"] && copies[0].duplicate == "p0" && copies[0].instead == "forest")
      #expect(try open.values(of: open.configuration.codebook.variables[0], by: "gold").count == 60)
    }
  }
}

extension Double {
  fileprivate func rounded(to places: Int) -> Double {
    let unit = [1.0, 10, 100, 1000][places]
    return (self * unit).rounded() / unit
  }
}
