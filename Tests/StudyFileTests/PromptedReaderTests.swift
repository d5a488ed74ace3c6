import ContentCoding
import Testing

@testable import StudyFile

struct PromptedReaderTests {
  private static func text(_ keys: String) -> String {
    """
    study: S
    variables:
      - {name: people, type: boolean}
      - {name: score, type: number}
    coders:
      - name: c
        kind: prompted
    \(keys.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
    """
  }

  private static let needed = "endpoint: http://127.0.0.1:8080/v1\nmodel: m\n"

  private static func prompted(_ keys: String) throws -> PromptedParameters {
    let study = try StudyFile.parse(text(needed + keys))
    guard let parameters = try #require(study.coders.first).parameters as? PromptedParameters else {
      throw StudyFileError(path: "", problems: [])
    }
    return parameters
  }

  private static func problems(_ keys: String) -> [String] {
    do {
      _ = try StudyFile.parse(text(keys))
      return []
    } catch {
      return error.problems.map(\.message)
    }
  }

  @Test func needsAnEndpointAndAModel() throws {
    #expect(
      try Self.prompted("")
        == PromptedParameters(endpoint: "http://127.0.0.1:8080/v1", model: "m", learnsFrom: "gold"))
    #expect(
      Self.problems("uses: image") == [
        "a prompted coder has no `endpoint`; add `endpoint: http://127.0.0.1:8080/v1`",
        "a prompted coder has no `model`; add `model: gpt-4o-mini`",
      ])
  }

  @Test func readsEveryKey() throws {
    let found = try Self.prompted(
      """
      key-from: MY_KEY
      prompt: few-shot
      examples: 2
      learns-from: anna
      uses: [image, caption, author, transcript]
      temperature: 0.5
      max-tokens: 300
      longest-side: 512
      detail: low
      pictures: 3
      frames: 2
      repeat: 5
      rationale: true
      confidence: true
      """)
    var expected = PromptedParameters(
      endpoint: "http://127.0.0.1:8080/v1", model: "m", keyFrom: "MY_KEY", learnsFrom: "anna")
    expected.prompt = .fewShot
    expected.examples = 2
    expected.uses = [.image, .caption, .author, .column("transcript")]
    (expected.temperature, expected.maxTokens, expected.longestSide) = (0.5, 300, 512)
    (expected.detail, expected.pictures, expected.frames, expected.repetitions) = (.low, 3, 2, 5)
    (expected.wantsRationale, expected.wantsConfidence) = (true, true)
    #expect(found == expected)
    #expect((found).teacher == "anna")
    #expect((try Self.prompted("prompt: simple")).teacher == nil)
  }

  @Test func readsTheOtherDesigns() throws {
    let twoStep = try Self.prompted("prompt: two-step\nclassifier: small")
    #expect(twoStep.prompt == .twoStep && twoStep.classifier == "small")
    let custom = try Self.prompted(
      "prompt: custom\nuses: [image, place]\ntemplate: \"Look. {{ codebook }} At {{place}}: {{schema}}\"")
    #expect(custom.template == "Look. {{ codebook }} At {{place}}: {{schema}}")
  }

  @Test(arguments: ["key", "api-key", "api_key", "API-Key", "token"])
  func aKeyInTheFileIsRefused(name: String) throws {
    let problems = Self.problems(Self.needed + "\(name): sk-abcdefghijklmnop")
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.contains("a key never stands in this file"))
    #expect(!problem.contains("abcdefghijklmnop"))
  }

  @Test(arguments: ["sk-proj-abc123", "sk_live_abc123", "\"hf abc\"", "1KEY", "$OPENAI_API_KEY"])
  func whatMayBeAKeyIsNoVariableAndIsNotRepeated(value: String) throws {
    let problems = Self.problems(Self.needed + "key-from: \(value)")
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.hasPrefix("`key-from` is the name of an environment variable"))
    #expect(!problem.contains("abc"))
  }

  @Test(arguments: [
    "ftp://host/v1", "127.0.0.1:8080", "http://", "\"not an address\"",
  ])
  func anEndpointIsAnAddress(value: String) {
    let problems = Self.problems("model: m\nendpoint: \(value)")
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("`endpoint` is the base address of an OpenAI-compatible service"))
  }

  @Test(arguments: ["https://me:abc@host/v1", "https://host/v1?key=abc", "\"https://host/v1#abc\""])
  func anEndpointHoldsNoSecret(value: String) {
    let problems = Self.problems("model: m\nendpoint: \(value)")
    #expect(problems.count == 1)
    #expect(problems[0].contains("has a user, a password or something after"))
    #expect(!problems[0].contains("abc"))
  }

  @Test func theSlashAtTheEndDoesNotMatter() throws {
    let study = try StudyFile.parse(Self.text("endpoint: https://host/v1//\nmodel: m"))
    guard let parameters = try #require(study.coders.first).parameters as? PromptedParameters else {
      Issue.record("no prompted coder")
      return
    }
    #expect(parameters.endpoint == "https://host/v1")
  }

  @Test(arguments: [
    (
      "template: x",
      "`template` goes with `prompt: custom`, not extended; remove one"
    ),
    ("prompt: simple\nexamples: 2", "`examples` goes with `prompt: few-shot`, not simple; remove one"),
    ("learns-from: anna", "`learns-from` goes with `prompt: few-shot`, not extended; remove one"),
    ("classifier: m", "`classifier` goes with `prompt: two-step`, not extended; remove one"),
    (
      "prompt: custom",
      "`prompt: custom` has no `template`; write the text of the prompt there, with {{codebook}} in it"
    ),
    (
      "prompt: custom\nuses: [image, caption]\ntemplate: \"{{codebok}}\"",
      "`template`: {{codebok}} means nothing; did you mean \"codebook\"?; accepted: codebook, variables, schema, "
        + "caption; parts of the post are those that `uses` names"
    ),
    ("repeat: 0", "`repeat` is a whole number from 1 to 100, not the text \"0\""),
    ("max-tokens: many", "`max-tokens` is a whole number from 1 to 1000000, not the text \"many\""),
    ("temperature: 3", "`temperature` is a number from 0.0 to 2.0, not the text \"3\""),
    ("detail: full", "\"full\" is no detail; accepted: low, high, auto"),
    (
      "prompt: fewshot",
      "\"fewshot\" is no prompt; did you mean \"few-shot\"?; accepted: simple, extended, few-shot, two-step, sequence, "
        + "custom, verbatim"
    ),
  ])
  func reportsWhatDoesNotFit(keys: String, problem: String) {
    #expect(Self.problems(Self.needed + keys) == [problem])
  }

  @Test func aCoderThatShowsItsOwnCodingsIsACircle() {
    #expect(
      Self.problems(Self.needed + "prompt: few-shot\nlearns-from: c") == [
        "`learns-from` goes in a circle: c, c; learn from gold or from a person"
      ])
  }

  /// A file with an open text, read by a coder of these keys.
  private static func ofTexts(_ keys: String) -> String {
    """
    study: S
    variables: [{name: description, type: text, encoder: a/b}, {name: people, type: boolean}]
    coders: [{name: c, kind: prompted, endpoint: "http://127.0.0.1:8080/v1", model: m, \(keys)}]
    """
  }

  @Test func ownWordsAreAPromptForATextAlone() throws {
    let study = try StudyFile.parse(
      Self.ofTexts("prompt: \"Describe the image. Keep your response short.\", variables: [description]"))
    let parameters = try #require(study.coders.first?.parameters as? PromptedParameters)
    #expect(parameters.prompt == .verbatim)
    #expect(parameters.template == "Describe the image. Keep your response short.")
    #expect(study.codebook["description"]?.encoder == "a/b")
    let same = try StudyFile.parse(
      Self.ofTexts("prompt: verbatim, template: Describe it, variables: [description]"))
    #expect((same.coders.first?.parameters as? PromptedParameters)?.template == "Describe it")
    let counted = try StudyFile.parse(Self.ofTexts("combine: {at-least: 3}"))
    #expect((counted.coders.first?.parameters as? PromptedParameters)?.combine == .atLeast(3))
    let described = try StudyFile.parse(Self.ofTexts("prompt: two-step, describes: description"))
    #expect((described.coders.first?.parameters as? PromptedParameters)?.describes == "description")
  }

  @Test(arguments: [
    (
      "prompt: Describe the image",
      "a prompt of your own words, whose whole reply is the answer, goes with one variable of type text; name it in "
        + "`variables`, or write `prompt: custom` and the words in `template`, with {{codebook}} in it"
    ),
    (
      "prompt: Describe the image, template: x, variables: [description]",
      "`prompt` holds the text of the prompt already; remove one of both"
    ),
    (
      "prompt: verbatim, variables: [description]",
      "`prompt: verbatim` has no `template`; write the text of the prompt there"
    ),
    (
      "prompt: 'Describe {{captoin}} now', variables: [description]",
      "`template`: {{captoin}} means nothing; did you mean \"caption\"?; accepted: codebook, variables, schema, caption; "
        + "parts of the post are those that `uses` names"
    ),
    (
      "prompt: two-step, describes: people",
      "`describes` names a variable of type text that the coder answers; there is description"
    ),
    (
      "prompt: two-step, describes: description, variables: [description]",
      "the coder describes and codes nothing; use `prompt: \"Describe the picture.\"`, or name another variable"
    ),
    (
      "combine: mean, variables: [people]",
      "`combine: mean` goes with scores, which replies do not have; accepted: mode, any, {at-least: 2}; without the key all "
        + "pictures are shown at once"
    ),
    (
      "describes: description",
      "`describes` goes with `prompt: two-step`, not extended; remove one"
    ),
  ])
  func reportsWhatIsNoTextOrItsPrompt(keys: String, problem: String) {
    do {
      _ = try StudyFile.parse(Self.ofTexts(keys))
      Issue.record("nothing was reported")
    } catch {
      #expect(error.problems.map(\.message) == [problem])
    }
  }
}
