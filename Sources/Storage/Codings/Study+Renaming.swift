import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Moves the codings of the variable `old` to `new`, in the history too.
  ///
  /// Where a coder has coded both for one post, the answer given later stays current and the other goes to the history.
  ///
  /// - Returns: how many current codings were moved.
  @discardableResult
  public func rename(variable old: String, to new: String, at date: Date) throws -> Int {
    guard old != new else { return 0 }
    return try writeDurably { database in
      let fields = "post, variable, coder, origin, coded_at, \(CodingFields.list)"
      let moved = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM codings WHERE variable = ?", arguments: [old])
      try database.execute(
        sql: "UPDATE coding_history SET variable = ?2 WHERE variable = ?1", arguments: [old, new])
      try database.execute(
        sql: """
          CREATE TEMP TABLE outdone AS
          SELECT CASE WHEN a.coded_at > b.coded_at THEN b.coding ELSE a.coding END AS coding
          FROM codings AS a JOIN codings AS b ON b.post = a.post AND b.coder = a.coder
          WHERE a.variable = ?1 AND b.variable = ?2
          """, arguments: [old, new])
      try database.execute(
        sql: """
          INSERT INTO coding_history (\(fields), replaced_at)
          SELECT post, ?1, coder, origin, coded_at, \(CodingFields.list), ?2
          FROM codings WHERE coding IN temp.outdone
          """, arguments: [new, StoredTime.clamped(date)])
      try database.execute(sql: "DELETE FROM codings WHERE coding IN temp.outdone")
      try database.execute(sql: "DROP TABLE temp.outdone")
      try database.execute(
        sql: "UPDATE codings SET variable = ?2 WHERE variable = ?1", arguments: [old, new])
      return moved ?? 0
    }
  }

  /// Changes the category `old` of `variable` to `new` in current codings; each goes to the history as it was.
  ///
  /// Where `new` has a score already, a category's becomes the sum of both (the probability of either), a tag's the
  /// higher.
  ///
  /// - Returns: how many current codings have another value now; those where only a score moved are not counted.
  @discardableResult
  public func rename(
    category old: String, to new: String, ofVariable variable: String, at date: Date
  ) throws -> Int {
    guard old != new else { return 0 }
    return try writeDurably { database in
      let changes = try renamings(old, new, variable, database)
      let keep = try database.cachedStatement(
        sql: """
          INSERT INTO coding_history (post, variable, coder, origin, coded_at, \(CodingFields.list), replaced_at)
          SELECT post, variable, coder, origin, coded_at, \(CodingFields.list), ?2 FROM codings WHERE coding = ?1
          """)
      let change = try database.cachedStatement(
        sql: "UPDATE codings SET value = ?2, scores = ?3 WHERE coding = ?1")
      for (coding, answer, _) in changes {
        try keep.execute(arguments: [coding, StoredTime.clamped(date)])
        let scores = answer.scores.isEmpty ? nil : JSONText.text(of: answer.scores)
        try change.execute(arguments: [coding, answer.value?.text, scores])
      }
      return changes.count { $0.changesValue }
    }
  }

  private func renamings(
    _ old: String, _ new: String, _ variable: String, _ database: Database
  ) throws -> [(coding: Int64, answer: Answer, changesValue: Bool)] {
    var changes: [(coding: Int64, answer: Answer, changesValue: Bool)] = []
    let rows = try Row.fetchCursor(
      database, sql: "SELECT coding, \(CodingFields.list) FROM codings WHERE variable = ?",
      arguments: [variable])
    while let row = try rows.next() {
      guard let answer = try CodingFields.answer(row, at: 1) else { continue }
      let renamed = answer.renaming(old, to: new)
      if renamed != answer { changes.append((try row.value(0), renamed, renamed.value != answer.value)) }
    }
    return changes
  }
}

extension Answer {
  fileprivate func renaming(_ old: String, to new: String) -> Answer {
    var answer = self
    var isSet = false
    switch value {
    case .category(old): answer.value = .category(new)
    case .tags(var tags):
      isSet = true
      if tags.remove(old) != nil {
        tags.insert(new)
        answer.value = .tags(tags)
      }
    default: break
    }
    if let score = answer.scores.removeValue(forKey: old) {
      let other = answer.scores[new]
      answer.scores[new] = other.map { isSet ? max($0, score) : $0 + score } ?? score
    }
    return answer
  }
}
