import ContentCoding
import Foundation
import Testing

@testable import Pages

struct DuplicatesSectionTests {
  private func group(_ number: Int, posts: Int = 2, kind: DuplicateGroup.Kind = .near) -> DuplicateGroup {
    let ids = (0..<posts).map { String(format: "g%03d-%03d", number, $0) }
    return DuplicateGroup(kind: kind, posts: ids, kept: ids[1])
  }

  private func page(
    _ groups: [DuplicateGroup], picture: ReportPicture = .jpeg(ReportCases.jpeg), isSensitive: Bool = false
  ) -> String {
    var content = ReportCases.blank
    content.duplicates = ReportDuplicates(
      groups,
      shown: ReportDuplicates.shown(of: groups).map { group in
        ReportDuplicates.Group(
          group, pictures: ReportDuplicates.shownPosts(of: group).map { ($0, picture) })
      }, isSensitive: isSensitive)
    return HTMLReport(content).html()
  }

  @Test func groupsStandWithTheirPicturesTheKeptOneFirst() throws {
    let page = page([group(1), group(2, posts: 3, kind: .sameBytes)])
    #expect(page.contains("href=\"#duplicates\""))
    #expect(
      page.contains("<h4>3 posts, same bytes</h4>") && page.contains("<h4>2 posts, near-duplicates</h4>"))
    #expect(page.count(of: "<img ") == 5)
    #expect(page.count(of: "<span class=\"mark\">kept</span>") == 2)
    #expect(page.contains("<dt>posts in them</dt><dd>5</dd>"))
    #expect(page.contains("<dt>groups of near-duplicates</dt><dd>1</dd>"))
    let kept = try #require(page.range(of: "g001-001</bdi>"))
    let other = try #require(page.range(of: "g001-000</bdi>"))
    #expect(kept.lowerBound < other.lowerBound)
    // The larger group first.
    #expect(try #require(page.range(of: "g002-001</bdi>")).lowerBound < kept.lowerBound)
  }

  @Test func manyGroupsAndPostsAreCounted() {
    let page = page((0..<70).map { group($0, posts: $0 == 5 ? 20 : 2) })
    #expect(page.count(of: "<div class=\"twins\">") == 60)
    #expect(page.contains("10 more groups, no larger than these, not shown."))
    #expect(page.contains("8 more posts not shown."))
  }

  @Test func sensitivePicturesAreVeiledAndHostileIdsAreText() {
    let hostile = DuplicateGroup(kind: .near, posts: ["<script>x", "b"], kept: "<script>x")
    let page = page([hostile], isSensitive: true)
    #expect(page.count(of: "class=\"veil\"") == 2)
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;x"))
  }

  @Test func withoutPicturesTheGroupsAreListed() {
    let page = page([group(1)], picture: .leftOut)
    #expect(!page.contains("<img ") && page.contains("g001-000"))
  }

  @Test func withoutMarksThereIsNoSuchSection() {
    #expect(!HTMLReport(ReportCases.blank).html().contains("Duplicates"))
  }
}
