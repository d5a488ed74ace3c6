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
    var sources: [String: Mark] = [:]
    let coders = items.compactMap { item -> CoderConfiguration? in
      guard let reader = reader(of: item) else { return nil }
      guard
        let fields = MappingReader(
          item, as: reader.subject, accepting: Self.common + reader.keys, refusing: reader.refused, log: log)
      else { return nil }
      let variables = variables(fields)
      if !reader.writesText { refuseTexts(variables, of: reader, at: fields.mark(of: "variables")) }
      let settings = CoderSettings(
        fields: fields, variables: variables ?? reader.answered(of: codebook.variables), codebook: codebook,
        log: log)
      guard let parameters = reader.parameters(in: settings, gold: gold),
        let name = fields.requiredText("name")
      else { return nil }
      let mark = fields["name"]?.mark
      check(name, at: mark, lines: lines)
      (lines[name], marks[name]) = (mark?.line ?? 0, fields["learns-from"]?.mark ?? mark)
      sources[name] = reader.sourcesKey.flatMap { fields[$0]?.mark }
      return CoderConfiguration(
        name: name, variables: variables?.map(\.name), groupBy: fields.text("group-by"),
        parameters: parameters)
    }
    reportCircles(among: coders, marks: marks)
    let read = ReadCoders(coders: coders, codebook: codebook, teachers: marks, sources: sources, log: log)
    SourceCircles(read: read).report()
    reportTruths(among: coders, marks: marks)
    for reader in CoderKindReaders.all { reader.check(read) }
    return coders
  }

  /// The reader of the coder's kind; an unknown kind, or none, is reported and its other keys are not looked at.
  private func reader(of item: Node) -> (any CoderKindReader.Type)? {
    guard let fields = MappingReader(item, as: "a coder", accepting: nil, log: log) else { return nil }
    let names = CoderKindReaders.all.map { $0.kind.rawValue }
    guard let node = fields["kind"] else {
      log.add(fields.mark(of: "kind"), "a coder has no `kind`; accepted: \(enumerated(names))")
      return nil
    }
    guard let text = node.text(of: "kind", log: log) else { return nil }
    if let kind = CoderKind(rawValue: text), let reader = CoderKindReaders.reader(of: kind) { return reader }
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

  /// Only some kinds of coders write texts.
  private func refuseTexts(_ variables: [Variable]?, of reader: any CoderKindReader.Type, at mark: Mark?) {
    let texts = (variables ?? []).filter { $0.type == .openText }.map(\.name)
    if !texts.isEmpty {
      log.add(
        mark,
        "\(reader.kind.withArticle) coder writes no texts, and \(enumerated(texts)) \(texts.count == 1 ? "is one" : "are some"); "
          + "name other variables in the coder's `variables`")
    } else if variables == nil, !codebook.variables.isEmpty, reader.answered(of: codebook.variables).isEmpty {
      log.add(mark, "\(reader.kind.withArticle) coder writes no texts, and the codebook has nothing else")
    }
  }

  /// People's answers to a variable that a coder answers too are what it is measured by; models may be asked twice.
  private func reportTruths(among coders: [CoderConfiguration], marks: [String: Mark]) {
    let names = Set(coders.map(\.name))
    for coder in coders {
      let own = coder.variables ?? type(of: coder.parameters).answered(of: codebook.variables).map(\.name)
      for read in coder.parameters.codingsRead
      where !names.contains(read.coder) && own.contains(read.variable) {
        log.add(
          marks[coder.name],
          "coder \(quoted(coder.name)) reads what \(read.coder) says of \(read.variable), which it answers itself, "
            + "so it would copy what it is measured by; name other variables in its `variables`")
      }
    }
  }

  /// A coder that learns from itself, directly or by way of others, has nothing to learn from.
  private func reportCircles(among coders: [CoderConfiguration], marks: [String: Mark]) {
    let teachers = Dictionary(
      coders.compactMap { coder in coder.parameters.teacher.map { (coder.name, $0) } },
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
