import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

/// Names in two Unicode forms are one name.
@Suite struct SpellingTests {
  private let composed = "Mu\u{308}ller".precomposedStringWithCanonicalMapping
  private let decomposed = "Müller".decomposedStringWithCanonicalMapping

  /// A study of the version before, whose names are in NFD.
  private func oldStudy(_ statements: String, _ body: (Study) throws -> Void) throws {
    try withFolder { folder throws in
      let queue = try DatabaseQueue(path: Study.file(in: folder).path)
      try Schema.migrator.migrate(queue, upTo: "v3")
      try queue.write { try $0.execute(sql: statements) }
      try queue.close()
      let study = try Study(openingAt: folder)
      defer { try? study.close() }
      try body(study)
    }
  }

  private func insert(_ ids: [String]) -> String {
    ids.map {
      "INSERT INTO posts (id, text, author, columns, counts, part_of) VALUES ('\($0)', '', '\($0)', '{}', '{}', '\($0)');"
    }
    .joined()
  }

  @Test func namesAreMigrated() throws {
    try oldStudy(insert([decomposed])) { study throws in
      let post = try #require(try study.posts(limit: 10).posts.first)
      for name in [post.id, post.author ?? "", post.partOf ?? ""] {
        #expect(name.utf8.elementsEqual(composed.utf8))
      }
      #expect(try study.post(decomposed) != nil && study.post(composed) != nil)
      #expect(try study.notices().isEmpty)
    }
  }

  @Test func rowsThatCollideAreReportedAndKept() throws {
    try oldStudy(insert([decomposed, composed])) { study throws in
      #expect(try study.postCount() == 2)
      #expect(try study.notices().count == 1)
      #expect(try study.forget(post: composed, at: noon).posts == 2)
    }
  }

  @Test func tombstonesOfEveryFormHold() throws {
    try withStudy { study throws in
      for form in [composed, decomposed] {
        try study.importPosts([Post(id: form)])
        #expect(try study.forget(post: form, at: noon).posts == 1)
        #expect(try study.importPosts([Post(id: decomposed)]).tombstoned == 1)
        #expect(try study.importPosts([Post(id: composed)]).tombstoned == 1)
        try study.pool.write { try $0.execute(sql: "DELETE FROM tombstones") }
      }
    }
  }
}
