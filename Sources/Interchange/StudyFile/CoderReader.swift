import ContentCoding
import Foundation
import Yams

/// Reads `coders`.
struct CoderReader {
  let codebook: Codebook
  let gold: String
  let log: ProblemLog

  private static let common = ["name", "kind", "variables", "group-by"]

  func read(_ items: [Node]) -> [CoderConfiguration] {
    var lines: [String: Int] = [:]
    var marks: [String: Mark] = [:]
    var membership: [String: Mark] = [:]
    let coders = items.compactMap { item -> CoderConfiguration? in
      guard let kind = kind(of: item) else { return nil }
      guard
        let fields = MappingReader(
          item, as: Self.subject(of: kind),
          accepting: Self.common + Self.keys(of: kind),
          refusing: kind == .prompted ? PromptedReader.refused : [:], log: log)
      else { return nil }
      let variables = variables(fields)
      let parameters = parameters(of: kind, fields, variables: variables ?? codebook.variables)
      guard let parameters, let name = fields.requiredText("name") else { return nil }
      let mark = fields["name"]?.mark
      check(name, at: mark, lines: lines)
      (lines[name], marks[name]) = (mark?.line ?? 0, fields["learns-from"]?.mark ?? mark)
      membership[name] = (fields["members"] ?? fields["codings"])?.mark
      return CoderConfiguration(
        name: name, variables: variables?.map(\.name), groupBy: fields.text("group-by"),
        parameters: parameters)
    }
    reportCircles(among: coders, marks: marks)
    EngagementReader.reportTargets(among: coders, codebook: codebook, marks: marks, log: log)
    EnsembleMembership(codebook: codebook, coders: coders, marks: membership, log: log).report()
    return coders
  }

  /// The coder's kind; an unknown kind, or none, is reported and its other keys are not looked at.
  private func kind(of item: Node) -> CoderKind? {
    guard let fields = MappingReader(item, as: "a coder", accepting: nil, log: log) else { return nil }
    let names = CoderKind.configurable.map(\.rawValue)
    guard let node = fields["kind"] else {
      log.add(fields.mark(of: "kind"), "a coder has no `kind`; accepted: \(enumerated(names))")
      return nil
    }
    guard let text = node.text(of: "kind", log: log) else { return nil }
    if let kind = CoderKind(rawValue: text), CoderKind.configurable.contains(kind) { return kind }
    log.add(
      node.mark,
      ["person", "model"].contains(text)
        ? "people and imported coders do not stand in this file; import their codings, and remove this coder"
        : "\(quoted(text)) is no kind of coder\(NearName.hint(for: text, among: names)); accepted: "
          + enumerated(names))
    return nil
  }

  private func check(_ name: String, at mark: Mark?, lines: [String: Int]) {
    NameRule.check(coder: name, at: mark, log: log)
    if let line = lines[name] {
      log.add(mark, "there is a coder \(quoted(name)) already, on line \(line); rename one")
    } else if name == gold {
      log.add(
        mark, "\(quoted(name)) is the study's gold, whose codings count as the truth; rename this coder")
    } else if name == "consensus" {
      log.add(mark, "\"consensus\" is the name of the coder made from several; rename this coder")
    }
  }

  private func variables(_ fields: MappingReader) -> [Variable]? {
    guard let names = fields.texts("variables") else { return nil }
    if names.isEmpty {
      log.add(
        fields.mark(of: "variables"), "`variables` is empty; name at least one, or leave the key out for all")
    }
    let known = Dictionary(codebook.variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    return names.compactMap { name, mark in
      guard let variable = known[name] else {
        let all = codebook.variables.map(\.name)
        log.add(
          mark,
          "there is no variable \(quoted(name))\(NearName.hint(for: name, among: all)); accepted: \(enumerated(all))"
        )
        return nil
      }
      if !seen.insert(name).inserted { log.add(mark, "variable \(quoted(name)) is named twice; remove one") }
      return variable
    }
  }

  private static func subject(of kind: CoderKind) -> String {
    switch kind {
    case .ensemble: "an ensemble"
    case .engagement: "an engagement coder"
    case .cluster: "a cluster coder"
    default: kind.withArticle
    }
  }

  private static func keys(of kind: CoderKind) -> [String] {
    switch kind {
    case .probe: ProbeReader.keys
    case .zeroShot: ZeroShotReader.keys
    case .classifier: ClassifierReader.keys
    case .prompted: PromptedReader.keys
    case .ensemble: EnsembleReader.keys
    case .textSVM: TextSVMReader.keys
    case .engagement: EngagementReader.keys
    case .fusion: FusionReader.keys
    case .cluster: ClusterReader.keys
    case .person, .model: []
    }
  }

  private func parameters(
    of kind: CoderKind, _ fields: MappingReader, variables: [Variable]
  ) -> CoderParameters? {
    let settings = CoderSettings(fields: fields, variables: variables, log: log)
    switch kind {
    case .probe: return .probe(ProbeReader(settings: settings, gold: gold).read())
    case .zeroShot: return ZeroShotReader(settings: settings, gold: gold).read().map { .zeroShot($0) }
    case .classifier: return ClassifierReader(settings: settings).read().map { .classifier($0) }
    case .prompted: return PromptedReader(settings: settings, gold: gold).read().map { .prompted($0) }
    case .ensemble: return EnsembleReader(settings: settings, gold: gold).read().map { .ensemble($0) }
    case .textSVM: return .textSVM(TextSVMReader(settings: settings, gold: gold).read())
    case .engagement: return .engagement(EngagementReader(settings: settings, gold: gold).read())
    case .fusion: return FusionReader(settings: settings, gold: gold).read().map { .fusion($0) }
    case .cluster: return .cluster(ClusterReader(settings: settings, gold: gold).read())
    case .person, .model: return nil
    }
  }

  /// A coder that learns from itself, directly or by way of others, has nothing to learn from.
  private func reportCircles(among coders: [CoderConfiguration], marks: [String: Mark]) {
    let teachers = Dictionary(
      coders.compactMap { coder in coder.parameters.learnsFrom.map { (coder.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    var settled: Set<String> = []
    for coder in coders where coder.name != gold && !settled.contains(coder.name) {
      var path: [String] = []
      var onPath: Set<String> = []
      var name = coder.name
      while let teacher = teachers[name], settled.insert(name).inserted {
        path.append(name)
        onPath.insert(name)
        name = teacher
      }
      guard onPath.contains(name), let start = path.firstIndex(of: name) else { continue }
      let circle = path[start...] + [name]
      log.add(
        marks[name],
        "`learns-from` goes in a circle: \(enumerated(circle)); learn from gold or from a person")
    }
  }
}
