import ContentCoding
import Testing

struct CodedValueTests {
  private let genre = Variable(
    name: "genre", type: .category, categories: [Category(name: "meme"), Category(name: "1")])
  private let flag = Variable(name: "flag", type: .boolean)
  private let anger = Variable(name: "anger", type: .number, range: 0...1)
  private let tags = Variable(
    name: "tags", type: .tags, categories: ["a", "b", "c"].map { Category(name: $0) })

  @Test(arguments: [
    ("true", true), ("1", true), ("YES", true), ("false", false), ("0", false), (" no ", false),
  ])
  func booleansAreReadInTheirUsualForms(text: String, expected: Bool) throws {
    #expect(try CodedValue(reading: text, of: flag) == .boolean(expected))
  }

  @Test func tagsAreASetInSortedOrder() throws {
    let value = try CodedValue(reading: "c| a|c", of: tags)
    #expect(value == .tags(["a", "c"]))
    #expect(value.text == "a|c")
    #expect(try CodedValue(reading: "", of: tags) == .tags([]))
  }

  @Test func numbersKeepTheirRange() throws {
    #expect(try CodedValue(reading: "0.25", of: anger) == .number(0.25))
    for text in ["1.01", "nan", "inf", "", "a"] {
      #expect(throws: ValueProblem.self) { try CodedValue(reading: text, of: anger) }
    }
  }

  @Test func textsAreWordsOfALimitedLength() throws {
    let description = Variable(name: "description", type: .openText)
    #expect(try CodedValue(reading: " Two dogs.\n", of: description) == .openText("Two dogs."))
    for text in ["", " \n ", String(repeating: "x", count: CodedValue.textLimit + 1)] {
      #expect(throws: ValueProblem.self) { try CodedValue(reading: text, of: description) }
    }
    #expect(description.labels.isEmpty && description.level == .nominal && !description.type.hasLabels)
    #expect(!CodedValue.openText("true").isOffered(by: Variable(name: "b", type: .boolean)))
  }

  @Test func aProblemNamesWhatIsAccepted() throws {
    let problem = try #require(throws: ValueProblem.self) { try CodedValue(reading: "film", of: genre) }
    #expect(problem.description == "\"film\" is no value of genre; accepted: one of meme, 1")
  }

  @Test(arguments: [
    CodedValue.category("meme"), .boolean(true), .number(3), .number(-0.1), .number(1e22), .tags(["b", "a"]),
    .tags([]), .openText("A crowd|a flag, \"so\""),
  ])
  func writtenFormsAreReadBack(value: CodedValue) {
    let type: VariableType =
      switch value {
      case .category: .category
      case .boolean: .boolean
      case .number: .number
      case .tags: .tags
      case .openText: .openText
      }
    #expect(CodedValue(stored: value.text, type: type) == value)
  }

  @Test func reasonsAreReadBack() {
    for reason in [
      Reason(.unreadable, "truncated: after 12 bytes"), Reason(.noPicture, ""), Reason(.other, "so: what"),
    ] {
      #expect(Reason(reading: reason.description) == reason)
    }
    #expect(Reason(reading: "my own: words") == Reason(.other, "my own: words"))
  }
}
