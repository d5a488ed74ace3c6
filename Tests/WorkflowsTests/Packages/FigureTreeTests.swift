import Foundation
import Testing

@testable import Workflows

/// Figures held against each other.
struct FigureTreeTests {
  private static func tree(_ text: String) throws -> FigureTree { try FigureTree(json: Data(text.utf8)) }

  @Test func whatDiffersIsNamedByCoderAndVariable() throws {
    let packaged = try Self.tree(
      #"{"v":[{"variable":"ces","validity":[{"coder":{"name":"probe"},"reference":{"name":"gold"},"accuracy":0.5}]}],"n":1}"#
    )
    let other = try Self.tree(
      #"{"v":[{"variable":"ces","validity":[{"coder":{"name":"probe"},"reference":{"name":"gold"},"accuracy":0.25}]}],"n":1}"#
    )
    let found = packaged.differences(from: other)
    #expect(found.map(\.figure) == ["v[ces].validity[gold and probe].accuracy"])
    #expect(found.map(\.packaged) == ["0.5"] && found.map(\.recomputed) == ["0.25"])
    #expect(packaged.differences(from: packaged).isEmpty)
  }

  @Test func sumsOfAnotherOrderAreTheSame() throws {
    let (one, other) = (
      try Self.tree(#"{"a":0.3,"b":1e15}"#), try Self.tree(#"{"a":0.30000000000000004,"b":1000000000000001}"#)
    )
    #expect(one.differences(from: other).isEmpty)
    #expect(one.differences(from: try Self.tree(#"{"a":0.3000001,"b":1e15}"#)).map(\.figure) == ["a"])
  }

  @Test func whatIsMissingDiffers() throws {
    let (one, other) = (try Self.tree(#"{"a":null,"b":[1,2]}"#), try Self.tree(#"{"b":[1],"c":"x"}"#))
    #expect(one.differences(from: other).map(\.figure) == ["a", "b[1]", "c"])
    #expect(one.differences(from: other).map(\.packaged) == ["null", "2.0", nil])
  }
}
