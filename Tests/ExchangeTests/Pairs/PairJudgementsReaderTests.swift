import ContentCoding
import Foundation
import Tables
import Testing

@testable import Exchange

@Suite struct PairJudgementsReaderTests {
  static let pairs = [
    PostPair(number: 1, first: "a", second: "b", isWithin: true),
    PostPair(number: 2, first: "=c", second: "-d", isWithin: false),
    PostPair(number: 3, first: "a", second: "e", isWithin: false),
  ]

  func read(_ text: String, ending: String = "csv") throws -> PairJudgementsReader.Judgements {
    try CodingsFixture.withFile(text, ending: ending) {
      try PairJudgementsReader(path: $0, pairs: Self.pairs).read()
    }
  }

  func problems(_ text: String) throws -> [String] {
    let error = #expect(throws: ImportProblems.self) { try read(text) }
    return try #require(error).first.map { "\($0.line): \($0.message)" }
  }

  @Test func answersAreReadInTheirUsualSpellings() throws {
    let read = try read("pair,belong\n1,YES\n2, f \n3,\n")
    #expect(read.answers == [1: true, 2: false] && read.empty == 1)
    for yes in ["yes", "Yes", "true", "1", "y", "T", "1.0"] {
      #expect(try self.read("belong;pair\n\(yes);2.0\n").answers == [2: true])
    }
    for no in ["no", "FALSE", "0", "N", "0.0"] {
      #expect(try self.read("pair\tbelong\n2\t\(no)\n", ending: "tsv").answers == [2: false])
    }
    #expect(try self.read("{\"pair\": 3, \"belong\": true}\n", ending: "jsonl").answers == [3: true])
  }

  @Test func theTableThatWasWrittenIsReadBack() throws {
    var bytes: [UInt8] = []
    let writer = try TableWriter(columns: PairTable.columns) { bytes += $0 }
    func cells(_ id: String) -> PairTable.Cells {
      PairTable.Cells(id: id, caption: "=cmd|' /C calc'!A0", pictures: ["/a/1.jpg", "/a/2.jpg"])
    }
    for pair in Self.pairs {
      try writer.write(
        PairTable.row(number: pair.number, first: cells(pair.first), second: cells(pair.second)))
    }
    try writer.finish()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("'=cmd|") && text.contains("'=c") && text.contains("/a/1.jpg|/a/2.jpg"))
    #expect(!text.contains("within") && !text.contains("cluster"))
    #expect(try read(text).empty == 3)
    let judged = text.replacing("\n2,", with: "\n2,no")
    #expect(try read(judged).answers == [2: false])
  }

  @Test func whatIsWrongIsNamedByLine() throws {
    #expect(
      try problems("pair,belong\n1,maybe\n9,yes\n,no\n1e400,no\n1,yes\n") == [
        "2: belong is \"maybe\"; accepted are yes and no, or an empty cell",
        "3: the sample has no pair \"9\"", "6: pair 1 stands on line 2 already; keep one of the two",
      ])
    #expect(try problems("number,belong\n1,yes\n")[0].contains("needs the columns pair and belong"))
    let other = try problems("pair,belong,first,second\n1,yes,b,a\n3,yes,a,b\n")
    #expect(other.count == 1 && other[0].hasPrefix("3: pair 3 is of the posts \"a\" and \"e\""))
  }
}
