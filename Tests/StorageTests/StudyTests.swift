import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct StudyTests {
  @Test func aFolderWithoutAStudySaysHowToMakeOne() throws {
    try withFolder { folder throws in
      let error = #expect(throws: StorageError.self) { try Study(openingAt: folder) }
      #expect(error == .noStudy(folder: folder.path))
      #expect(error?.description.contains("codeframe init") == true)
    }
  }

  @Test func aStudyIsNotMadeTwice() throws {
    try withStudy { study throws in
      #expect(throws: StorageError.studyExists(folder: study.folder.path)) {
        try Study.create(at: study.folder)
      }
    }
  }

  @Test(arguments: ["no database at all, but a long enough text to be read as a page header by SQLite".utf8])
  func aFileOfAnotherKindIsNoStudy(bytes: String.UTF8View) throws {
    try withFolder { folder throws in
      let file = Study.file(in: folder)
      try Data(String(repeating: String(bytes), count: 20).utf8).write(to: file)
      #expect(throws: StorageError.notAStudy(path: file.path)) { try Study(openingAt: folder) }
    }
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    try withFolder { folder throws in
      let file = Study.file(in: folder)
      let other = try DatabaseQueue(path: file.path)
      try other.write { try $0.execute(sql: "CREATE TABLE posts (mine TEXT)") }
      try other.close()
      #expect(throws: StorageError.notAStudy(path: file.path)) { try Study(openingAt: folder) }
    }
  }

  @Test func aNewerSchemaIsLeftAlone() throws {
    try withStudy { study throws in
      try study.pool.write {
        try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('v999')")
      }
      #expect(throws: StorageError.newerSchema(path: study.path)) { try Study(openingAt: study.folder) }
    }
  }

  @Test func aSecondWriterIsToldThatTheStudyIsLocked() throws {
    try withStudy { study throws in
      let other = try Study(openingAt: study.folder, busyTimeout: 0.01)
      try study.importing { session in
        try session.add(posts(3))
        #expect(throws: StorageError.locked(path: study.path)) { try other.importPosts(posts(1)) }
        #expect(try other.postCount() == 0)
      }
      #expect(try other.postCount() == 3)
      try other.close()
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func aFolderThatMayNotBeWrittenSaysSo() throws {
    try withFolder { folder throws in
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
      defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
      #expect(throws: StorageError.self) { try Study.create(at: folder) }
    }
  }

  @Test(arguments: [
    (ResultCode.SQLITE_FULL, StorageError.diskFull(path: "x")), (.SQLITE_READONLY, .readOnly(path: "x")),
    (.SQLITE_BUSY, .locked(path: "x")), (.SQLITE_CORRUPT, .notAStudy(path: "x")),
    (.SQLITE_CANTOPEN, .cannotOpen(path: "x")),
  ])
  func whatSQLiteSaysIsPutInWords(code: ResultCode, error: StorageError) {
    #expect(throws: error) { try StorageError.translating("x") { throw DatabaseError(resultCode: code) } }
  }

  @Test func aFullDiskUndoesTheWholeImport() throws {
    try withStudy { study throws in
      try study.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 120") }
      #expect(throws: StorageError.diskFull(path: study.path)) { try study.importPosts(posts(20_000)) }
      #expect(try study.postCount() == 0)
    }
  }

  @Test func theStudysKeyIsMadeOnce() throws {
    try withStudy { study throws in
      let key = try study.pseudonymKey()
      #expect(key.count == 32)
      #expect(try study.pseudonymKey() == key)
      try withStudy { other throws in #expect(try other.pseudonymKey() != key) }
    }
  }

  @Test func aCopyTakenInTheMidstOfAnImportHoldsOnlyWhatWasFinished() throws {
    try withStudy { study throws in
      try study.importPosts([Post(id: "before")])
      try withFolder { copy throws in
        try study.importing { session in
          for part in 0..<20 {
            try session.add(
              (0..<1000).map { Post(id: "\(part)-\($0)", text: String(repeating: "x", count: 4000)) })
          }
          for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
              atPath: study.path + suffix, toPath: Study.file(in: copy).path + suffix)
          }
        }
        #expect(try study.postCount() == 20_001)
        let killed = try Study(openingAt: copy)
        #expect(try killed.postCount() == 1)
        #expect(try killed.post("before") != nil)
        #expect(
          try killed.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        try killed.close()
      }
    }
  }
}
