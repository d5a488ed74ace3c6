import ContentCoding
import Testing

@testable import Prompting

struct CodingFormTests {
  private let form = CodingForm(variables: Sample.all)

  private func values(_ text: String) throws -> [String] {
    try form.read(text).get().answers.map { $0.value?.text ?? $0.reason?.description ?? "" }
  }

  private func problems(_ text: String) -> [String] {
    if case .failure(let problems) = form.read(text) { problems.list } else { [] }
  }

  /// A whole answer with some members exchanged.
  private static func reply(_ changes: [String: String] = [:]) -> String {
    let usual = [
      ("genre", "\"meme\""), ("genre_other", "null"), ("protest", "true"), ("anger", "0.25"),
      ("things", "[\"flag\", \"car\"]"), ("violence", "\"none\""),
    ]
    return "{"
      + usual.map { "\"\($0.0)\": \(changes[$0.0] ?? $0.1)" }.filter { !$0.hasSuffix(": -") }
      .joined(separator: ", ") + "}"
  }

  @Test func theSchemaIsStrict() {
    #expect(
      CodingForm(variables: Sample.all, wantsRationale: true, wantsConfidence: false).schema.json == """
        {"type": "object", "properties": {"rationale": {"type": "string", "description": "One sentence: what of the post \
        decides the answers."}, "genre": {"type": "string", "enum": ["meme", "Cartoon", "Other"]}, "genre_other": {"type": \
        ["string", "null"], "description": "Which other, in a few words, where genre is Other; else null."}, "protest": \
        {"type": "boolean"}, "anger": {"type": "number", "description": "from 0 to 1", "minimum": 0, "maximum": 1}, \
        "things": {"type": "array", "items": {"type": "string", "enum": ["flag", "big sign", "car"]}}, "violence": {"type": \
        ["string", "null"], "description": "null unless protest is true", "enum": ["state", "none", null]}}, "required": \
        ["rationale", "genre", "genre_other", "protest", "anger", "things", "violence"], "additionalProperties": false}
        """)
  }

  @Test func keysBesideVariablesAreNoVariables() {
    let names = ["rationale", "a", "a_other", "a_confidence", "a_other_"]
    let form = CodingForm(
      variables: names.map { Variable(name: $0, type: .boolean, allowsOther: true) }, wantsRationale: true,
      wantsConfidence: true)
    let keys = form.json.members.first { $0.name == "properties" }?.value.members.map(\.name) ?? []
    #expect(Set(keys).count == keys.count && keys.count == 1 + 3 * names.count)
    #expect(keys.first == "rationale_")
  }

  @Test func readsEveryType() throws {
    #expect(try values(Self.reply()) == ["meme", "true", "0.25", "car|flag", "none"])
    #expect(try values("Here:\n```json\n\(Self.reply())\n```\nBye {x}")[0] == "meme")
    #expect(try values(#"{"answer": {"coding": \#(Self.reply())}, "note": 1}"#)[3] == "car|flag")
    #expect(try values(Self.reply(["things": "[]"]))[3] == "")
  }

  @Test(arguments: [
    ("genre", "\" MEME \"", "meme"), ("genre", "[\"meme\"]", "meme"), ("genre", "\"cartoon\"", "Cartoon"),
    ("genre", "{\"value\": \"meme\", \"confidence\": 1}", "meme"),
    ("protest", "\"yes\"", "true"), ("protest", "\"False\"", "false"), ("protest", "1", "true"),
    ("anger", "\"0.5\"", "0.5"), ("things", "\"flag, BIG  sign\"", "big sign|flag"),
    ("things", "\"car|flag\"", "car|flag"), ("things", "[\"Flag\"]", "flag"), ("things", "\"\"", ""),
  ])
  func mendsWhatIsPlain(key: String, written: String, value: String) throws {
    // A filter on protest must not hide the others.
    let reply = Self.reply([key: written])
    let answers = try form.read(reply).get().answers
    let index = try #require(Sample.all.firstIndex { $0.name == key })
    #expect(answers[index].value?.text == value)
    #expect(answers[index].details["mended"] != nil)
    for other in answers.indices where other != index { #expect(answers[other].details["mended"] == nil) }
  }

  @Test(arguments: [
    ("genre", "\"memes\"", "`genre` is \"memes\"; accepted: one of meme, Cartoon, Other"),
    ("genre", "null", "`genre` is null; accepted: one of meme, Cartoon, Other"),
    ("genre", "-", "`genre` is missing; accepted: one of meme, Cartoon, Other"),
    (
      "genre", "[\"meme\", \"Cartoon\"]",
      "`genre` is [\"meme\", \"Cartoon\"]; accepted: one of meme, Cartoon, Other"
    ),
    ("protest", "\"perhaps\"", "`protest` is \"perhaps\"; accepted: true or false"),
    ("anger", "2", "`anger` is 2; accepted: a number from 0 to 1"),
    ("anger", "\"high\"", "`anger` is \"high\"; accepted: a number from 0 to 1"),
    (
      "things", "[\"flag\", \"dog\"]",
      "`things` is [\"flag\", \"dog\"]; accepted: a list of any of flag, big sign, car; an empty list where none fits"
    ),
    ("violence", "null", "`violence` is null, though protest is true; accepted: one of state, none"),
    ("violence", "\"some\"", "`violence` is \"some\"; accepted: one of state, none"),
  ])
  func saysWhatIsWrong(key: String, written: String, problem: String) {
    #expect(problems(Self.reply([key: written])) == [problem])
  }

  @Test func aFailedFilterRulesOut() throws {
    for written in ["null", "\"state\"", "-"] {
      let answers = try form.read(Self.reply(["protest": "false", "violence": written])).get().answers
      #expect(answers[4].status == .abstained)
      #expect(answers[4].reason == Reason(.notApplicable, "applies when protest is true"))
    }
  }

  @Test func nullIsTakenWhereTheFilterIsNotKnown() throws {
    let form = CodingForm(variables: [Sample.violence])
    #expect(try form.read(#"{"violence": null}"#).get().answers[0].reason?.code == .notApplicable)
    #expect(try form.read(#"{"violence": "state"}"#).get().answers[0].value == .category("state"))
  }

  @Test func keepsOtherAndRationaleAndNotesTheRest() throws {
    let form = CodingForm(variables: [Sample.genre], wantsRationale: true)
    let reading = try form.read(
      #"{"Rationale": " because ", "genre": "Other", "genre_other": " a map ", "mood": 1}"#
    ).get()
    #expect(reading.rationale == "because")
    #expect(reading.answers == [.coded(.category("Other"), details: ["other": "a map"])])
    #expect(reading.unknown == ["mood"])
  }

  @Test func theLastWholeAnswerCounts() throws {
    let first = Self.reply()
    let last = Self.reply(["genre": "\"Cartoon\""])
    #expect(try values("\(first) no, \(last)")[0] == "Cartoon")
    #expect(try values("\(first) {\"genre\": \"x\"}")[0] == "meme")
  }

  @Test func oneKeyTwiceMustAgree() throws {
    let form = CodingForm(variables: [Sample.protest])
    #expect(
      try form.read(#"{"protest": true, "protest": "true", "a": {"protest": true}}"#).get().answers.count == 1
    )
    guard case .failure(let problems) = form.read(#"{"protest": true, "protest": false}"#) else {
      Issue.record("two answers")
      return
    }
    #expect(problems.list == ["`protest` is given more than once, as true and false"])
  }

  @Test(arguments: [
    ("", "the reply is empty"), ("I think it is a meme", "the reply holds no JSON object"),
    ("{\"mood\": 1}", "the JSON object has none of the keys that were asked for"),
    ("{\"genre\": \"me", "the JSON object is not complete"),
  ])
  func saysWhyThereIsNoAnswer(text: String, problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test func goldIsWrittenAsItIsRead() throws {
    let values: [String: CodedValue] = [
      "genre": .category("Other"), "protest": .boolean(false), "anger": .number(1),
      "things": .tags(["flag", "car"]),
    ]
    let text = form.text(of: values, other: ["genre": "a map"])
    #expect(
      text
        == #"{"genre": "Other", "genre_other": "a map", "protest": false, "anger": 1, "things": ["car", "flag"], "violence": null}"#
    )
    let answers = try form.read(text).get().answers
    #expect(answers.dropLast().map(\.value) == Sample.all.dropLast().map { values[$0.name] })
    #expect(answers[0].details["other"] == "a map")
  }
}
