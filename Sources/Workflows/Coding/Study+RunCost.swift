import ContentCoding
import Storage

extension Study {
  /// US dollars for each 1,000 posts that `run` coded; nil where nothing was paid or the price is unknown.
  package func costPerThousandPosts(of run: Run) throws -> Double? {
    guard let cost = run.tally.cost else { return nil }
    let posts = try postCount(ofRun: run.id)
    return posts > 0 ? cost / Double(posts) * 1000 : nil
  }
}
