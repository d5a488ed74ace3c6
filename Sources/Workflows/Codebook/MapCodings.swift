import ContentCoding
import Foundation
import Storage

/// Brings current codings along after a variable or a category got another name; their history keeps the old one.
package struct MapCodings: Workflow, Sendable {
  /// What has another name.
  package enum Subject: Sendable {
    /// A variable.
    case variable
    /// A category of the named variable; nil where one variable alone has a category of the new name.
    case category(of: String?)
  }

  /// The name that is gone.
  package let old: String
  /// The name in the study's file.
  package let new: String
  /// What has another name.
  package let subject: Subject

  /// A mapping of `old` to `new`.
  package init(_ subject: Subject, from old: String, to new: String) {
    self.subject = subject
    self.old = old
    self.new = new
  }

  /// - Returns: how many codings were changed.
  package func run(in open: OpenStudy) throws -> Int {
    switch subject {
    case .variable:
      guard open.configuration.codebook[new] != nil else {
        throw UserError("codeframe.yaml has no variable \(new); rename it there first")
      }
      return try open.study.rename(variable: old, to: new, at: Date())
    case .category(let variable):
      return try map(ofVariable: variable, in: open)
    }
  }

  private func map(ofVariable variable: String?, in open: OpenStudy) throws -> Int {
    let owners = open.configuration.codebook.variables.filter { candidate in
      candidate.categories.contains { $0.name == new } && (variable.map { $0 == candidate.name } ?? true)
    }
    guard let owner = owners.first, owners.count == 1 else {
      throw UserError(
        owners.isEmpty
          ? "codeframe.yaml has no category \(new)\(variable.map { " of \($0)" } ?? ""); write it there first"
          : "\(owners.map(\.name).joined(separator: ", ")) have a category \(new); name one with --variable")
    }
    if owner.categories.contains(where: { $0.name == old }) {
      throw UserError(
        "codeframe.yaml still has \(old); take it out there first, so that coders agree on what is left")
    }
    return try open.study.rename(category: old, to: new, ofVariable: owner.name, at: Date())
  }
}

extension OpenStudy {
  /// Values in current codings that the codebook does not offer, with how often they occur.
  package func retiredValues() throws -> [(value: String, count: Int)] {
    var counts: [String: Int] = [:]
    for coder in try study.coders() {
      try study.forEachCurrentCoding(coder: coder.identity.name) { record in
        guard let value = record.coding.answer.value else { return }
        let name = record.coding.variable
        guard let variable = configuration.codebook[name] else {
          counts["the variable \(name)", default: 0] += 1
          return
        }
        if !value.isOffered(by: variable) { counts["\(name) = \(value.text)", default: 0] += 1 }
      }
    }
    return counts.map { (value: $0.key, count: $0.value) }.sorted { $0.value < $1.value }
  }
}
