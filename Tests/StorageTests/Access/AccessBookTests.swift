import Foundation
import Testing

@testable import Storage

struct AccessBookTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "book-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func accountsAreKeptInAFileOfTheirOwnThatOthersCannotRead() throws {
    try withFolder { folder in
      #expect(!AccessBook.exists(in: folder))
      let book = try AccessBook(of: folder)
      let password = try Password("a long password")
      let noon = Date(timeIntervalSince1970: 1_700_000_000)
      try book.save(Account(name: "anna", role: .coder, password: password, changedAt: noon))
      try book.save(Account(name: "anna", role: .lead, password: password, changedAt: noon))
      let again = try AccessBook(of: folder)
      let anna = try #require(try again.account("anna"))
      #expect(anna.role == .lead && anna.password.fits("a long password") && anna.changedAt == noon)
      #expect(try again.accounts().map(\.name) == ["anna"])
      #expect(try again.account("Anna") == nil)
      let rights = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: AccessBook.name).path)[.posixPermissions]
      #expect(rights as? Int == 0o600)
      #expect(try again.remove("anna") && !again.remove("anna"))
      #expect(try book.accounts().isEmpty)
    }
  }

  @Test func theNewestEntriesComeFirst() throws {
    try withFolder { folder in
      let book = try AccessBook(of: folder)
      for number in 1...5 {
        try book.note(
          AuditEntry(
            at: Date(timeIntervalSince1970: Double(number)), person: "anna", client: "10.0.0.1",
            what: "\(number)", outcome: "done"))
      }
      #expect(try book.entries(3).map(\.what) == ["5", "4", "3"])
      #expect(try book.entries(1).first?.at == Date(timeIntervalSince1970: 5))
    }
  }

  @Test func aFileThatIsNoBookIsSaidToBeNone() throws {
    try withFolder { folder in
      try Data("no database at all, but long enough to be looked at".utf8)
        .write(to: folder.appending(path: AccessBook.name))
      #expect(throws: StorageError.self) { try AccessBook(of: folder) }
    }
  }
}
