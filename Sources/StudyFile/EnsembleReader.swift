import ContentCoding
import Yams

/// Reads the settings of an ensemble.
struct EnsembleReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let subject = "an ensemble"
  static let sourcesKey: String? = "members"
  static let keys = ["members", "rule", "target", "learns-from"]

  func read() -> EnsembleParameters? {
    let fields = settings.fields
    let rule = fields.choice("rule", of: EnsembleRule.self) ?? .majority
    let target = target()
    if fields["target"] != nil, rule != .cascade {
      settings.log.add(
        fields.mark(of: "target"), "`target` goes with `rule: cascade`, not \(rule.rawValue); remove one")
    }
    if fields["learns-from"] != nil, !rule.learns {
      settings.log.add(
        fields.mark(of: "learns-from"), "`rule: \(rule.rawValue)` learns nothing; remove `learns-from`")
    }
    if rule == .cascade {
      let numbers = settings.variables.filter { $0.type == .number }.map(\.name)
      if !numbers.isEmpty {
        settings.log.add(
          fields.mark(of: "variables"),
          "a cascade answers no number variable, for nobody is sure of a number, and \(enumerated(numbers)) is one; "
            + "name the others in the coder's `variables`")
      }
      if fields["target"] == nil {
        settings.log.add(
          fields.mark(of: "rule"),
          "a cascade has no `target`; add `target: {accuracy: 0.9}` or `target: {budget-share: 0.2}`")
      }
    }
    guard let members = members(rule) else { return nil }
    return EnsembleParameters(
      members: members, rule: rule, target: target, learnsFrom: fields.text("learns-from") ?? gold)
  }

  /// `members`: two coders or more, each once; of a cascade just two.
  private func members(_ rule: EnsembleRule) -> [String]? {
    let fields = settings.fields
    guard fields["members"] != nil else {
      settings.log.add(
        fields.mark(of: "members"), "an ensemble has no `members`; name two coders or more: `members: [a, b]`"
      )
      return nil
    }
    guard let names = fields.texts("members") else { return nil }
    let own = fields["name"]?.text(of: "name", log: settings.log)
    var members: [String] = []
    for (name, mark) in names {
      if members.contains(name) {
        settings.log.add(mark, "`members` names \(quoted(name)) twice; remove one")
      } else if name == own {
        settings.log.add(mark, "an ensemble is no member of itself; remove \(quoted(name))")
      } else if name == gold {
        settings.log.add(
          mark,
          "\(quoted(name)) is the study's gold, which coders are compared with; remove it from `members`"
        )
      } else {
        members.append(name)
      }
    }
    if names.count < 2 {
      settings.log.add(
        fields.mark(of: "members"), "an ensemble has two members or more, and `members` names \(names.count)")
    } else if rule == .cascade, names.count > 2 {
      settings.log.add(
        fields.mark(of: "members"),
        "a cascade has two members, the cheap coder and then the expensive one, and `members` names \(names.count)"
      )
    }
    return members
  }

  /// `target: {accuracy: 0.9}`, or `target: {budget-share: 0.2}`.
  private func target() -> CascadeTarget? {
    guard let node = settings.fields["target"] else { return nil }
    let keys = ["accuracy", "budget-share"]
    guard let fields = MappingReader(node, as: "`target`", accepting: keys, log: settings.log)
    else { return nil }
    let inner = settings.inner(fields)
    let accuracy = inner.number("accuracy", in: 0...1)
    let share = inner.number("budget-share", in: 0...1)
    guard (fields["accuracy"] == nil) != (fields["budget-share"] == nil) else {
      settings.log.add(node.mark, "`target` is one of {accuracy: 0.9} and {budget-share: 0.2}")
      return nil
    }
    return accuracy.map { .accuracy($0) } ?? share.map { .budgetShare($0) }
  }

  /// Reports variables that fewer than two members can answer, which leaves nothing to bring together.
  static func check(_ read: ReadCoders) {
    let known = Dictionary(read.coders.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for coder in read.coders where coder.parameters.kind == kind {
      let members = coder.parameters.sources
      for variable in coder.variables ?? read.codebook.variables.map(\.name) {
        let able = members.filter { known[$0]?.variables?.contains(variable) ?? true }
        guard able.count < 2, members.count > 1 else { continue }
        read.log.add(
          read.sources[coder.name],
          "\(quoted(variable)) is answered by \(able.isEmpty ? "no member" : "\(enumerated(able)) alone") of "
            + "\(quoted(coder.name)); add a member that answers it, or name the others in its `variables`")
      }
    }
  }
}
