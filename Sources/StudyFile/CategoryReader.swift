import ContentCoding
import Foundation
import Yams

/// Reads the `categories` of a variable.
struct CategoryReader {
  let log: ProblemLog

  private static let keys = ["name", "definition", "phrases", "examples"]

  func read(_ fields: MappingReader, type: VariableType?) -> [ContentCoding.Category] {
    switch type {
    case .boolean, .number, .openText:
      if fields["categories"] != nil, let type {
        log.add(
          fields.mark(of: "categories"), "`categories` go with type category or tags, not \(type.rawValue)")
      }
      return []
    case .category, .tags, nil: break
    }
    guard let items = fields.list("categories") else {
      if let type, fields["categories"] == nil {
        log.add(
          fields.mark(of: "categories"),
          "a \(type.rawValue) variable has `categories`; write `- name: NAME` lines under it")
      }
      return []
    }
    if items.isEmpty {
      log.add(fields.mark(of: "categories"), "`categories` is empty; write `- name: NAME` lines under it")
    }
    var lines: [String: Int] = [:]
    return items.compactMap { item in
      guard let category = read(item) else { return nil }
      if let line = lines[category.value.name] {
        log.add(
          category.mark,
          "there is a category \(quoted(category.value.name)) already, on line \(line); rename one")
        return nil
      }
      lines[category.value.name] = category.mark?.line ?? 0
      return category.value
    }
  }

  private func read(_ item: Node) -> (value: ContentCoding.Category, mark: Mark?)? {
    if case .scalar(let scalar) = item, !item.isBlank {
      log.add(
        item.mark, "a category is written `- name: NAME`, not as the plain text \(quoted(scalar.string))")
      return nil
    }
    guard let fields = MappingReader(item, as: "a category", accepting: Self.keys, log: log) else {
      return nil
    }
    let definition = fields.text("definition") ?? ""
    let phrases = fields.texts("phrases")?.map(\.text) ?? []
    let examples = fields.texts("examples")?.map(\.text) ?? []
    guard let name = fields.requiredText("name") else { return nil }
    let mark = fields["name"]?.mark
    NameRule.check(category: name, at: mark, log: log)
    return (
      ContentCoding.Category(name: name, definition: definition, phrases: phrases, examples: examples), mark
    )
  }
}
