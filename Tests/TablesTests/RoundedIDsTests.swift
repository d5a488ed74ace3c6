import ContentCoding
import Testing

@testable import Tables

private func finding(_ ids: [String]) -> RoundedIDs.Finding? {
  var rounded = RoundedIDs()
  for (index, id) in ids.enumerated() { rounded.observe(id, line: index + 2) }
  return rounded.finding
}

@Suite struct RoundedIDsTests {
  @Test(arguments: ["2.63855E+18", "2,63855e+18", "3E+18"]) func scientific(id: String) {
    let found = finding(["1", id, id])
    #expect(found?.example == id && found?.line == 3 && found?.count == 2)
    #expect(found?.description.contains("was rounded by a spreadsheet") == true)
  }

  @Test func zeros() {
    let rounded = (1...40).map { "26385512345678\($0 + 10)000" }
    #expect(finding(rounded)?.count == 40)
    #expect(finding(Array(rounded.prefix(2))) == nil)
    #expect(finding(rounded + ["2638551234567812345", "a", "17"])?.count == 40)
    #expect(finding(rounded + (1...3).map { "263855123456781234\($0)" }) == nil)
  }

  @Test(arguments: [
    "2638551234567812345", "1e5", "2.6E18", "E+18", ".5E+18", "2.E+18", "abcE+18", "2.6E+1x", "100000",
  ])
  func untouched(id: String) { #expect(finding([id, id, id]) == nil) }
}
