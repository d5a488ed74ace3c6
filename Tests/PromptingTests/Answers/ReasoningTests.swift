import ContentCoding
import Testing

@testable import Prompting

/// What a model thinks aloud is no answer, whatever stands in it.
@Suite("Reasoning") struct ReasoningTests {
  private let form = CodingForm(variables: [
    Variable(name: "topic", type: .category, categories: [.init(name: "A"), .init(name: "B")])
  ])

  private func answer(_ text: String, isCutOff: Bool = false) -> CodedValue? {
    try? form.read(text, isCutOff: isCutOff).get().answers.first?.value
  }

  @Test(arguments: [
    #"<think>{"topic": "A"}</think>{"topic": "B"}"#,
    #"<THINKING>A: {"topic": "A"}</THINKING> {"topic": "B"}"#,
    #"{"topic": "A"} so</think>{"topic": "B"}"#, #"[THINK]{"topic": "A"}[/THINK]{"topic": "B"}"#,
    #"◁think▷{"topic": "A"}◁/think▷{"topic": "B"}"#,
    #"<|START_THINKING|>{"topic":"A"}<|END_THINKING|>{"topic":"B"}"#,
    #"<|channel|>analysis<|message|>{"topic":"A"}<|end|><|start|>assistant<|channel|>final<|message|>{"topic":"B"}<|return|>"#,
    #"<|channel|>final <|constrain|>json<|message|>{"topic":"B"}"#,
    #"analysis it may be {"topic":"A"} assistantfinal{"topic":"B"}"#, "<think>A, surely</think>\nB",
    "<think>first</think>{\"topic\": \"A\"}<think>no</think>{\"topic\": \"B\"}",
  ])
  func theDraftIsNotTheAnswer(text: String) { #expect(answer(text) == .category("B")) }

  @Test(arguments: [
    #"<think>{"topic": "A"}"#, #"<think>{"topic": "A"}</think>{"topic": "B"#,
    #"<|channel|>analysis<|message|>{"topic":"A"}"#, #"<reasoning>A"#, #"{"topic": "A"}<think>or"#,
  ])
  func whatEndsInThoughtIsNoAnswer(text: String) { #expect(answer(text, isCutOff: true) == nil) }

  @Test func aQuotedMarkIsText() {
    #expect(answer(#"{"rationale": "the caption says </think><think>", "topic": "B"}"#) == .category("B"))
  }

  @Test func whatComesBeforeACutIsNoAnswer() {
    #expect(answer(#"{"topic": "A"} or rather"#, isCutOff: true) == nil)
    #expect(answer(#"{"topic": "A"} or rather"#) == .category("A"))
    #expect(answer("```json\n{\"topic\": \"A\"}\n```", isCutOff: true) == .category("A"))
  }

  @Test func refusalsAreLookedForInWhatIsLeft() {
    let refused = ChatReply(text: "<think>{\"topic\": \"A\"}</think>I'm sorry, I can't help with that.")
    #expect(Refusal.words(of: refused) == "I'm sorry, I can't help with that.")
    let thought = ChatReply(text: "<think>I'm sorry, hm</think>{\"topic\": \"B\"}")
    #expect(Refusal.words(of: thought) == nil)
  }

  @Test(arguments: [
    ("B", CodedValue.category("B")), ("\"B\"", .category("B")), ("**b**.", .category("B")),
    ("topic: B", .category("B")),
    ("[\"B\"]", .category("B")), ("Answer: B", .category("B")),
  ])
  func theBareValueIsAnAnswer(text: String, value: CodedValue) { #expect(answer(text) == value) }

  @Test func bareBooleansAndNumbers() throws {
    func read(_ text: String, _ type: VariableType) -> CodedValue? {
      try? CodingForm(variables: [Variable(name: "v", type: type)]).read(text).get().answers.first?.value
    }
    #expect(read("YES", .boolean) == .boolean(true))
    #expect(read("no.", .boolean) == .boolean(false))
    #expect(read("3", .number) == .number(3))
    #expect(read("It is 3", .number) == nil)
    let two = CodingForm(variables: [
      Variable(name: "v", type: .boolean), Variable(name: "w", type: .boolean),
    ])
    #expect((try? two.read("yes").get()) == nil)
  }
}
