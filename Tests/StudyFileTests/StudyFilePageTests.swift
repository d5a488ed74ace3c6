import ContentCoding
import Foundation
import Testing

@testable import StudyFile

/// The page on the study file describes what is read.
struct StudyFilePageTests {
  @Test(arguments: [
    ("probe", ProbeReader.keys), ("zero-shot", ZeroShotReader.keys), ("classifier", ClassifierReader.keys),
    ("ensemble", EnsembleReader.keys), ("prompted", PromptedReader.keys), ("text-svm", TextSVMReader.keys),
    ("engagement", EngagementReader.keys),
    ("fusion", FusionReader.keys),
  ])
  func everyKeyOfAKindIsDescribed(kind: String, keys: [String]) throws {
    let page = try Repository.page("codebook.md")
    let start = try #require(page.range(of: "\n### kind: \(kind)\n"))
    let section = page[start.upperBound...].components(separatedBy: "\n##")[0]
    let table = try #require(section.range(of: "\n| key |")).upperBound
    let rows = section[table...].components(separatedBy: "\n\n")[0].split(separator: "\n").dropFirst(2)
    let described = rows.flatMap { row in
      let cell = row.dropFirst().prefix { $0 != "|" }
      return cell.split(separator: "`").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map {
        String($0.element)
      }
    }
    #expect(described.sorted() == keys.sorted())
  }
}
