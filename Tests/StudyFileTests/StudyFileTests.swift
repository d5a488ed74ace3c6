import ContentCoding
import Foundation
import Testing

@testable import StudyFile

@Suite struct StudyFileTests {
  static let full = """
    study: Park visitors
    gold: expert
    seed: 18446744073709551615
    variables:
      - name: ces
        type: category
        definition: The service that the picture shows most.
        categories:
          - name: Landscape-Nature
            definition: Nature in wide shots.
            phrases: [a photo of a mountain landscape, a wide view of a lake]
            examples: [post-17, 18]
          - name: yes
          - name: 1
          - name: "null"
        other: true
        level: ordinal
      - {name: people, type: boolean, sensitive: yes}
      - name: share
        type: number
        range: [0, 1.5e0]
        level: ratio
        applies-when: {people: [yes], ces: 1}
      - name: marks
        type: tags
        definition:
        categories: [{name: a}, {name: b}]
        applies-when:
          share: [0.50]
    coders:
      - name: probe
        kind: probe
        encoder: openai/clip
        head: linear-sgd
        learns-from: anna
        combine: {at-least: 2}
        variables: [people, marks]
        class-weights: balanced
        group-by: account
      - name: plain
        kind: probe
    """

  static func problems(_ text: String) -> [String] {
    do {
      _ = try StudyFile.parse(text)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  /// The problems of a file with one variable, whose lines from 4 on are given.
  static func problems(ofVariable lines: String) -> [String] {
    problems("study: S\nvariables:\n  - name: v\n" + lines)
  }

  @Test func readsEveryKey() throws {
    let study = try StudyFile.parse(Self.full)
    #expect(study.name == "Park visitors")
    #expect(study.gold == "expert")
    #expect(study.seed == .max)
    #expect(study.suggestions == nil)
    #expect(try StudyFile.parse("suggestions: clip\n" + Self.full).suggestions == "clip")
    #expect(Self.problems("suggestions: expert\n" + Self.full).count == 1)
    let book = study.codebook
    #expect(book.variables.map(\.name) == ["ces", "people", "share", "marks"])
    #expect(book["ces"]?.categories.map(\.name) == ["Landscape-Nature", "yes", "1", "null"])
    #expect(book["ces"]?.categories.first?.examples == ["post-17", "18"])
    #expect(book["ces"]?.categories.first?.phrases.count == 2)
    #expect(book["ces"]?.allowsOther == true)
    #expect(book["ces"]?.level == .ordinal)
    #expect(book["people"]?.isSensitive == true)
    #expect(book["share"]?.range == 0...1.5)
    #expect(book["share"]?.level == .ratio)
    #expect(
      book["share"]?.appliesWhen == [
        FilterCondition(variable: "people", values: ["true"]),
        FilterCondition(variable: "ces", values: ["1"]),
      ])
    #expect(book["marks"]?.appliesWhen == [FilterCondition(variable: "share", values: ["0.5"])])
    #expect(
      study.coders == [
        CoderConfiguration(
          name: "probe", variables: ["people", "marks"], groupBy: "account",
          parameters: (ProbeParameters(
            encoder: "openai/clip", head: .linearSGD, learnsFrom: "anna", combine: .atLeast(2),
            classWeights: .balanced))),
        CoderConfiguration(name: "plain", parameters: (ProbeParameters(learnsFrom: "expert"))),
      ])
  }

