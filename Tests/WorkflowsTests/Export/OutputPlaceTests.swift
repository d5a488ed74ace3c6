import Foundation
import Testing

@testable import Workflows

struct OutputPlaceTests {
  private static func refusal(of name: String, holding bytes: [UInt8]? = nil) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    if let bytes { try Data(bytes).write(to: file) }
    do {
      try OutputPlace.check(file)
      return nil
    } catch let error as UserError {
      return error.description
    }
  }

  @Test(arguments: ["study.sqlite", "codeframe.yaml", "study.sqlite-wal", "study.sqlite-shm", "Study.SQLite"])
  func aStudysOwnFileIsNeverReplaced(name: String) throws {
    #expect(try Self.refusal(of: name)?.contains("is a study's own file") == true)
  }

  @Test(
    arguments: [
      (Array("SQLite format 3\u{0}".utf8), "a database"), ([0xFF, 0xD8, 0xFF, 0xE0], "a picture"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a picture"),
      (Array("RIFF....WEBP".utf8), "a picture"),
      ([0, 0, 0, 24] + Array("ftypisom".utf8), "a video"),
      ([0x1A, 0x45, 0xDF, 0xA3], "a video"),
      ([0x49, 0x49, 0x2A, 0x00], "a picture"), ([0x00, 0x00, 0x01, 0xBA], "a video"),
    ] as [([UInt8], String)])
  func whatIsNoTableOrPageIsNotReplaced(bytes: [UInt8], kind: String) throws {
    #expect(try Self.refusal(of: "out.csv", holding: bytes)?.contains("is \(kind),") == true)
  }

  @Test func tablesPagesAndNewFilesAreWritten() throws {
    #expect(try Self.refusal(of: "out.csv") == nil)
    #expect(try Self.refusal(of: "out.csv", holding: []) == nil)
    #expect(try Self.refusal(of: "out.csv", holding: Array("id,text".utf8)) == nil)
    #expect(try Self.refusal(of: "report.html", holding: Array("<!DOCTYPE html>".utf8)) == nil)
    #expect(try Self.refusal(of: "e.npy", holding: [0x93] + Array("NUMPY".utf8)) == nil)
  }
}
