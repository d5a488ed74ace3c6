import ContentCoding
import Testing

struct CodebookChangeTests {
  private let old = Codebook(variables: [
    Variable(
      name: "genre", type: .category, categories: [Category(name: "meme"), Category(name: "cartoon")]),
    Variable(name: "anger", type: .number),
  ])

  /// One edit, the changes that it makes, and how they are said.
  private func expect(
    _ expected: [CodebookChange], saying text: String, location: SourceLocation = #_sourceLocation,
    after edit: (inout Codebook) -> Void
  ) {
    var new = old
    edit(&new)
    let changes = new.changes(from: old)
    #expect(changes == expected, sourceLocation: location)
    #expect(changes.map(\.description).joined(separator: "; ") == text, sourceLocation: location)
  }

  @Test func everyPartOfAVariableIsCompared() {
    expect(
      [
        .typeChanged(variable: "anger", from: .number, to: .boolean),
        .levelChanged(variable: "anger", from: .interval, to: .nominal),
      ],
      saying: "variable anger changed its type from number to boolean; "
        + "variable anger changed its level from interval to nominal"
    ) { $0.variables[1] = Variable(name: "anger", type: .boolean) }
    expect([.rangeChanged(variable: "anger")], saying: "variable anger has another range") {
      $0.variables[1].range = 0...1
    }
    expect([.definitionChanged(variable: "anger")], saying: "variable anger has another definition") {
      $0.variables[1].definition = "How angry the picture looks."
    }
    expect([.filterChanged(variable: "anger")], saying: "variable anger applies under other conditions") {
      $0.variables[1].appliesWhen = [FilterCondition(variable: "genre", values: ["meme"])]
    }
  }

  @Test func categoriesAreComparedByName() {
    expect(
      [.categoryEdited(variable: "genre", category: "meme")],
      saying: "variable genre: category meme is described otherwise"
    ) { $0.variables[0].categories[0].phrases = ["a meme"] }
    expect(
      [
        .categoryAdded(variable: "genre", category: "film"),
        .categoryRemoved(variable: "genre", category: "meme"),
      ],
      saying: "variable genre: category film is new; variable genre: category meme is gone"
    ) { $0.variables[0].categories[0].name = "film" }
  }

  @Test func variablesAreComparedByName() {
    expect(
      [.variableAdded("mood"), .variableRemoved("anger")],
      saying: "variable mood is new; variable anger is gone"
    ) { $0.variables[1].name = "mood" }
  }

  @Test func anotherOrderOfVariablesIsNoChange() {
    expect([], saying: "") { $0.variables.reverse() }
  }

  @Test func everythingIsNewAgainstAnEmptyCodebook() {
    #expect(old.changes(from: Codebook(variables: [])) == [.variableAdded("genre"), .variableAdded("anger")])
    #expect(
      Codebook(variables: []).changes(from: old) == [.variableRemoved("genre"), .variableRemoved("anger")])
  }
}
