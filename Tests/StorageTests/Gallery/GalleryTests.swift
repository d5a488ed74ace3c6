import ContentCoding
import Foundation
import Testing

@testable import Storage

struct GalleryTests {
  private static let person = CoderIdentity(name: "anna", kind: .person)
  private static let probe = CoderIdentity(name: "probe", kind: .probe)
  private static let day = Date(timeIntervalSince1970: 1_700_000_000)

  /// Ten posts: even ones are squares for anna and for the probe, which is surer the later a post comes, and takes p9 for one.
  private func withPosts(_ body: (Study) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gallery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try Study.create(at: folder)
    try study.importPosts(
      (0..<10).map { place in
        var post = Post(
          id: "p\(place)",
          text: place % 3 == 0 ? "Die Straße am Fluß, Größe \(place)" : "100% of a square_\(place)",
          time: place == 4 ? nil : Self.day + Double((place * 7) % 10))
        post.counts = place == 5 ? [:] : ["likes": Double(place * place)]
        post.columns = ["city": place < 5 ? "Bonn" : "Kiel"]
        return post
      })
    func save(_ coder: CoderIdentity, _ value: (Int) -> String, _ sure: (Int) -> Double?) throws {
      try study.save(
        (0..<10).map { place in
          var answer = Answer.coded(.category(value(place)))
          answer.confidence = sure(place)
          return Coding(postID: "p\(place)", variable: "place", answer: answer)
        }, coder: coder, codebook: Fingerprint(of: "codebook"), at: Self.day)
    }
    try save(Self.person, { $0 % 2 == 0 ? "Square" : "Street" }, { _ in nil })
    try save(Self.probe, { $0 % 2 == 0 || $0 == 9 ? "Square" : "Street" }, { Double($0) / 10 })
    try body(study)
    try study.close()
  }

  /// Whether a post comes before another by its second; p4 has none.
  private func isNewer(_ one: String, _ other: String) -> Bool {
    let second = { (id: String) in id == "p4" ? -1 : (Int(id.dropFirst()) ?? 0) * 7 % 10 }
    return second(one) > second(other)
  }

  private func ids(_ study: Study, _ change: (inout GalleryQuestion) -> Void) throws -> [String] {
    var question = GalleryQuestion()
    change(&question)
    let whole = try study.galleryIDs(question, limit: 100)
    // In parts of three the same posts come in the same order.
    var (parts, start): ([String], GalleryQuestion.Place?) = ([], nil)
    repeat {
      let part = try study.gallery(question, from: start, count: 3)
      parts += part.posts.map(\.id)
      start = part.next
    } while start != nil && parts.count < 100
    #expect(parts == whole)
    return whole
  }

  @Test func eachOrderIsTheSameInParts() throws {
    try withPosts { study in
      #expect(try ids(study) { _ in } == (0..<10).map { "p\($0)" })
      let newest = try ids(study) { $0.order = .newest }
      #expect(newest == ["p7", "p2", "p8", "p5", "p3", "p9", "p6", "p1", "p0", "p4"].sorted(by: isNewer))
      #expect(newest.last == "p4")
      let liked = try ids(study) { $0.order = .most("likes") }
      #expect(liked == ["p9", "p8", "p7", "p6", "p4", "p3", "p2", "p1", "p0", "p5"])
      let unsure = try ids(study) {
        ($0.coder, $0.variable, $0.order) = ("probe", "place", .leastCertain)
      }
      #expect(unsure == (0..<10).map { "p\($0)" })
      let sure = try ids(study) { ($0.coder, $0.variable, $0.order) = ("probe", "place", .mostCertain) }
      #expect(sure == unsure.reversed())
      // Without a coder there is no certainty to go by.
      #expect(try ids(study) { $0.order = .leastCertain } == (0..<10).map { "p\($0)" })
      // A count with a name that means something in JSON's paths or in SQL.
      #expect(try ids(study) { $0.order = .most("\"; DROP TABLE posts --") }.count == 10)
    }
  }

  @Test func wordsAreFoundInAnyCaseByTheirBeginnings() throws {
    try withPosts { study in
      for text in ["straße", "GRÖßE", "große", "fluß die", "Stra", "(am) FLU!"] {
        #expect(try ids(study) { $0.text = text } == ["p0", "p3", "p6", "p9"], "\(text)")
      }
      #expect(try ids(study) { $0.text = "STRASSE" }.isEmpty, "ß and ss are different letters to SQLite")
      #expect(try ids(study) { $0.text = "am flu" } == ["p0", "p3", "p6", "p9"])
      #expect(try ids(study) { $0.text = "größe 6" } == ["p6"])
      #expect(try ids(study) { $0.text = "100%" }.count == 6)
      #expect(try ids(study) { $0.text = "%" }.count == 6, "no word in it: looked for as it is written")
      #expect(try ids(study) { $0.text = "\" OR text MATCH \"" }.isEmpty)
      // The index follows what is imported, changed and forgotten.
      try study.importPosts([Post(id: "new", text: "another Fluß")])
      #expect(try ids(study) { $0.text = "fluß" }.contains("new"))
      _ = try study.forget(post: "p0", at: Self.day)
      #expect(try study.read { try !TextIndex.exists($0) })
      #expect(try ids(study) { $0.text = "am fluß" } == ["p3", "p6", "p9"])
    }
  }

  @Test func codingsAreAskedFor() throws {
    try withPosts { study in
      let squares = try ids(study) { ($0.coder, $0.value) = ("anna", "Square") }
      #expect(squares == ["p0", "p2", "p4", "p6", "p8"])
      #expect(
        try ids(study) { ($0.coder, $0.confidence) = ("probe", 0.25...0.55) } == ["p3", "p4", "p5"])
      #expect(
        try ids(study) { ($0.coder, $0.variable, $0.differsFrom) = ("anna", "place", "probe") } == ["p9"])
      #expect(
        try ids(study) {
          ($0.coder, $0.variable, $0.value) = ("anna", "place", "Street")
          ($0.differsFrom, $0.otherValue) = ("probe", "Street")
        } == ["p1", "p3", "p5", "p7"])
      #expect(try study.valueCounts(of: "place", by: "probe") == ["Square": 6, "Street": 4])
    }
  }

  @Test func fieldsSplitsClustersAndPartsOfAMapAreAskedFor() throws {
    try withPosts { study in
      #expect(
        try ids(study) { $0.filters = [PostFilter("city=Kiel")!, PostFilter("likes>40")!] } == [
          "p7", "p8", "p9",
        ])
      try study.saveSplit("given", parts: ["p1": "test", "p2": "train", "p3": "test"])
      #expect(try ids(study) { $0.split = ("given", "test") } == ["p1", "p3"])
      try study.saveMap(
        PostMap(
          name: "m", recipe: Fingerprint(of: "m"),
          places: Dictionary(uniqueKeysWithValues: (0..<10).map { ("p\($0)", SIMD2(Double($0), 1)) }),
          madeAt: Self.day))
      // A triangle whose slanted side leaves p4 out.
      let corners = [SIMD2(0.5, 0), SIMD2(5, 0), SIMD2(0.5, 2.0)]
      #expect(try ids(study) { $0.region = .init(map: "m", corners: corners) } == ["p1", "p2"])
      #expect(try ids(study) { $0.region = .init(map: "m", corners: []) }.isEmpty)
      #expect(try ids(study) { $0.region = .init(map: "other", corners: corners) }.isEmpty)
    }
  }
}
