import ContentCoding
import Foundation
import Tables

/// Reads the codings of one record after another and collects what is wrong with them.
struct CodingRowReader {
  var problems: ImportProblems
  var summary = CodingsReader.Summary()
  private(set) var coders: Set<String> = []

  private let variables: [String: Variable]
  private let names: [String]
  private let codebook: Fingerprint
  private let options: CodingsReader.Options
  private var seen = SeenKeys()

  init(codebook: Codebook, options: CodingsReader.Options, file: String) {
    problems = ImportProblems(file: file)
    variables = Dictionary(codebook.variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    names = codebook.variables.map(\.name)
    self.codebook = codebook.fingerprint
    self.options = options
  }

  mutating func postID(_ text: String, line: Int, isPost: (String) -> Bool) -> String? {
    switch PostIDRule.check(text) {
    case .success(let id) where isPost(id): return id
    case .success(let id): problems.add(line, "there is no post \(quoted(id)); import the posts first")
    case .failure(let fault): problems.add(line, fault.message)
    }
    return nil
  }

  mutating func read(_ record: Record, of id: String, form: CodingsForm, take: (CodingRecord) -> Void) {
    if form.isLong {
      guard let coding = longCoding(record, of: id, form: form) else { return }
      keep(coding, on: record.line, take: take)
      return
    }
    for answer in form.answers {
      guard let text = cellText(record, answer.column, of: answer.variable),
        let coder = coder(answer.coder ?? cell(record, form.coder), record.line),
        let value = value(text, of: answer.variable, line: record.line)
      else { continue }
      let coding = Coding(postID: id, variable: answer.variable.name, answer: value)
      let identity = CoderIdentity(name: coder, kind: options.kind)
      keep(
        CodingRecord(coding: coding, coder: identity, run: nil, codebook: codebook, codedAt: options.now),
        on: record.line, take: take)
    }
  }

  private mutating func keep(_ record: CodingRecord, on line: Int, take: (CodingRecord) -> Void) {
    let key = [record.coding.postID, record.coding.variable, record.coder.name]
    if let first = seen.firstLine(of: key, on: line) {
      problems.add(
        line,
        "\(quoted(key[2])) coded \(quoted(key[1])) of post \(quoted(key[0])) already, on line \(first); remove one"
      )
      return
    }
    coders.insert(record.coder.name)
    switch record.coding.answer.status {
    case .coded: summary.coded += 1
    case .abstained: summary.abstained += 1
    case .failed: summary.failed += 1
    }
    take(record)
  }

  private func cell(_ record: Record, _ column: String?) -> String? {
    guard let column, let text = record[column], !text.isEmpty else { return nil }
    return text
  }

  /// The cell of an answer; NA without quotes is a missing one, unless that is a category.
  private func cellText(_ record: Record, _ column: String, of variable: Variable) -> String? {
    record.isBareNA(column) && !variable.labels.contains("NA") ? "" : record[column]
  }

  private mutating func coder(_ name: String?, _ line: Int) -> String? {
    guard let name = (name ?? options.coder)?.precomposed, !name.isEmpty else {
      problems.add(line, "the coder is empty; fill it in, or name the coder with --coder")
      return nil
    }
    if coders.contains(name) { return name }
    if options.consensuses.contains(name) {
      problems.add(
        line,
        "\(quoted(name)) is a consensus of this study; import these codings under their coder's own name (--coder NAME), and make "
          + "the consensus of them: codeframe consensus --rule coder:NAME --as \(name)")
    } else if options.reservedCoders.contains(name) {
      problems.add(
        line, "\(quoted(name)) is a coder of this study, whose codings only it makes; rename the coder")
    } else if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      || name != name.trimmingCharacters(in: .whitespacesAndNewlines)
    {
      problems.add(line, "the coder \(quoted(name)) has control characters or spaces around it; remove them")
    } else if let problem = PlainName.problem(with: name, of: "coder") {
      problems.add(line, problem)
    } else {
      return name
    }
    return nil
  }

  /// A value alone; nil where the cell is empty (but for tags, where that is the empty set) or wrong.
  private mutating func value(_ text: String, of variable: Variable, line: Int) -> Answer? {
    if variable.type != .tags, text.allSatisfy(\.isWhitespace) {
      summary.empty += 1
      return nil
    }
    let prefix = CodingsTable.otherCategory + ": "
    if variable.allowsOther, variable.type == .category, text.hasPrefix(prefix),
      variable.categories.contains(where: { $0.name == CodingsTable.otherCategory }),
      !variable.categories.contains(where: { $0.name == text })
    {
      return .coded(
        .category(CodingsTable.otherCategory),
        details: [CodingsTable.otherKey: String(text.dropFirst(prefix.count))])
    }
    if variable.type == .tags, let items = ListCell.items(in: text) {
      return value(items.joined(separator: "|"), of: variable, line: line)
    }
    do throws(ValueProblem) {
      return .coded(try CodedValue(reading: options.values.reading(text, of: variable), of: variable))
    } catch {
      problems.add(
        line,
        error.shortened
          + (options.values.hint(for: text, of: variable).map { "; \($0)" }
            ?? NearName.hint(for: text, among: variable.labels)))
      return nil
    }
  }
}

extension CodingRowReader {
  private mutating func longCoding(_ record: Record, of id: String, form: CodingsForm) -> CodingRecord? {
    let line = record.line
    let name = cell(record, form.long["variable"]) ?? ""
    guard let variable = variables[name] else {
      problems.add(
        line,
        "there is no variable \(quoted(name))\(NearName.hint(for: name, among: names)); accepted: \(enumerated(names))"
      )
      return nil
    }
    guard let coder = coder(cell(record, form.coder), line) else { return nil }
    let before = problems.count
    let kind = choice(record, form, "coder_kind", of: CoderKind.self) ?? options.kind
    guard var answer = answer(record, to: variable, form: form) else { return nil }
    answer.confidence = number(record, form, "confidence", in: 0...1)
    answer.cost = number(record, form, "cost_usd", in: 0...Double.greatestFiniteMagnitude)
    for (key, value) in details(record, form) { answer.details[key] = value }
    let labels = Set(variable.labels)
    for (column, label) in form.scores {
      guard let text = cell(record, column) else { continue }
      if !labels.contains(label) {
        problems.add(line, "\(quoted(column)) is filled in, but \(name) has no category \(quoted(label))")
      } else if let score = Double(text), score.isFinite {
        answer.scores[label] = score
      } else {
        problems.add(line, "\(quoted(column)) is a number, not \(quoted(text))")
      }
    }
    let fold = number(record, form, "fold", in: 0...1_000_000).map { Int($0) }
    let time = time(record, form)
    guard problems.count == before else { return nil }
    let stored = cell(record, form.long["codebook"]).map { Fingerprint(stored: $0) } ?? codebook
    return CodingRecord(
      coding: Coding(postID: id, variable: name, answer: answer, fold: fold),
      coder: CoderIdentity(name: coder, kind: kind), run: cell(record, form.long["run"]), codebook: stored,
      codedAt: time)
  }

