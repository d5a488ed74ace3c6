import ContentCoding
import Foundation
import Testing

@testable import Exchange

/// Answers as other programs and languages write them.
struct WrittenValuesTests {
  private static let category = Variable(
    name: "ces", type: .category,
    categories: ["Sports", "Not relevant", "not  Relevant!"].map { Category(name: $0) })
  private static let number = Variable(name: "share", type: .number)
  private static let flag = Variable(name: "crowd", type: .boolean)
  private static let tags = Variable(
    name: "seen", type: .tags, categories: ["Dog", "Cat"].map { Category(name: $0) })

  private static func read(_ text: String, _ variable: Variable, _ values: WrittenValues) -> CodedValue? {
    try? CodedValue(reading: values.reading(text, of: variable), of: variable)
  }

  @Test func codesAndWordsMeanWhatTheFileSays() {
    var values = WrittenValues()
    values.meanings = [
      "ces": ["1": "Sports"], "crowd": ["ja": "true", "nein": "false"], "seen": ["Hund": "Dog"],
    ]
    #expect(Self.read(" 1 ", Self.category, values) == .category("Sports"))
    #expect(Self.read("ja", Self.flag, values) == .boolean(true))
    #expect(Self.read("nein", Self.flag, values) == .boolean(false))
    #expect(Self.read("Hund|Cat", Self.tags, values) == .tags(["Dog", "Cat"]))
    #expect(Self.read("2", Self.category, values) == nil)
    #expect(Self.read("Sports", Self.category, values) == .category("Sports"))
  }

  @Test func caseIsFoldedWhereOneCategoryCanBeMeant() {
    var values = WrittenValues()
    #expect(Self.read("sports", Self.category, values) == nil)
    #expect(values.hint(for: "sports", of: Self.category)?.contains("--fold-case") == true)
    values.foldsCase = true
    #expect(Self.read("SPORTS ", Self.category, values) == .category("Sports"))
    #expect(Self.read("not   relevant", Self.category, values) == .category("Not relevant"))
    #expect(Self.read("dog|CAT", Self.tags, values) == .tags(["Dog", "Cat"]))
    let twins = Variable(name: "x", type: .category, categories: ["AB", "ab"].map { Category(name: $0) })
    #expect(Self.read("Ab", twins, values) == nil && Self.read("ab", twins, values) == .category("ab"))
  }

  @Test(arguments: [
    ("0,5", 0.5), ("1.234", 1_234), ("1.234,5", 1_234.5), ("-1.000.000,25", -1_000_000.25), ("12", 12),
    ("1e3", 1_000),
  ])
  func aDecimalComma(written: String, number: Double) {
    var values = WrittenValues()
    values.hasDecimalComma = true
    #expect(Self.read(written, Self.number, values) == .number(number))
  }

  @Test(arguments: ["1,2,3", "1.23", "1.2345", "1,234.5", ",", "", "1.234.56"])
  func whatIsWrittenInNoWayIsRefused(written: String) {
    var values = WrittenValues()
    values.hasDecimalComma = true
    // A dot before two digits is no group; it stays what it was, a number with a point.
    #expect(Self.read(written, Self.number, values) == Double(written).map(CodedValue.number))
  }
}
