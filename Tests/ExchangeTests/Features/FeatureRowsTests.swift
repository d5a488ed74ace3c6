import Foundation
import Reliability
import Testing

@testable import Exchange

/// Features from arrays and tables that other programs wrote.
struct FeatureRowsTests {
  private static func with(_ files: [String: Data], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "features-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, data) in files { try data.write(to: folder.appending(path: name)) }
    try body(folder)
  }

  private static func rows(_ path: URL, _ options: FeatureRows.Options = .init()) throws -> [String: [Float]?]
  {
    var rows: [String: [Float]?] = [:]
    try FeatureRows(path: path.path, options: options).forEach {
      rows.updateValue($0.vector, forKey: $0.post)
    }
    return rows
  }

  /// An array as NumPy writes it.
  private static func array(_ type: String, _ shape: String, _ data: [UInt8], version: UInt8 = 1) -> Data {
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    let start = version == 1 ? 10 : 12
    text += String(repeating: " ", count: (64 - (start + text.utf8.count + 1) % 64) % 64) + "\n"
    let length = text.utf8.count
    let lengths = version == 1 ? [length & 255, length >> 8] : [length & 255, length >> 8, 0, 0]
    return Data(
      [0x93] + Array("NUMPY".utf8) + [version, 0] + lengths.map { UInt8($0) } + Array(text.utf8) + data)
  }

  private static let ids = Data("post_id\na\nb\n".utf8)

  @Test(arguments: [
    ("<f4", [0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 0, 0, 219, 15, 73, 64] as [UInt8]),
    (">f4", [63, 128, 0, 0, 192, 0, 0, 0, 0, 0, 0, 0, 64, 73, 15, 219]),
    ("<f2", [0, 60, 0, 192, 0, 0, 72, 66]),
    (
      "<f8",
      [
        0, 0, 0, 0, 0, 0, 240, 63, 0, 0, 0, 0, 0, 0, 0, 192, 0, 0, 0, 0, 0, 0, 0, 0, 24, 45, 68, 84, 251, 33,
        9, 64,
      ]
    ),
  ])
  func arraysOfEveryFloat(type: String, data: [UInt8]) throws {
    for version: UInt8 in [1, 2, 3] {
      let array = Self.array(type, "(2, 2)", data, version: version)
      try Self.with(["e.npy": array, "e.csv": Self.ids]) { folder in
        let rows = try Self.rows(folder.appending(path: "e.npy"))
        #expect(rows["a"] == [1, -2])
        let second = try #require(rows["b"] ?? nil)
        #expect(second[0] == 0 && abs(second[1] - .pi) < 2e-3)
      }
    }
  }

  @Test func wholeNumbersAndSmallHalves() throws {
    let bytes = Self.array("|i1", "(2, 2)", [255, 127, 128, 0])
    try Self.with(["e.npy": bytes, "e.csv": Self.ids]) { folder in
      let read = try Self.rows(folder.appending(path: "e.npy"))
      #expect(read == ["a": [-1, 127], "b": [-128, 0]])
    }
    // The smallest half above 0, and the greatest.
    let halves = Self.array("<f2", "(1, 2)", [1, 0, 255, 123])
    try Self.with(["e.npy": halves, "ids.txt": Data("a\n".utf8)]) { folder in
      var options = FeatureRows.Options()
      options.ids = folder.appending(path: "ids.txt").path
      #expect(throws: ImportProblems.self) { try Self.rows(folder.appending(path: "e.npy"), options) }
      try Data("id\na\n".utf8).write(to: folder.appending(path: "ids.txt"))
      #expect(try Self.rows(folder.appending(path: "e.npy"), options)["a"] == [0x1p-24, 65_504])
    }
  }

  @Test(arguments: [
    ("|O", "(2, 2)", 16), ("<f4", "(4,)", 16), ("<f4", "(2, 2)", 15), ("<f4", "(2, 2, 1)", 16),
    ("<f4", "(2, 0)", 0),
    ("<f4", "(999999999999, 9)", 16), ("<c8", "(1, 2)", 16),
  ])
  func whatIsNoArrayOfRowsIsRefused(type: String, shape: String, size: Int) throws {
    let bytes = Self.array(type, shape, Array(repeating: 0, count: size))
    try Self.with(["e.npy": bytes, "e.csv": Self.ids]) { folder in
      #expect(throws: ImportProblems.self) { try Self.rows(folder.appending(path: "e.npy")) }
    }
  }