  private mutating func answer(_ record: Record, to variable: Variable, form: CodingsForm) -> Answer? {
    let text = form.long["value"].flatMap { cellText(record, $0, of: variable) } ?? ""
    let reason = cell(record, form.long["reason"]).map { Reason(reading: $0) }
    guard cell(record, form.long["status"]) != nil else {
      return value(text, of: variable, line: record.line)
    }
    let status = choice(record, form, "status", of: Answer.Status.self)
    switch status {
    case .coded:
      if variable.type != .tags, text.isEmpty {
        problems.add(
          record.line, "the status is coded, but there is no value; fill it in, or write abstained")
        return nil
      }
      return value(text, of: variable, line: record.line)
    case .abstained, .failed:
      if !text.isEmpty {
        problems.add(
          record.line,
          "the status is \(status?.rawValue ?? ""), but there is the value \(quoted(text)); remove one")
        return nil
      }
      return status == .failed
        ? .failed(reason ?? Reason(.other, "")) : .abstained(reason ?? Reason(.undecided, ""))
    case nil: return nil
    }
  }

  private mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ record: Record, _ form: CodingsForm, _ column: String, of type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let text = cell(record, form.long[column]) else { return nil }
    if let value = Value(rawValue: text) { return value }
    problems.add(
      record.line, "\(quoted(text)) is no \(column); accepted: \(enumerated(Value.allCases.map(\.rawValue)))")
    return nil
  }

  private mutating func number(
    _ record: Record, _ form: CodingsForm, _ column: String, in range: ClosedRange<Double>
  ) -> Double? {
    guard let text = cell(record, form.long[column]) else { return nil }
    if let number = Double(text), range.contains(number), column != "fold" || number == number.rounded() {
      return number
    }
    let accepted =
      switch column {
      case "confidence": "a number from 0 to 1"
      case "fold": "a whole number from 0"
      default: "a number from 0"
      }
    problems.add(record.line, "\(column) is \(accepted), not \(quoted(text))")
    return nil
  }

  private mutating func time(_ record: Record, _ form: CodingsForm) -> Date {
    guard let text = cell(record, form.long["coded_at"]) else { return options.now }
    if let date = TimeCell.date(text) { return date }
    problems.add(record.line, "coded_at is a time such as 2026-01-31T12:00:00Z, not \(quoted(text))")
    return options.now
  }

  private mutating func details(_ record: Record, _ form: CodingsForm) -> [String: String] {
    guard let text = cell(record, form.long["details"]) else { return [:] }
    let line = JSONLine(line: record.line, file: nil, bytes: Data(text.utf8))
    guard let object = try? line.object() else {
      problems.add(
        record.line, "details is a JSON object such as {\"rationale\": \"...\"}, not \(quoted(text))")
      return [:]
    }
    return object.compactMapValues(JSONText.cell)
  }
}
