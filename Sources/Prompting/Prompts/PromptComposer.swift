import ContentCoding

/// Makes the requests of a prompted coder from the codebook and a post.
///
/// A conversation begins with the instructions and the codebook, which are the same for all posts, so that endpoints which
/// remember the beginnings of requests sell them cheaper. Then come the post's pictures, its texts as fenced data
/// (``DataFence``), and the question. The same input always gives the same bytes.
public struct PromptComposer: Sendable {
  /// What is answered.
  public let variables: [Variable]
  /// As the study's file says.
  public let parameters: PromptedParameters
  /// The form of the whole answer, without what the design two-step describes.
  public let form: CodingForm

  /// A composer.
  public init(variables: [Variable], parameters: PromptedParameters) {
    self.variables = variables
    self.parameters = parameters
    form = CodingForm(
      variables: variables.filter { $0.name != parameters.describes }, parameters: parameters)
  }

  /// What is asked about by itself: the whole post, or with `combine` each of its pictures, with the post's texts.
  func materials(of material: PostMaterial) -> [PostMaterial] {
    guard parameters.combine != nil, material.pictures.count > 1 else { return [material] }
    return material.pictures.map { picture in
      var one = material
      (one.pictures, one.videos) = ([picture], [])
      return one
    }
  }

  /// The request of the designs simple, extended, few-shot and custom.
  ///
  /// - Parameters:
  ///   - material: the post.
  ///   - examples: the gold posts of the design few-shot, in order; none for the others.
  /// - Returns: the request.
  public func question(about material: PostMaterial, examples: [GoldExample] = []) -> ChatRequest {
    request(conversation(about: material, examples: examples), form: form)
  }

  /// The request of the design verbatim, whose reply is the answer.
  public func words(about material: PostMaterial) -> ChatRequest {
    request(custom(PromptTemplate(parameters.template ?? ""), about: material), form: nil)
  }

  /// The first request of the design two-step: the pictures alone, to be described.
  public func description(of material: PostMaterial) -> ChatRequest {
    let question = Instructions.describe(pictures: material.pictures.count, for: form)
    return request(
      [
        ChatMessage(.system, Instructions.describer),
        ChatMessage(.user, material.pictureParts + [.text(question)]),
      ], form: nil)
  }

  /// The second request of the design two-step: the post's texts, with a description in the place of pictures.
  ///
  /// - Parameters:
  ///   - material: the post.
  ///   - description: what the model replied to ``description(of:)``; nil for a post without pictures.
  /// - Returns: the request.
  public func classification(of material: PostMaterial, described description: String?) -> ChatRequest {
    let described = description.map {
      "The post's pictures were described like this:\n"
        + DataFence.enclosing($0, as: "description of the pictures")
    }
    let text = [described, material.fenced, Instructions.question(of: form)].compactMap(\.self)
    var request = request(
      [ChatMessage(.system, system(CodebookText(form: form).extended)), user(text)], form: form)
    request.model = parameters.classifier ?? parameters.model
    return request
  }

  /// One question of the design sequence.
  ///
  /// - Parameters:
  ///   - variable: what is asked; that it applies is known.
  ///   - material: the post, which is shown with the first question.
  ///   - earlier: the questions that were answered before, with the answers.
  /// - Returns: the request.
  public func step(
    _ variable: Variable, about material: PostMaterial,
    after earlier: [(variable: Variable, answer: Answer)]
  ) -> ChatRequest {
    var messages = [
      ChatMessage(.system, Instructions.coder(withData: usesText) + "\n\n" + Instructions.answer(of: form))
    ]
    for (place, answered) in earlier.enumerated() {
      messages.append(stepQuestion(answered.variable, about: place == 0 ? material : nil))
      let name = answered.variable.name
      let values = answered.answer.value.map { [name: $0] } ?? [:]
      let other = answered.answer.details["other"].map { [name: $0] } ?? [:]
      messages.append(ChatMessage(.assistant, stepForm(answered.variable).text(of: values, other: other)))
    }
    messages.append(stepQuestion(variable, about: earlier.isEmpty ? material : nil))
    return request(messages, form: stepForm(variable))
  }

