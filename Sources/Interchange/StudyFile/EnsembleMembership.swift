import ContentCoding
import Yams

/// Checks who is a member of whom, once all coders are read.
///
/// A name that no coder of the file has may be that of an imported model, which only the study knows.
struct EnsembleMembership {
  let codebook: Codebook
  let coders: [CoderConfiguration]
  /// Where each ensemble's `members` stand.
  let marks: [String: Mark]
  let log: ProblemLog

  func report() {
    var sources: [String: [String]] = [:]
    var members: [String: [String]] = [:]
    var read: [String: [String]] = [:]
    for coder in coders {
      let parameters = coder.parameters
      if case .ensemble(let ensemble) = parameters { members[coder.name] = ensemble.members }
      if case .engagement(let engagement) = parameters { read[coder.name] = engagement.codings }
      sources[coder.name] =
        (members[coder.name] ?? read[coder.name] ?? []) + (parameters.learnsFrom.map { [$0] } ?? [])
    }
    var reported: Set<String> = []
    for coder in coders where !reported.contains(coder.name) {
      guard let own = members[coder.name] ?? read[coder.name],
        let circle = way(from: own, to: coder.name, by: sources)
      else { continue }
      reported.formUnion(circle)
      let key = members[coder.name] == nil ? "codings" : "members"
      log.add(
        marks[coder.name],
        "`\(key)` go in a circle: \(enumerated([coder.name] + circle)); remove one of them from the other's "
          + "`\(key)` or `learns-from`")
    }
    for coder in coders { reportUnanswered(by: coder, members: members) }
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

  /// A variable that fewer than two members can answer leaves nothing to bring together.
  private func reportUnanswered(by coder: CoderConfiguration, members: [String: [String]]) {
    guard let own = members[coder.name] else { return }
    let known = Dictionary(coders.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for variable in coder.variables ?? codebook.variables.map(\.name) {
      let able = own.filter { name in
        guard let variables = known[name]?.variables else { return true }
        return variables.contains(variable)
      }
      if able.count < 2, own.count > 1 {
        log.add(
          marks[coder.name],
          "\(quoted(variable)) is answered by \(able.isEmpty ? "no member" : "\(enumerated(able)) alone") of "
            + "\(quoted(coder.name)); add a member that answers it, or name the others in its `variables`")
      }
    }
  }
}
