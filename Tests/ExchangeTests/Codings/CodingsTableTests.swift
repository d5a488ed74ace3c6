import ContentCoding
import Foundation
import Tables
import Testing

@testable import Exchange

@Suite struct CodingsTableTests {
  typealias Fixture = CodingsFixture

  /// Codings with everything that a coding can have, and with text that tables stumble over.
  static var records: [CodingRecord] {
    var failed = Answer.failed(Reason(.network, "timed out: \"x\", twice"), details: ["tokens": "12"])
    failed.cost = 0.0000125
    failed.confidence = 0.1
    let answers: [(String, Answer)] = [
      (
        "ces",
        .coded(
          .category("1, 2"), scores: ["Nature": 0.1, "Other": 1e-9, "1, 2": 0.899999999],
          confidence: 0.1 + 0.2,
          cost: 1.5, details: ["rationale": "=SUM(1)\n\"é\" 🙂", "other": "x|y", "empty": ""])
      ),
      ("people", .coded(.boolean(false), scores: ["true": 0.25, "false": 0.75])),
      ("share", .coded(.number(-1 / 3.0))),
      ("marks", .coded(.tags([]))),
      ("marks", .coded(.tags(["c", "a b"]))),
      ("ces", .abstained(Reason(.noPicture, ""))),
      ("people", failed),
      ("share", .failed(Reason(.other, "other: words"))),
    ]
    let ids = [
      "=1+1", "-CxY_1", "2638550000000000001", "a\nb,c".replacingOccurrences(of: "\n", with: " "), "x;y",
    ]
    return answers.enumerated().map { place, answer in
      CodingRecord(
        coding: Coding(
          postID: "\(ids[place % ids.count])\(place)", variable: answer.0, answer: answer.1,
          fold: place % 3 == 0 ? place : nil),
        coder: CoderIdentity(
          name: place % 2 == 0 ? "Anna, the first" : "@model", kind: place % 2 == 0 ? .person : .model),
        run: place % 2 == 0 ? nil : "20260131-\(place)", codebook: Fingerprint(stored: "ab\(place)"),
        codedAt: Date(timeIntervalSince1970: 1_790_000_000 + Double(place) * 86_399.123))
    }
  }

  static func written(_ format: CodingsTable.Format, scores: Bool = true) throws -> String {
    var bytes: [UInt8] = []
    let labels = scores ? CodingsTable.scoreLabels(of: Fixture.codebook) : []
    let writer = try CodingsWriter(format, scores: labels) { bytes += $0 }
    for record in records { try writer.write(record) }
    try writer.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [(CodingsTable.Format.csv, "csv"), (.jsonLines, "jsonl")])
  func comesBackWithoutLoss(format: CodingsTable.Format, ending: String) throws {
    let text = try Self.written(format)
    for batchSize in [1, 3, 100] {
      let (read, summary) = try Fixture.read(text, ending: ending, batchSize: batchSize)
      for (left, right) in zip(read, Self.records) {
        #expect(abs(left.codedAt.timeIntervalSince(right.codedAt)) < 1e-6)
        var same = left
        same.codedAt = right.codedAt
        #expect(same == right)
      }
      #expect(read.count == Self.records.count)
      #expect((summary.coded, summary.abstained, summary.failed) == (5, 1, 2))
      #expect(summary.ignoredColumns.isEmpty)
      #expect(summary.coders == ["@model", "Anna, the first"])
    }
  }

  @Test func theHeaderIsThatOfTheDesign() throws {
    #expect(
      try Self.written(.csv, scores: false).prefix { $0 != "\n" }
        == "post_id,variable,value,confidence,status,reason,coder,coder_kind,run,codebook,fold,coded_at,cost_usd,details"
    )
    #expect(
      CodingsTable.scoreLabels(of: Fixture.codebook) == [
        "Nature", "Other", "1, 2", "true", "false", "a b", "c",
      ])
  }

  @Test func readsTheShortForm() throws {
    let text =
      "id,coder,variable,value\n p1 ,anna,ces,Nature\np1,anna,people,YES\np1,ben,ces,\np2,ben,marks,\np2,ben,ces,Other: mud\n"
    let (read, summary) = try Fixture.read(text)
    #expect(read.map(\.coding.postID) == ["p1", "p1", "p2", "p2"])
    #expect(
      read.map { $0.coding.answer.value } == [
        .category("Nature"), .boolean(true), .tags([]), .category("Other"),
      ])
    #expect(read.last?.coding.answer.details == ["other": "mud"])
    #expect(read.allSatisfy { $0.codedAt == Fixture.now && $0.run == nil && $0.coder.kind == .person })
    #expect(read.allSatisfy { $0.codebook == Fixture.codebook.fingerprint })
    #expect(summary.empty == 1)
  }

  @Test func readsAWideTableOfOneCoder() throws {
    let (read, summary) = try Fixture.read("ID,ces,note,share\np1,Nature,x,0.5\np2,,y,\n", coder: "anna")
    #expect(read.map { $0.coding.answer.value } == [.category("Nature"), .number(0.5)])
    #expect(read.map(\.coder.name) == ["anna", "anna"])
    #expect(summary.ignoredColumns == ["note"])
    #expect(summary.empty == 2)
  }

  @Test func aWideTableComesBack() throws {
    var bytes: [UInt8] = []
    let columns = [
      WideCodingsWriter.Column(variable: "ces", coder: "anna"), .init(variable: "marks", coder: "ben"),
      .init(variable: "marks__x", coder: "ben"),
    ]
    let writer = try WideCodingsWriter(.csv, columns: columns) { bytes += $0 }
    func record(_ post: String, _ variable: String, _ coder: String, _ value: CodedValue) -> CodingRecord {
      CodingRecord(
        coding: Coding(postID: post, variable: variable, answer: .coded(value)),
        coder: CoderIdentity(name: coder, kind: .person), run: nil, codebook: Fixture.codebook.fingerprint,
        codedAt: Fixture.now)
    }
    let records = [
      record("p1", "ces", "anna", .category("1, 2")), record("p1", "marks", "ben", .tags(["c", "a b"])),
      record("p1", "marks__x", "ben", .boolean(true)), record("p2", "marks", "ben", .tags(["c"])),
    ]
    for record in records { try writer.write(record) }
    try writer.write(record("p2", "people", "anna", .boolean(true)))
    try writer.finish()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text == "post_id,ces__anna,marks__ben,marks__x__ben\np1,\"1, 2\",a b|c,true\np2,,c,\n")
    #expect(try Fixture.read(text).records == records)
  }

  @Test func wideColumnsOfOneNameAreRefused() {
    #expect(throws: ImportProblems.self) {
      try WideCodingsWriter(
        .csv, columns: [.init(variable: "marks", coder: "x__ben"), .init(variable: "marks__x", coder: "ben")]
      ) { _ in }
    }
  }

  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00Z"), (-0.5, "1969-12-31T23:59:59.5Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_790_000_000.123456, "2026-09-21T14:13:20.123456Z"), (253_402_300_798, "9999-12-31T23:59:58Z"),
  ])
  func timesAreWritten(seconds: Double, text: String) {
    #expect(WrittenTime.text(Date(timeIntervalSince1970: seconds)) == text)
    #expect(TimeCell.date(text).map { abs($0.timeIntervalSince1970 - seconds) < 1e-6 } == true)
  }
}
