import ContentCoding
import ModelCoders
import Testing

@testable import Workflows

struct LearningCurveTests {
  private var whole: TrainingMaterial {
    let posts = (0..<200).map { "p\($0)" }
    let values = Dictionary(
      uniqueKeysWithValues: posts.enumerated().map { place, post in
        (post, ["kind": CodedValue.category(place % 4 == 0 ? "rare" : "usual")])
      })
    let assignment = Dictionary(uniqueKeysWithValues: posts.enumerated().map { ($1, $0 % 5) })
    return TrainingMaterial(
      gold: GoldCodings(coder: "gold", values: values), folds: Folds(count: 5, assignment: assignment),
      posts: [])
  }

  @Test(arguments: 0..<5)
  func aSmallerPartIsWithinALargerOne(draw: Int) {
    let whole = whole
    var before: Set<String> = []
    for share in LearningCurve.shares {
      let part = LearningCurve.part(share, of: whole, seed: 7, draw: draw)
      let posts = Set(part.gold.values.keys)
      #expect(before.isSubset(of: posts))
      #expect(abs(Double(posts.count) - share * 200) <= 10)
      let rare = part.gold.values.values.count { $0["kind"] == .category("rare") }
      #expect(abs(Double(rare) - share * 50) <= 5)
      #expect(part.folds.assignment == whole.folds.assignment)
      before = posts
    }
    #expect(before.count == 200)
  }

  @Test func drawsDiffer() {
    let parts = (0..<5).map { draw in
      Set(LearningCurve.part(0.2, of: whole, seed: 7, draw: draw).gold.values.keys)
    }
    #expect(Set(parts).count == 5)
  }
}
