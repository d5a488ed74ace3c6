import ContentCoding
import Foundation
import Testing

struct PictureTiesTests {
  private func kinds(_ posts: [[Int]], near: [[Int]] = [], scenes: [[Int]]? = nil) -> [String] {
    var ties = PictureTies(count: 10)
    ties.tie(near, as: .near)
    if let scenes { ties.tie(scenes, as: .sameScene) }
    return ties.groups(of: posts).map { "\($0.kind.rawValue) \($0.posts)" }
  }

  @Test func thePicturesOfTwoPostsPairOff() {
    #expect(kinds([[0], [0], [1]]) == ["same-bytes [0, 1]"])
    #expect(kinds([[0, 1], [1, 0]]) == ["same-bytes [0, 1]"])
    #expect(kinds([[0, 1], [2, 3]], near: [[0, 3], [1, 2]]) == ["near [0, 1]"])
    #expect(kinds([[0, 0], [0]]).isEmpty)
    #expect(kinds([[0, 1], [0, 2]]).isEmpty)
    #expect(kinds([[0, 0, 1], [0, 1, 1]]).isEmpty)
  }

  @Test func albumsDoNotChain() {
    #expect(kinds([[0], [0, 1], [1]]).isEmpty)
  }

  @Test func postsWithoutPicturesHaveNoDuplicates() {
    #expect(kinds([[], []]).isEmpty)
  }

  @Test func theKindIsTheWeakestThatIsNeeded() {
    #expect(kinds([[0], [0], [1]], near: [[0, 1]]) == ["near [0, 1, 2]"])
    #expect(kinds([[0], [0], [2], [2]], near: [[0, 1]]) == ["same-bytes [0, 1]", "same-bytes [2, 3]"])
    #expect(kinds([[0], [1], [2]], near: [[0, 1]], scenes: [[1, 2]]) == ["same-scene [0, 1, 2]"])
    #expect(kinds([[0], [1], [2]], near: [[0, 1]], scenes: []) == ["near [0, 1]"])
  }

  @Test func theLargestThenTheEarliestThenTheSmallestIdIsKept() {
    func kept(_ candidates: [(String, Int, Double?)]) -> String? {
      let group = DuplicateGroup(
        kind: .near,
        of: candidates.map {
          .init(post: $0.0, pixels: $0.1, time: $0.2.map(Date.init(timeIntervalSince1970:)))
        })
      #expect(group?.posts ?? [] == candidates.map(\.0).sorted())
      return group?.kept
    }
    #expect(kept([("c", 10, 1), ("a", 9, 0), ("b", 10, 0)]) == "b")
    #expect(kept([("c", 10, nil), ("b", 10, 9)]) == "b")
    #expect(kept([("c", 10, nil), ("b", 10, nil)]) == "b")
    #expect(kept([]) == nil)
  }
}
