import Testing

@testable import Tables

@Suite struct CountCellTests {
  @Test(arguments: ["", " ", "hidden", "Hidden", "NA", "n/a", "null", "None", "NaN", "-", "—", "-1"])
  func missing(text: String) { #expect(CountCell(text) == .missing) }

  @Test(arguments: [
    ("0", 0), (" 12 ", 12), ("1234.0", 1234), ("1,234", 1234), ("12,345,678", 12_345_678),
    ("1.234.567", 1_234_567),
    ("1 234", 1234), ("1\u{202F}234", 1234), ("1'234", 1234), ("1.2K", 1200), ("1,2k", 1200),
    ("3M", 3_000_000),
    ("1.25 m", 1_250_000), ("1.5B", 1_500_000_000), ("1.2e3", 1200), ("1.234E+03", 1234), ("007", 7),
    ("9223372036854775807", .max),
  ])
  func counts(text: String, value: Int) { #expect(CountCell(text) == .count(value)) }

  @Test(arguments: [
    "1.234", "1.000", "1,234K", "1.234M", "-2", "1.5", "abc", "1,23", "1,2345", "12,34,567", "1,234.567",
    "1.", ".5",
    "1..2", "K", "1e-3", "1e99", "9223372036854775808", "99999999999999999B", "1.23456K", "１２", "1,,234",
    "+5",
  ])
  func unreadable(text: String) { #expect(CountCell(text) == .unreadable) }

  @Test(arguments: [
    ("0", "yes", nil, true), ("0", "True", nil, true), ("0", "1", "", true), ("0", "no", "no", false),
    ("0", "", nil, false),
    ("0", nil, "caption", true), ("0", "0", "True", true), ("5", "yes", "yes", false), ("0", nil, nil, false),
  ])
  func hiddenLikes(text: String, hidden: String?, partial: String?, isMissing: Bool) {
    let cell = CountCell(text).qualified(isLikes: true, likesHidden: hidden, partialItem: partial)
    #expect((cell == .missing) == isMissing)
  }

  @Test(arguments: [
    ("1.234", 1_234), ("12.345.678", 12_345_678), ("1.234,0", 1_234), ("12,3K", 12_300), ("1.234,5 Mio", nil),
    ("1.23", nil), ("0,5", nil), ("1.234M", 1_234_000_000), ("7", 7), ("1,2,3", nil),
  ])
  func aDecimalComma(cell: String, count: Int?) {
    #expect(CountCell(cell, hasDecimalComma: true).value == count)
  }

  @Test func hiddenLikesHideLikesOnly() throws {
    let text =
      "id,likes_hidden,partial_item,num_likes,num_comments\n1,yes,,0,0\n2,no,,0,0\n3,no,yes,0,0\n4,yes,,7,1\n"
    let table = try TableReader(bytes: Array(text.utf8))
    let roles = try ColumnRoles(header: table.header)
    var counts: [[CountCell]] = []
    while let row = try table.next() {
      counts.append(roles.places(of: .count).map { roles.count(in: row, at: $0) })
    }
    #expect(
      counts == [
        [.missing, .count(0)], [.count(0), .count(0)], [.missing, .missing], [.count(7), .count(1)],
      ])
  }
}
