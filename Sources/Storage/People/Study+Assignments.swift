import Foundation
import GRDB

extension Study {
  /// Stores assignments, each in the place of the person's one of the same sample; ids that no post has are left out.
  public func saveAssignments(_ assignments: [Assignment]) throws {
    try write { database in
      for assignment in assignments {
        try database.execute(
          sql: "DELETE FROM assignments WHERE coder = ? AND sample = ?",
          arguments: [assignment.coder, assignment.sample])
        let statement = try database.cachedStatement(
          sql: """
            INSERT INTO assignments (coder, sample, place, post, is_overlap)
            SELECT ?1, ?2, ?3, post, ?5 FROM posts WHERE id = ?4
            """)
        for (place, post) in assignment.posts.enumerated() {
          try statement.execute(
            arguments: [assignment.coder, assignment.sample, place, post.id, post.isOverlap])
        }
      }
    }
  }

  /// Who is to code what and how far they are; by sample, then by name.
  public func assignments() throws -> [AssignmentProgress] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT coder, sample, count(*), sum(is_overlap), count(done_at) FROM assignments
            GROUP BY coder, sample ORDER BY sample, coder
            """)
      ).map { row in
        AssignmentProgress(
          coder: try row.value(0), sample: try row.value(1), posts: try row.value(2),
          overlap: try row.value(3), done: try row.value(4))
      }
    }
  }

  /// How far `coder` is with `sample`; nil where it is not assigned.
  public func assignment(of coder: String, in sample: String) throws -> AssignmentProgress? {
    try read { database in
      let row = try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT count(*), coalesce(sum(is_overlap), 0), count(done_at) FROM assignments
            WHERE coder = ? AND sample = ?
            """), arguments: [coder, sample])
      guard let row, try row.value(0) > 0 else { return nil }
      return AssignmentProgress(
        coder: coder, sample: sample, posts: try row.value(0), overlap: try row.value(1),
        done: try row.value(2))
    }
  }

  /// The posts that `coder` is to code of `sample`, in their order; nothing where it is not assigned.
  public func assignedPosts(of coder: String, in sample: String) throws -> [AssignedPost] {
    try assignedPosts(of: coder, in: sample, where: "TRUE ORDER BY place")
  }

  /// Where `post` stands in the order of `coder`; nil where it is not assigned.
  public func assignedPost(_ post: String, of coder: String, in sample: String) throws -> AssignedPost? {
    try assignedPosts(of: coder, in: sample, where: "posts.id = ?", [post]).first
  }

  /// The post at `place` in the order of `coder`; nil before the first and after the last.
  public func assignedPost(at place: Int, of coder: String, in sample: String) throws -> AssignedPost? {
    try assignedPosts(of: coder, in: sample, where: "place = ?", [place]).first
  }

  /// The first post after `place` that is not done, else the first before it; nil where all are done.
  public func nextAssignedPost(
    after place: Int, of coder: String, in sample: String
  ) throws -> AssignedPost? {
    try assignedPosts(
      of: coder, in: sample, where: "done_at IS NULL AND place <> ? ORDER BY place < ?, place LIMIT 1",
      [place, place]
    ).first
  }

  /// The samples in which `post` is to be coded by one of `coders`.
  public func samples(assigning post: String, to coders: [String]) throws -> Set<String> {
    try read { database in
      var found: Set<String> = []
      for coder in coders {
        found.formUnion(
          try String.fetchSet(
            database.cachedStatement(
              sql: """
                SELECT sample FROM assignments WHERE coder = ? AND post = (SELECT post FROM posts WHERE id = ?)
                """), arguments: [coder, post]))
      }
      return found
    }
  }

  /// When `coder` was done with the newest posts of `sample`, the newest first.
  public func doneTimes(of coder: String, in sample: String, count: Int) throws -> [Date] {
    try read { database in
      try String.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT done_at FROM assignments WHERE coder = ? AND sample = ? AND done_at IS NOT NULL
            ORDER BY done_at DESC LIMIT ?
            """), arguments: [coder, sample, count]
      ).compactMap(StoredTime.date)
    }
  }

  /// Notes which posts of an assignment are done, and when; nil for those that are not.
  public func note(done: [String: Date?], of coder: String, in sample: String) throws {
    try write { database in
      let statement = try database.cachedStatement(
        sql: """
          UPDATE assignments SET done_at = ?4
          WHERE coder = ?1 AND sample = ?2 AND post = (SELECT post FROM posts WHERE id = ?3)
            AND (done_at IS NULL) IS NOT (?4 IS NULL)
          """)
      for (post, date) in done {
        try statement.execute(arguments: [coder, sample, post, date.map(StoredTime.clamped)])
      }
    }
  }

  private func assignedPosts(
    of coder: String, in sample: String, where condition: String,
    _ arguments: [any DatabaseValueConvertible] = []
  ) throws -> [AssignedPost] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT posts.id, place, done_at FROM assignments JOIN posts ON posts.post = assignments.post
            WHERE coder = ? AND sample = ? AND \(condition)
            """), arguments: StatementArguments([coder, sample] + arguments)
      ).map { row in
        let doneAt: String? = try row.value(2)
        return AssignedPost(
          id: try row.value(0), place: try row.value(1), doneAt: doneAt.flatMap(StoredTime.date))
      }
    }
  }
}