  @Test func readsWindowsLineEndsAndAByteOrderMark() throws {
    let text = "\u{FEFF}" + Self.full.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try StudyFile.parse(text) == StudyFile.parse(Self.full))
  }

  @Test func reportsAllProblemsByLine() {
    let text = """
      study: S
      sead: 3
      variables:
        - name: a b
          type: categry
        - name: c
          type: category
          categories: []
        - name: c
          type: boolean
      coders:
        - name: gold
          kind: probe
          head: logistics
      """
    #expect(
      Self.problems(text) == [
        #"line 2: unknown key "sead" in the study file; did you mean "seed"?; accepted: study, gold, seed, suggestions, folds, variables, coders"#,
        #"line 4: "a b" is no name for a variable: it starts with a letter (A-Z, a-z) and goes on with letters, digits, _ and -"#,
        #"line 5: "categry" is no type; did you mean "category"?; accepted: category, boolean, number, tags, text"#,
        "line 8: `categories` is empty; write `- name: NAME` lines under it",
        #"line 9: there is a variable "c" already, on line 6; rename one"#,
        #"line 12: "gold" is the study's gold, whose codings count as the truth; rename this coder"#,
        #"line 14: "logistics" is no head; did you mean "logistic"?; accepted: logistic, linear-sgd, mlp, ridge, prototypes, knn"#,
      ])
  }

  @Test(arguments: [
    ("    type: number\n    range: [1, 1]", "line 5: `range` is [low, high] with low below high"),
    ("    type: number\n    range: [0, .inf]", "line 5: `range` is two numbers, as in [0, 1], not a list"),
    ("    type: boolean\n    range: [0, 1]", "line 5: `range` goes with type number, not boolean"),
    (
      "    type: boolean\n    level: ratio",
      "line 5: a boolean is not measured on the ratio level; accepted: nominal"
    ),
    (
      "    type: number\n    categories: [{name: x}]",
      "line 5: `categories` go with type category or tags, not number"
    ),
    ("    type: boolean\n    other: true", "line 5: `other` goes with type category or tags, not boolean"),
    (
      "    type: boolean\n    sensitive: maybe",
      #"line 5: `sensitive` is true or false (without quotes), not the text "maybe""#
    ),
    ("    type: [category]", "line 4: `type` is a text, not a list"),
    (
      "    type: tags\n    categories: [{name: a|b}]",
      #"line 5: "a|b": a category's name has no |, which joins tags in tables"#
    ),
    (
      "    type: tags\n    categories: [{name: ' a'}]",
      #"line 5: " a": a category's name has no spaces before or after it"#
    ),
    (
      "    type: tags\n    categories: [{name: \"a\\nb\"}]",
      #"line 5: "a b": a category's name stands on one line"#
    ),
    (
      "    type: tags\n    categories: [{name: a}, {name: a}]",
      #"line 5: there is a category "a" already, on line 5; rename one"#
    ),
    (
      "    type: tags\n    categories: [a]",
      #"line 5: a category is written `- name: NAME`, not as the plain text "a""#
    ),
    (
      "    type: tags\n    categories: a",
      #"line 5: `categories` is a list (`- item` lines or `[a, b]`), not the text "a""#
    ),
    (
      "    type: boolean\n    applies-when: {v: true}",
      #"line 5: `applies-when` of "v" refers to the variable itself; name an earlier one"#
    ),
    (
      "    type: boolean\n  - name: w\n    type: boolean\n    applies-when: {v: [maybe]}",
      #"line 7: `applies-when`: "maybe" is no value of v; accepted: true or false (also 1, 0, yes, no)"#
    ),
    (
      "    type: boolean\n    applies-when: {w: [true]}\n  - name: w\n    type: boolean",
      #"line 5: no variable "w" stands before this one; `applies-when` refers to an earlier one"#
    ),
    (
      "    type: boolean\n    type: number",
      #"line 5: the key "type" is given twice, first on line 4; remove one"#
    ),
    ("\ttype: boolean", "line 4: the line is indented with a tab; YAML is indented with spaces"),
  ])
  func reportsAFaultyVariable(lines: String, problem: String) {
    #expect(Self.problems(ofVariable: lines) == [problem])
  }

  @Test(arguments: [
    (
      "kind: clustr",
      #""clustr" is no kind of coder; did you mean "cluster"?; accepted: probe, zero-shot, classifier, prompted, text-svm, text-to-text, cluster, fusion, ensemble, engagement, extract"#
    ),
    (
      "kind: prob",
      #""prob" is no kind of coder; did you mean "probe"?; accepted: probe, zero-shot, classifier, prompted, text-svm, text-to-text, cluster, fusion, ensemble, engagement, extract"#
    ),
    (
      "kind: person",
      "people and imported coders do not stand in this file; import their codings, and remove this coder"
    ),
    (
      "kind: probe, combine: any",
      "`combine: any` fits boolean and tags variables, not n; use mean, max or mode, or name the coder's `variables`"
    ),
    (
      "kind: probe, combine: {at-least: 0}",
      "`combine` is not `key: value` lines; accepted: mean, max, mode, any, {at-least: 2}, {at-least: learned}"
    ),
    (
      "kind: probe, variables: [b, flagg]",
      #"there is no variable "flagg"; did you mean "flag"?; accepted: n, flag, b"#
    ),
    ("kind: probe, variables: [b, b]", #"variable "b" is named twice; remove one"#),
    ("kind: probe, variables: []", "`variables` is empty; name at least one, or leave the key out for all"),
    ("kind: probe, learns-from: p", "`learns-from` goes in a circle: p, p; learn from gold or from a person"),
  ])
  func reportsAFaultyCoder(keys: String, problem: String) {
    let text = """
      study: S
      variables: [{name: n, type: number}, {name: flag, type: boolean}, {name: b, type: boolean}]
      coders: [{name: p, \(keys)}]
      """
    #expect(Self.problems(text) == ["line 3: " + problem])
  }

  @Test func aRepeatedKeyDoesNotHideOtherProblems() {
    let text = "study: S\nstudy: T\nvariables: []\ngold: g\ngold: h\nseed: -1\n"
    #expect(
      Self.problems(text) == [
        #"line 2: the key "study" is given twice, first on line 1; remove one"#,
        "line 3: `variables` is empty; name at least one",
        #"line 5: the key "gold" is given twice, first on line 4; remove one"#,
        "line 6: `seed` is a whole number from 0 to 18446744073709551615, not the text \"-1\"",
      ])
  }

  @Test func circlesOfCodersAreReportedOnce() {
    let text = """
      study: S
      variables: [{name: b, type: boolean}]
      coders:
        - {name: p, kind: probe, learns-from: q}
        - {name: q, kind: probe, learns-from: r}
        - {name: r, kind: probe, learns-from: q}
      """
    #expect(
      Self.problems(text) == [
        "line 5: `learns-from` goes in a circle: q, r, q; learn from gold or from a person"
      ])
  }

  @Test func theErrorNamesTheFile() {
    #expect(throws: StudyFileError.self) { try StudyFile.parse("a: 1", path: "x/codeframe.yaml") }
    let error = #expect(throws: StudyFileError.self) {
      try StudyFile.read(at: URL(fileURLWithPath: "/nowhere/at/all"))
    }
    #expect(error?.description.hasPrefix("/nowhere/at/all/codeframe.yaml: there is no such file") == true)
  }

  @Test func readsAFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("codeframe.yaml")
    try Data(Self.full.utf8).write(to: file)
    #expect(try StudyFile.read(at: folder) == StudyFile.parse(Self.full))
    try Data("study: S\nvariables: \u{E4}\n".unicodeScalars.map { UInt8($0.value) }).write(to: file)
    let error = #expect(throws: StudyFileError.self) { try StudyFile.read(at: folder) }
    #expect(error?.problems.map(\.line) == [2])
  }

  @Test func answersOfOtherProgramsHaveAMeaning() throws {
    let text = """
      study: Words
      variables:
        - {name: crowd, type: boolean, values: {ja: true, nein: no}}
        - {name: ces, type: category, categories: [{name: Sports}, {name: Food}], values: {1: Sports, "2": Food}}
        - {name: share, type: number, values: {none: 0}}
      """
    let study = try StudyFile.parse(text)
    #expect(
      study.writtenValues == [
        "crowd": ["ja": "true", "nein": "false"], "ces": ["1": "Sports", "2": "Food"], "share": ["none": "0"],
      ])
    // How tables write answers says nothing of what is coded.
    let plain = try StudyFile.parse(text.replacing(", values: {1: Sports, \"2\": Food}", with: ""))
    #expect(plain.codebook.fingerprint == study.codebook.fingerprint)
    let problem = #expect(throws: StudyFileError.self) {
      try StudyFile.parse(text.replacing("1: Sports", with: "1: Sport").replacing("{none: 0}", with: "zero"))
    }
    #expect(problem?.problems.map(\.line) == [4, 5])
    #expect(problem?.problems[0].message.contains("did you mean \"Sports\"") == true)
  }

  @Test func framesOfVideos() throws {
    func read(_ frames: String) throws -> EncoderChoice? {
      let study = try StudyFile.parse(
        "study: V\nvariables: [{name: x, type: boolean}]\ncoders: [{name: p, kind: probe, frames: \(frames)}]"
      )
      return study.coders.first?.parameters.encodings.first?.encoder
    }
    #expect(try read("7")?.frames == .even(7))
    // What is usual leaves a coder's fingerprint as it was before there were frames.
    #expect(try read("4")?.frames == nil)
    #expect(try read("{every: 1.5s}")?.frames == .every(seconds: 1.5))
    #expect(try read("{scenes: 3}")?.frames == .scenes(3))
    #expect(try read("{times: [\"1:02.5\", 3s, 0]}")?.frames == .times([0, 3, 62.5]))
    for wrong in [
      "0", "101", "many", "{every: 0}", "{every: -1s}", "{scenes: no}", "{times: []}", "{times: [soon]}",
      "[1]", "{a: 1}",
    ] {
      #expect(throws: StudyFileError.self, "\(wrong)") { try read(wrong) }
    }
  }
}
