import ContentCoding
import Foundation
import Reliability
import Tables
import Testing

@testable import Exchange

@Suite struct CodingsProblemsTests {
  typealias Fixture = CodingsFixture

  @Test(arguments: [
    (
      "p,anna,cess,Nature",
      #"2: there is no variable "cess"; did you mean "ces"?; accepted: ces, people, share, marks, marks__x"#
    ),
    (
      "p,anna,ces,Natur",
      #"2: "Natur" is no value of ces; accepted: one of Nature, Other, 1, 2; did you mean "Nature"?"#
    ),
    ("unknown1,anna,ces,Nature", #"2: there is no post "unknown1"; import the posts first"#),
    (",anna,ces,Nature", "2: the id is empty; give every post an id"),
    ("p,,ces,Nature", "2: the coder is empty; fill it in, or name the coder with --coder"),
    (
      "p,probe,ces,Nature",
      #"2: "probe" is a coder of this study, whose codings only it makes; rename the coder"#
    ),
    ("p,anna,share,2", #"2: "2" is no value of share; accepted: a number from -1.0 to 1.0"#),
    (
      "p,anna,marks,a b|d",
      #"2: "a b|d" is no value of marks; accepted: any of a b, c, joined by |, or an empty cell"#
    ),
    ("p,a,ces,Nature\np,a,ces,Other", #"3: "a" coded "ces" of post "p" already, on line 2; remove one"#),
    ("p,a,ces", "2: too few cells, 3 instead of 4"),
    ("p\u{1},a,ces,Nature", #"2: the id "p " has the control character U+1; remove it"#),
  ])
  func aFaultyRowIsReported(row: String, problem: String) {
    #expect(Fixture.problems("id,coder,variable,value\n\(row)\n") == [problem])
  }

  @Test(arguments: [
    ("status", "done", #""done" is no status; accepted: coded, abstained, failed"#),
    ("status", "failed", #"the status is failed, but there is the value "Nature"; remove one"#),
    ("confidence", "1.2", #"confidence is a number from 0 to 1, not "1.2""#),
    ("confidence", "nan", #"confidence is a number from 0 to 1, not "nan""#),
    ("cost_usd", "-1", #"cost_usd is a number from 0, not "-1""#),
    ("fold", "1.5", #"fold is a whole number from 0, not "1.5""#),
    ("fold", "1e300", #"fold is a whole number from 0, not "1e300""#),
    ("coded_at", "yesterday", #"coded_at is a time such as 2026-01-31T12:00:00Z, not "yesterday""#),
    ("details", "[1]", #"details is a JSON object such as {"rationale": "..."}, not "[1]""#),
    (
      "coder_kind", "human",
      #""human" is no coder_kind; accepted: person, model, probe, zero-shot, classifier, prompted, text-to-text, extract, text-svm, fusion, cluster, ensemble and 2 more"#
    ),
    ("score:Natur", "0.5", #""score:Natur" is filled in, but ces has no category "Natur""#),
    ("score:Nature", "inf", #""score:Nature" is a number, not "inf""#),
  ])
  func aFaultyCellIsReported(column: String, cell: String, problem: String) {
    #expect(
      Fixture.problems("id,coder,variable,value,\(column)\np,a,ces,Nature,\(cell)\n") == ["2: " + problem])
  }

  @Test func allProblemsAreCountedAndEachKindShown() throws {
    let rows = (0..<1_000).map { "p\($0),a,ces,\($0 < 500 ? "Nature" : "Nonsense")" }.joined(separator: "\n")
    var handed = 0
    try Fixture.withFile("id,coder,variable,value\n" + rows) { path in
      let reader = CodingsReader(path: path, codebook: Fixture.codebook, options: Fixture.options())
      let error = #expect(throws: ImportProblems.self) {
        try reader.read(batchSize: 100, isPost: { _ in true }) { handed += $0.count }
      }
      #expect(error?.count == 500)
      #expect(error?.first.map(\.line) == [502], "problems of one kind are one")
      #expect(
        error?.description.hasSuffix(
          "the same kind of problem 499 more times: lines 503, 504, 505, 506, 507, 508, 509, 510, 511 and 490 more\nnothing was imported"
        ) == true)
    }
    #expect(handed == 500)
  }

  @Test func aProblemThatOccursTwiceIsSaidInTheSingular() throws {
    try Fixture.withFile("id,coder,variable,value\np1,a,ces,Nonsense\np2,a,ces,Nothing\n") { path in
      let reader = CodingsReader(path: path, codebook: Fixture.codebook, options: Fixture.options())
      let error = #expect(throws: ImportProblems.self) {
        try reader.read(batchSize: 100, isPost: { _ in true }) { _ in }
      }
      #expect(
        error?.description.contains("the same kind of problem once more: line 3; also \"Nothing\"") == true)
    }
  }

  @Test func roundedIDsAreRefused() {
    #expect(throws: RoundedIDs.Finding.self) {
      try Fixture.read("id,coder,variable,value\n2.63855E+18,a,ces,Nature\n")
    }
  }

  @Test func longIDsInJSONKeepTheirDigits() throws {
    let line = #"{"id": 2638550000000000017, "coder": "a", "variable": "people", "value": true}"#
    let read = try Fixture.read(line, ending: "jsonl").records
    #expect(read.map(\.coding.postID) == ["2638550000000000017"])
    #expect(read.map { $0.coding.answer.value } == [.boolean(true)])
  }

  @Test func numbersKeepTheirDigits() {
    let text =
      #"{"a": 0.30000000000000004, "b\u0022": 2, "c": [3, {"a": 4}], "d": "5: 6", "#
      + #""e": -1e-9, "a\\": 7}"#
    #expect(JSONNumbers.literals(in: Data(text.utf8)) == ["a": "0.30000000000000004", "e": "-1e-9"])
    for end in text.indices { _ = JSONNumbers.literals(in: Data(text[end...].utf8)) }
  }

  @Test func aTableWithoutTheColumnsIsRefused() {
    #expect(
      Fixture.problems("x,y\n1,2\n") == [
        "no column of post ids; one is called post_id or id. The columns are x, y"
      ])
    #expect(
      Fixture.problems("id,y\n1,2\n").first?.hasPrefix("no column holds codings; name columns post_id")
        == true)
    #expect(
      Fixture.problems("id,ces\n1,Nature\n")
        == ["no column names the coder; add a column coder, or name the coder with --coder"])
  }

  @Test func brokenJSONIsNamedByLine() {
    let text = #"{"id": "p", "coder": "a", "variable": "people", "value": true}"# + "\n{\"id\": \n"
    #expect(Fixture.problems(text, ending: "jsonl").first?.hasPrefix("2: not a JSON object") == true)
  }

  /// Mutations of a written table are read or refused, none crashes.
  @Test(arguments: [(CodingsTable.Format.csv, "csv"), (.jsonLines, "jsonl")])
  func mutationsNeverCrash(format: CodingsTable.Format, ending: String) throws {
    let original = Array(try CodingsTableTests.written(format).utf8)
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      var bytes = original
      for _ in 0..<3 {
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: random.next())
        bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 9)))
      }
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).\(ending)")
      try Data(bytes).write(to: url)
      defer { try? FileManager.default.removeItem(at: url) }
      let reader = CodingsReader(
        path: url.path, codebook: Fixture.codebook, options: Fixture.options(coder: "x"))
      var handed = 0
      do {
        let summary = try reader.read(isPost: { _ in true }) { handed += $0.count }
        #expect(summary.coded + summary.abstained + summary.failed == handed)
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}