  /// The form of one question of the design sequence, which is asked only where it applies.
  func stepForm(_ variable: Variable) -> CodingForm {
    var variable = variable
    variable.appliesWhen = []
    return CodingForm(variables: [variable], parameters: parameters)
  }

  private func stepQuestion(_ variable: Variable, about material: PostMaterial?) -> ChatMessage {
    let form = stepForm(variable)
    let text = [
      material?.fenced, "Code this variable of the post.", CodebookText(form: form).extended,
      "Answer with the JSON object.",
    ].compactMap(\.self)
    return ChatMessage(.user, (material?.pictureParts ?? []) + [.text(text.joined(separator: "\n\n"))])
  }

  /// `request` with an answer that was not valid, and what is wrong with it.
  public func again(_ request: ChatRequest, after reply: ChatReply, problems: AnswerProblems) -> ChatRequest {
    var request = request
    let text = reply.text.isEmpty ? "(no text)" : String(reply.text.prefix(8000))
    request.messages.append(ChatMessage(.assistant, text))
    request.messages.append(
      ChatMessage(
        .user,
        Instructions.again(problems, wasCutOff: reply.finish == "length", maxTokens: request.maxTokens)))
    return request
  }

  /// The messages of ``question(about:examples:)`` and gold's answer: a line of a training file.
  public func trainingExample(_ example: GoldExample) -> [ChatMessage] {
    conversation(about: example.material, examples: []) + [answer(of: example)]
  }

  private func conversation(about material: PostMaterial, examples: [GoldExample]) -> [ChatMessage] {
    if parameters.prompt == .custom, let template = parameters.template {
      return custom(PromptTemplate(template), about: material)
    }
    let codebook = CodebookText(form: form)
    var messages = [
      ChatMessage(
        .system, system(parameters.prompt == .simple ? codebook.simple : codebook.extended))
    ]
    for example in examples { messages += [post(example.material), answer(of: example)] }
    return messages + [post(material)]
  }

  /// Whether any text of posts is sent.
  private var usesText: Bool { parameters.uses.contains { $0 != .image } }

  private func system(_ codebook: String) -> String {
    [
      Instructions.coder(withData: usesText || parameters.prompt == .twoStep), "The codebook:\n\n" + codebook,
      Instructions.answer(of: form),
    ]
    .joined(separator: "\n\n")
  }

  private func post(_ material: PostMaterial) -> ChatMessage {
    let text = [material.fenced, Instructions.question(of: form)].compactMap(\.self)
    return ChatMessage(.user, material.pictureParts + [.text(text.joined(separator: "\n\n"))])
  }

  private func user(_ paragraphs: [String]) -> ChatMessage {
    ChatMessage(.user, paragraphs.joined(separator: "\n\n"))
  }

  private func answer(of example: GoldExample) -> ChatMessage {
    ChatMessage(.assistant, form.text(of: example.values, other: example.other))
  }

  /// The researcher's text after the pictures; the rule about data goes before it where it holds any.
  private func custom(_ template: PromptTemplate, about material: PostMaterial) -> [ChatMessage] {
    let codebook = CodebookText(form: form)
    var text = ""
    for piece in template.pieces {
      // A fence has lines of its own.
      if text.hasSuffix(">>>"), piece.startsOnTheLine { text += "\n" }
      switch piece {
      case .text(let plain): text += plain
      case .name("codebook"): text += codebook.extended
      case .name("variables"): text += codebook.simple
      case .name("schema"): text += form.schema.json
      case .name(let name):
        let fenced = material.fenced(name)
        if fenced.hasPrefix("<<<"), !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        text += fenced
      }
    }
    let holdsData = template.names.contains { !PromptTemplate.codebookNames.contains($0) }
    let rule = holdsData ? [ChatMessage(.system, DataFence.rule)] : []
    return rule + [ChatMessage(.user, material.pictureParts + [.text(text)])]
  }

  private func request(_ messages: [ChatMessage], form: CodingForm?) -> ChatRequest {
    ChatRequest(
      model: parameters.model, messages: messages, schema: form?.schema, temperature: parameters.temperature,
      maxTokens: parameters.maxTokens)
  }
}

extension PromptTemplate.Piece {
  /// Whether the piece goes on on the line of the one before.
  fileprivate var startsOnTheLine: Bool {
    if case .text(let text) = self { text.first?.isNewline == false } else { true }
  }
}
