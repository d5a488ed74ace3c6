import ContentCoding
import Foundation
import Reliability

@testable import Pages

/// Small studies for the report's tests.
enum ReportCases {
  static let time = Date(timeIntervalSince1970: 1_795_253_580)
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]
  static let service = Variable(
    name: "service", type: .category,
    categories: ["landscape", "sports", "unused"].map { Category(name: $0, definition: "What \($0) is.") })
  static let people = Variable(name: "people", type: .boolean, isSensitive: true)
  static let share = Variable(name: "share", type: .number, range: 0...1)
  static let marks = Variable(
    name: "marks", type: .tags, categories: ["water", "snow"].map { Category(name: $0) })
  static let codebook = Codebook(variables: [service, people, share, marks])

  static let blank = ReportContent(
    study: "", generatedAt: time, version: "1.0", counts: .init(posts: 0, media: 0, goldPosts: 0),
    codebook: Codebook(variables: []))

  static func coding(
    _ post: Int, _ variable: String, _ value: CodedValue, confidence: Double? = nil, fold: Int? = nil
  ) -> Coding {
    Coding(
      postID: "p\(post)", variable: variable, answer: .coded(value, confidence: confidence), fold: fold)
  }

  static func codings(_ name: String, _ codings: [Coding]) -> VariableCodings {
    VariableCodings(
      coder: CoderIdentity(name: name, kind: name == "gold" ? .person : .probe), codings: codings)
  }

  /// Gold and two coders over 40 posts; `clip` always answers the same, and each answer of the other costs `price`.
  static func evaluation(coder: String = "probe", price: Double? = nil) throws -> Evaluation {
    func paid(_ codings: [Coding]) -> [Coding] {
      codings.map { coding in
        var paid = coding
        paid.answer.cost = price
        return paid
      }
    }
    func all(_ variable: String, _ value: (Int) -> CodedValue) -> [Coding] {
      (0..<40).map { coding($0, variable, value($0), confidence: 0.5 + Double($0 % 10) / 20, fold: $0 % 5) }
    }
    let codings: [String: [VariableCodings]] = [
      "service": [
        Self.codings("gold", all("service") { .category($0 % 2 == 0 ? "landscape" : "sports") }),
        Self.codings(coder, paid(all("service") { .category($0 % 3 == 0 ? "sports" : "landscape") })),
        Self.codings("clip", all("service") { _ in .category("landscape") }),
      ],
      "people": [
        Self.codings("gold", all("people") { .boolean($0 % 2 == 0) }),
        Self.codings(coder, all("people") { .boolean($0 % 4 == 0) }),
      ],
      "share": [
        Self.codings("gold", all("share") { .number(Double($0) / 40) }),
        Self.codings(coder, all("share") { _ in .number(0.5) }),
      ],
      "marks": [
        Self.codings("gold", all("marks") { .tags($0 % 2 == 0 ? ["water"] : []) }),
        Self.codings(coder, all("marks") { .tags($0 % 3 == 0 ? ["water"] : []) }),
      ],
    ]
    return try Evaluation(
      gold: "gold", codings: codings, codebook: codebook,
      frame: EvaluationFrame(bootstrap: Bootstrap(draws: 20)), basis: "the gold posts only.")
  }

  /// Three people over 40 posts.
  static func agreement(of people: [String]) throws -> VariableAgreement {
    var matrix = CodingMatrix(service)
    for (place, name) in people.enumerated() {
      for post in 0..<40 {
        let isOff = post % (7 + place) == 0
        matrix.add(
          coding(post, "service", .category((post % 2 == 0) == isOff ? "landscape" : "sports")),
          by: CoderIdentity(name: name, kind: .person))
      }
    }
    return try VariableAgreement(of: matrix, bootstrap: Bootstrap(draws: 20))
  }

  static func item(
    caption: String = "", picture: ReportPicture = .jpeg(jpeg), isSensitive: Bool = false
  ) -> ReportItem {
    ReportItem(
      post: Post(id: "p1", text: caption, author: "anna"),
      coding: coding(1, "service", .category("landscape"), confidence: 0.75), gold: .category("sports"),
      picture: picture, isSensitive: isSensitive)
  }

  static func content(items: [ReportItem] = [], coder: String = "probe") throws -> ReportContent {
    ReportContent(
      study: "Park visitors", generatedAt: time, version: "1.0", seed: 7,
      counts: .init(posts: 1234, media: 1300, goldPosts: 40), codebook: codebook,
      coders: [.init(coder: CoderIdentity(name: coder, kind: .probe), coded: 1200, abstained: 30, failed: 4)],
      evaluation: try evaluation(coder: coder), agreements: [try agreement(of: [coder, "ben", "carla"])],
      galleries: [ReportGallery(title: "landscape", variable: "service", coder: coder, items: items)])
  }
}

extension String {
  /// How often `part` occurs.
  func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
