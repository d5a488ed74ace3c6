import Foundation
import Testing

@testable import Archives

struct ArchiveReaderTests {
  @Test(arguments: [
    ("a.jpg", "a.jpg"), ("b/c d.png", "b/c d.png"), ("b\\c.png", "b/c.png"), ("../a", nil),
    ("/etc/passwd", nil),
    ("a/../../b", nil), ("a//b", nil), (".hidden", nil), ("a/.b", nil), ("C:\\a", nil), ("a\nb", nil),
    ("", nil),
    (String(repeating: "x", count: 300), nil),
  ])
  func aPathStaysBelow(path: String, safe: String?) {
    #expect(ArchiveReader.Entry(path: path).safePath == safe)
  }
}

struct ArchiveLimitsTests {
  /// Words that gzip packs; they are no archive themselves, and a pipe or a folder is none either.
  private static func packed(_ count: Int) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID().uuidString)")
    try Data(count: count).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "--best", file.path]
    try process.run()
    process.waitUntilExit()
    return file.appendingPathExtension("gz")
  }

  @Test func whatGrowsBeyondTheLimitIsRefused() throws {
    let file = try Self.packed(3 << 20)
    defer { try? FileManager.default.removeItem(at: file) }
    let size = try #require(try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int)
    #expect(size < 10_000)
    let whole = try ArchiveReader(path: file.path)
    _ = try #require(try whole.next())
    #expect(try whole.bytes() == [UInt8](repeating: 0, count: 3 << 20))
    var limits = ArchiveReader.Limits()
    limits.entryBytes = 1 << 20
    let bounded = try ArchiveReader(path: file.path, limits: limits)
    _ = try #require(try bounded.next())
    #expect(throws: ArchiveProblem.self) { try bounded.bytes() }
  }

  @Test func whatIsNoneIsSaidToBeNone() throws {
    let folder = try ArchiveReader(path: FileManager.default.temporaryDirectory.path)
    let error = #expect(throws: ArchiveProblem.self) { try folder.next() }
    #expect(error?.description.contains("cannot be unpacked: ") == true)
    let nowhere = try ArchiveReader(path: "/nowhere/at/all.zip")
    #expect(throws: ArchiveProblem.self) { try nowhere.next() }
  }
}

struct MarkupReaderTests {
  private static func events(_ text: String) -> [String]? {
    var events: [String] = []
    let reader = MarkupReader(
      .init(
        begin: { name, attributes in
          events.append(
            "<\(name)\(attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined())>")
        }, end: { events.append("</\($0)>") }, text: { if !$0.isEmpty { events.append($0) } }))
    for byte in Array(text.utf8) {
      guard withUnsafeBytes(of: byte, reader.read) else { return nil }
    }
    return reader.finish() ? events : nil
  }

  @Test func elementsAttributesAndTextAreTold() {
    #expect(
      Self.events("<?xml version=\"1.0\"?><a:x k='1' b:c=\"&lt;&#65;\"><y/>é&amp;</a:x>")?.joined()
        == "<x c=<A k=1><y></y>é&</x>")
  }

  @Test(arguments: ["<a>", "<a></b>", "no", "<a>&other;</a>", "<a b=c/>"])
  func whatIsNoXMLIsRefused(text: String) {
    #expect(Self.events(text) == nil)
  }

  /// What is nested without end would be kept in memory, element by element.
  @Test func depthIsBounded() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(Self.events(nested(200))?.count == 400)
    #expect(Self.events(nested(300)) == nil)
  }

  /// Neither a document type nor an entity of its own is followed.
  @Test func nothingIsLoaded() {
    let text = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"
    #expect(Self.events(text) == nil)
  }
}
