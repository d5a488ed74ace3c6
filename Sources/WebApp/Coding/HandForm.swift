import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// The questions of the codebook as fields of a form, and what the fields say.
///
/// The fields of the variable at place 3 are `v3`, whose value is `=` and a category or tag, a number, or ``cannotTell``;
/// `v3-set`, which says that no tag at all is an answer; `v3-text`, the words of an open text; and `v3-other`.
enum HandForm {
  /// What the field of someone holds who cannot tell.
  private static let cannotTell = "?"
  private static let chosen = "="
  private static let commentLimit = 10_000

  /// The answers of a form.
  ///
  /// - Throws: ``UserError`` where a value is not one of the variable's.
  static func answers(_ form: Form, to codebook: Codebook) throws -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for (place, variable) in codebook.variables.enumerated() {
      if let answer = try answer(form, to: variable, at: place) { answers[variable.name] = answer }
    }
    return answers
  }

  /// The answer to the variable at `place`; nil where there is none.
  static func answer(_ form: Form, to variable: Variable, at place: Int) throws -> Answer? {
    try answer(form, named: "v\(place)", to: variable)
  }

  /// The answer that the field called `name` gives; nil where there is none.
  static func answer(_ form: Form, named name: String, to variable: Variable) throws -> Answer? {
    let values = form.all(name)
    if values.contains(cannotTell) { return HandAnswer.cannotTell }
    do throws(ValueProblem) {
      return try HandAnswer.read(
        variable.type == .openText
          ? [form["\(name)-text"] ?? ""]
          : values.map { $0.hasPrefix(chosen) ? String($0.dropFirst()) : $0 }, of: variable,
        isAnswered: form["\(name)-set"] == "1",
        other: String((form["\(name)-other"] ?? "").prefix(commentLimit)))
    } catch { throw UserError(error.shortened) }
  }

  /// The comment and the flag of a form.
  static func remark(_ form: Form) -> Remark {
    Remark(
      comment: String((form["comment"] ?? "").prefix(commentLimit)), isFlagged: form["flag"] == "1")
  }

  /// The question of a variable, with the answer so far.
  static func write(
    _ variable: Variable, at place: Int, answer: Answer?, words: Words, to page: inout Markup
  ) {
    let conditions = variable.appliesWhen.map { [$0.variable] + $0.values }
    page.element(
      "fieldset",
      [
        "class": "question", "data-variable": variable.name, "data-type": variable.type.rawValue,
        "data-applies": conditions.isEmpty ? nil : json(conditions),
      ]
    ) { page in
      page.element("legend") { page in
        page.name(variable.name)
        if variable.isSensitive { page.element("span", ["class": "mark"], text: words.sensitive) }
      }
      if !variable.definition.isEmpty {
        page.element("p", ["class": "definition muted", "dir": "auto"], text: variable.definition)
      }
      switch variable.type {
      case .number: number(variable, at: place, answer, words, to: &page)
      case .openText: text(variable, at: place, answer, words, to: &page)
      case .category, .boolean, .tags: choices(variable, at: place, answer, words, to: &page)
      }
    }
  }

  private static func json(_ conditions: [[String]]) -> String? {
    (try? JSONEncoder().encode(conditions)).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func choices(
    _ variable: Variable, at place: Int, _ answer: Answer?, _ words: Words, to page: inout Markup
  ) {
    let isTags = variable.type == .tags
    if isTags { page.hidden("v\(place)-set", answer?.value != nil ? "1" : "") }
    page.element("div", ["class": "choices"]) { page in
      for (number, label) in variable.labels.enumerated() {
        let name = variable.type == .boolean ? label == "true" ? words.yes : words.no : label
        choice(
          name, value: chosen + label, field: "v\(place)", isTag: isTags,
          isChosen: answer?.holds(label) ?? false,
          key: number < 10 ? String((number + 1) % 10) : nil, to: &page)
      }
      choice(
        words.cannotTell, value: cannotTell, field: "v\(place)", isTag: false,
        isChosen: answer?.status == .abstained, key: "X", style: "choice abstain", to: &page)
    }
    if variable.allowsOther {
      page.element("label", ["class": "other"]) { page in
        page.text(words.otherText)
        page.void(
          "input",
          ["name": "v\(place)-other", "maxlength": "1000", "value": answer?.details["other"] ?? ""])
      }
    }
  }

  private static func choice(
    _ name: String, value: String, field: String, isTag: Bool, isChosen: Bool, key: String?,
    style: String = "choice", to page: inout Markup
  ) {
    page.element("label", ["class": style]) { page in
      page.void(
        "input",
        [
          "type": isTag ? "checkbox" : "radio", "name": field, "value": value,
          "checked": isChosen ? "" : nil,
        ])
      page.element("span") { page in
        page.name(name)
        if let key { page.element("kbd", ["aria-hidden": "true"], text: key) }
      }
    }
  }

  private static func number(
    _ variable: Variable, at place: Int, _ answer: Answer?, _ words: Words, to page: inout Markup
  ) {
    page.element("div", ["class": "choices"]) { page in
      page.element("label", ["class": "number-field"]) { page in
        page.element("span", ["class": "muted"], text: range(of: variable, words) ?? variable.name)
        page.void(
          "input",
          [
            "type": "number", "step": "any", "name": "v\(place)", "inputmode": "decimal",
            "min": variable.range.map { CodedValue.number($0.lowerBound).text },
            "max": variable.range.map { CodedValue.number($0.upperBound).text },
            "value": answer?.value?.text ?? "",
          ])
      }
      choice(
        words.cannotTell, value: cannotTell, field: "v\(place)", isTag: true,
        isChosen: answer?.status == .abstained, key: "X", style: "choice abstain", to: &page)
    }
  }

  private static func text(
    _ variable: Variable, at place: Int, _ answer: Answer?, _ words: Words, to page: inout Markup
  ) {
    page.element("div", ["class": "choices"]) { page in
      page.element(
        "textarea",
        [
          "name": "v\(place)-text", "rows": "4", "maxlength": "\(CodedValue.textLimit)", "dir": "auto",
          "aria-label": variable.name, "class": "words",
        ], text: answer?.value?.text ?? "")
      choice(
        words.cannotTell, value: cannotTell, field: "v\(place)", isTag: true,
        isChosen: answer?.status == .abstained, key: "X", style: "choice abstain", to: &page)
    }
  }

  private static func range(of variable: Variable, _ words: Words) -> String? {
    variable.range.map { range in
      let ends = [range.lowerBound, range.upperBound].map { CodedValue.number($0).text }
      return words.range.replacing("%@", with: ends[0], maxReplacements: 1).replacing("%@", with: ends[1])
    }
  }
}

extension Answer {
  fileprivate func holds(_ label: String) -> Bool {
    if case .tags(let tags) = value { tags.contains(label) } else { value?.text == label }
  }
}
