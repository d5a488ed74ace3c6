import ContentCoding
import Storage
import Workflows

/// What is said of a sample that was just drawn.
struct SampleReport {
  private let drawing: SampleDrawer.Drawing
  private let frame: SampleFrame

  /// The words on `drawing` from `frame`.
  init(_ drawing: SampleDrawer.Drawing, of frame: SampleFrame) {
    self.drawing = drawing
    self.frame = frame
  }

  /// A sample as JSON.
  private struct Document: Encodable {
    let name: String
    let design: String
    let isPurposive: Bool
    let seed: UInt64?
    let drawnFrom: Int
    let strata: [DrawnStratum]
    let posts: [DrawnPost]
    let notes: [String]
  }

  /// Puts out the strata, or everything as JSON, and says what the sample stands for.
  func put(asJSON json: Bool) throws {
    let sample = drawing.sample
    if json {
      try Console.put(
        json: Document(
          name: sample.name, design: sample.design, isPurposive: sample.isPurposive, seed: sample.seed,
          drawnFrom: frame.ids.count, strata: drawing.strata, posts: drawing.posts, notes: drawing.notes))
    } else if !drawing.strata.isEmpty {
      var table = TextTable([
        ("stratum", .left), ("posts", .right), ("drawn", .right), ("chance", .right),
      ])
      for stratum in drawing.strata {
        table.add([
          stratum.name, Figures.count(stratum.size), Figures.count(stratum.drawn),
          Figures.decimal(Double(stratum.drawn) / Double(stratum.size), places: 4),
        ])
      }
      Console.put(table)
    }
    Console.say("\(sample.name): \(sample.design)")
    for note in drawing.notes { Console.say(note) }
    Console.say(sample.standing(for: frame.description))
  }
}