  @Test func arrayAndTableMustHaveTheSameRows() throws {
    let array = Self.array("|u1", "(2, 1)", [1, 2])
    for ids in ["post_id\na\n", "post_id\na\nb\nc\n", "other,columns\na,b\n"] {
      try Self.with(["e.npy": array, "e.csv": Data(ids.utf8)]) { folder in
        #expect(throws: ImportProblems.self) { try Self.rows(folder.appending(path: "e.npy")) }
      }
    }
    try Self.with(["e.npy": array]) { folder in
      #expect(throws: ImportProblems.self) { try Self.rows(folder.appending(path: "e.npy")) }
    }
  }

  @Test func notANumberThroughoutIsARowWithoutNumbers() throws {
    let nan: [UInt8] = [0, 0, 192, 127]
    let array = Self.array("<f4", "(2, 2)", nan + nan + [0, 0, 128, 63] + [0, 0, 128, 63])
    try Self.with(["e.npy": array, "e.csv": Self.ids]) { folder in
      let rows = try Self.rows(folder.appending(path: "e.npy"))
      #expect(rows == ["a": nil, "b": [1, 1]])
    }
    let mixed = Self.array("<f4", "(2, 2)", nan + [0, 0, 128, 63] + nan + nan)
    try Self.with(["e.npy": mixed, "e.csv": Self.ids]) { folder in
      #expect(throws: ImportProblems.self) { try Self.rows(folder.appending(path: "e.npy")) }
    }
  }

  @Test func tablesOfNumbers() throws {
    let table = "id,name,dog,cat\na,x,0.5,1\nb,y,,2e-1\n"
    try Self.with(["t.csv": Data(table.utf8)]) { folder in
      let file = folder.appending(path: "t.csv")
      let reader = try FeatureRows(path: file.path)
      #expect(reader.columns == ["dog", "cat"] && reader.leftOut == ["name"] && reader.dimension == 2)
      let problem = #expect(throws: ImportProblems.self) { try Self.rows(file) }
      #expect(problem?.first.first?.message.contains("--empty-is-zero") == true)
      var options = FeatureRows.Options()
      options.countsEmptyAsZero = true
      let read = try Self.rows(file, options)
      #expect(read == ["a": [0.5, 1], "b": [0, 0.2]])
      options.columns = ["cat"]
      let oneColumn = try Self.rows(file, options)
      #expect(oneColumn == ["a": [1], "b": [0.2]])
      options.columns = ["name"]
      #expect(throws: ImportProblems.self) { try Self.rows(file, options) }
    }
  }

  @Test func listsInACell() throws {
    let lines =
      #"{"post_id":"a","embedding":[0.5,-1e-3,2]}"# + "\n" + #"{"post_id":"b","embedding":null}"# + "\n"
    try Self.with([
      "t.jsonl": Data(lines.utf8), "t.csv": Data("id,vector\na,\"[1.0, 2.0]\"\nb,\"[1.0]\"\n".utf8),
    ]) {
      folder in
      let rows = try Self.rows(folder.appending(path: "t.jsonl"))
      #expect(rows == ["a": [0.5, -1e-3, 2], "b": nil])
      #expect(throws: ImportProblems.self) { try Self.rows(folder.appending(path: "t.csv")) }
    }
  }

  @Test func damagedFilesAreRefusedOrRead() throws {
    var chance = SplitMix64(seed: 11)
    let array = Array(
      Self.array("<f4", "(2, 2)", [0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 0, 0, 219, 15, 73, 64]))
    let table = Array("id,name,dog,cat\na,x,0.5,1\nb,y,,2e-1\n".utf8)
    try Self.with(["e.csv": Self.ids]) { folder in
      for (name, whole) in [("e.npy", array), ("t.csv", table)] {
        let file = folder.appending(path: name)
        for _ in 0..<300 {
          var bytes = whole
          for _ in 0..<1 + chance.next(below: 3) {
            let place = chance.next(below: bytes.count)
            if chance.next(below: 3) == 0 {
              bytes.remove(at: place)
            } else {
              bytes[place] = UInt8(chance.next(below: 256))
            }
          }
          try Data(bytes).write(to: file)
          let found = try? Self.rows(file)
          #expect(found?.values.allSatisfy { $0?.allSatisfy(\.isFinite) ?? true } ?? true)
        }
      }
    }
  }
}
