import ContentCoding
import Yams

/// Finds coders that read their own codings by way of others, once all coders are read.
///
/// A name that no coder of the file has may be that of an imported model, which only the study knows.
struct SourceCircles {
  let read: ReadCoders

  func report() {
    let sources = Dictionary(
      read.coders.map { coder in
        (coder.name, coder.parameters.sources + (coder.parameters.teacher.map { [$0] } ?? []))
      }, uniquingKeysWith: { first, _ in first })
    var reported: Set<String> = []
    for coder in read.coders where !reported.contains(coder.name) {
      guard let circle = way(from: coder.parameters.sources, to: coder.name, by: sources) else { continue }
      let key = CoderKindReaders.reader(of: coder.parameters.kind)?.sourcesKey ?? "uses"
      reported.formUnion(circle)
      read.log.add(
        read.sources[coder.name],
        "`\(key)` go in a circle: \(enumerated([coder.name] + circle)); remove one of them from the other's "
          + "`\(key)` or `learns-from`")
    }
  }

  /// The shortest way from one of `starts` to `end` along `sources`, both ends among it; nil where there is none.
  private func way(from starts: [String], to end: String, by sources: [String: [String]]) -> [String]? {
    var previous: [String: String?] = [:]
    var queue: [String] = []
    for start in starts where previous[start] == nil {
      previous.updateValue(nil, forKey: start)
      queue.append(start)
    }
    var next = 0
    while next < queue.count {
      let name = queue[next]
      next += 1
      if name == end {
        var way = [name]
        while let last = way.last, let before = previous[last] ?? nil { way.append(before) }
        return way.reversed()
      }
      for source in sources[name] ?? [] where previous[source] == nil {
        previous.updateValue(name, forKey: source)
        queue.append(source)
      }
    }
    return nil
  }
}
