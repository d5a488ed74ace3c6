import ContentCoding
import Testing

@testable import StudyFile

/// `{coder: NAME, variable: NAME}` in `uses`.
struct CodingPartTests {
  private static func text(_ coders: String) -> String {
    """
    study: S
    variables:
      - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
      - {name: description, type: text}
    coders: [\(coders)]
    """
  }

  private static func problems(_ coders: String) -> [String] {
    do {
      _ = try StudyFile.parse(text(coders))
      return []
    } catch {
      return error.problems.map(\.message)
    }
  }

  private static let llava =
    "{name: llava, kind: prompted, endpoint: \"http://h/v1\", model: m, prompt: Describe it, variables: [description]}"

  @Test func otherCodersAnswersAreParts() throws {
    let study = try StudyFile.parse(
      Self.text(
        Self.llava + ", {name: words, kind: text-svm, uses: [caption, {coder: llava, variable: description}]}"
          + ", {name: t5, kind: text-to-text, uses: [{variable: description, coder: anna}], variables: [place]}"
      ))
    let read = CodingReference(coder: "llava", variable: "description")
    #expect(study.coders[1].parameters.readings == [[.caption, .coding(read)]])
    #expect(
      study.coders[1].parameters.sources == ["llava"] && study.coders[1].parameters.codingsRead == [read])
    #expect(study.codingsRead == [read, CodingReference(coder: "anna", variable: "description")])
    // A coder without texts of its own answers the others.
    #expect(study.variables(of: study.coders[1]).map(\.name) == ["place"])
    #expect(study.variables(of: study.coders[0]).map(\.name) == ["description"])
  }

  @Test(arguments: [
    (
      "{name: words, kind: text-svm, uses: [{coder: llava, variable: descripton}]}",
      "there is no variable \"descripton\"; did you mean \"description\"?; accepted: place, description"
    ),
    (
      "{name: words, kind: text-svm, uses: [{coder: llava}]}",
      "an item of `uses` that is no name is {extract: caption}, or {coder: NAME, variable: NAME} for what a coder says"
    ),
    (
      "{name: words, kind: text-svm, uses: [{coder: gold, variable: place}]}",
      "coder \"words\" reads what gold says of place, which it answers itself, so it would copy what it is measured by; "
        + "name other variables in its `variables`"
    ),
    (
      "{name: words, kind: text-svm, variables: [description]}",
      "a text-svm coder writes no texts, and description is one; name other variables in the coder's `variables`"
    ),
    (
      "{name: a, kind: text-svm, uses: [{coder: b, variable: place}]}, {name: b, kind: text-svm, uses: [{coder: a, variable: place}]}",
      "`uses` go in a circle: a, b, a; remove one of them from the other's `uses` or `learns-from`"
    ),
    (
      "{name: e, kind: extract, variables: [place], extract: caption}",
      "an extract coder answers one variable of type text; name it in `variables`"
    ),
    (
      "{name: e, kind: extract, variables: [description], extract: captoin}",
      "\"captoin\" is no extractor that writes text; did you mean \"caption\"?; accepted: caption, labels, objects, text, transcript"
    ),
    (
      "{name: t, kind: text-to-text, uses: image}",
      "a text-to-text coder reads text, not pictures; describe them first, and read {coder: NAME, variable: NAME} or {extract: caption}"
    ),
    (
      "{name: t, kind: text-to-text, prompt: extnded}",
      "`prompt` is simple, extended, or words of your own with {text} where the post's text goes; did you mean \"extended\"?"
    ),
  ])
  func reportsWhatCannotBeRead(coders: String, problem: String) {
    #expect(Self.problems(coders) == [problem])
  }
}
