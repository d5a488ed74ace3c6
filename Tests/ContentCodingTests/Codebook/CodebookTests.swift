import ContentCoding
import Testing

struct CodebookTests {
  private let old = Codebook(variables: [
    Variable(
      name: "a", type: .category, definition: "x", categories: [Category(name: "1"), Category(name: "2")]),
    Variable(name: "b", type: .boolean),
  ])

  @Test func changesAreNamedOneByOne() {
    var new = old
    new.variables[0].definition = "y"
    new.variables[0].categories = [Category(name: "1", definition: "one"), Category(name: "3")]
    new.variables[1].name = "c"
    #expect(
      new.changes(from: old) == [
        .definitionChanged(variable: "a"), .categoryEdited(variable: "a", category: "1"),
        .categoryAdded(variable: "a", category: "3"), .categoryRemoved(variable: "a", category: "2"),
        .variableAdded("c"), .variableRemoved("b"),
      ])
    #expect(old.changes(from: old) == [])
  }

  @Test func fingerprintsTellVersionsApart() {
    var new = old
    #expect(new.fingerprint == old.fingerprint)
    new.variables[0].categories[1].phrases = ["two"]
    #expect(new.fingerprint != old.fingerprint)
    #expect(old.fingerprint.hex.count == 64)
  }
}
