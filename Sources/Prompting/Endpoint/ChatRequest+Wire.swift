import Foundation

extension ChatRequest {
  /// The body of `POST /chat/completions`.
  func wire(_ capabilities: EndpointCapabilities) -> [UInt8] {
    WireText.object { body in
      body.set("model", model)
      body.set("messages", json: WireText.array(messages(capabilities).map { $0.wire(capabilities) }))
      if capabilities.takesTemperature { body.set("temperature", temperature) }
      if let length = capabilities.length { body.set(length.rawValue, maxTokens) }
      if capabilities.takesLogProbabilities { body.set("logprobs", true) }
      if let format = schema?.responseFormat(capabilities.form) { body.set("response_format", json: format) }
    }
  }

  /// The conversation, with the form of the answer in words where it cannot be asked for otherwise.
  private func messages(_ capabilities: EndpointCapabilities) -> [ChatMessage] {
    guard let schema, capabilities.form != .schema else { return messages }
    let form = ChatPart.text(
      "Answer with one JSON object that fits this JSON schema, and with nothing else:\n\(schema.json)")
    var messages = messages
    if let system = messages.firstIndex(where: { $0.role == .system }) {
      messages[system].parts.append(form)
    } else {
      messages.insert(ChatMessage(.system, [form]), at: 0)
    }
    return messages
  }
}

extension AnswerSchema {
  fileprivate func responseFormat(_ form: EndpointCapabilities.AnswerForm) -> [UInt8]? {
    switch form {
    case .prompt: nil
    case .object: WireText.object { $0.set("type", "json_object") }
    case .schema:
      WireText.object { format in
        format.set("type", "json_schema")
        format.set(
          "json_schema",
          json: WireText.object { schema in
            schema.set("name", name)
            schema.set("strict", true)
            schema.set("schema", json: json.utf8)
          })
      }
    }
  }
}

extension ChatMessage {
  /// Words alone are sent as one text, which every endpoint takes.
  func wire(_ capabilities: EndpointCapabilities) -> [UInt8] {
    WireText.object { message in
      message.set("role", role.rawValue)
      let texts = parts.compactMap { part in
        if case .text(let text) = part { text } else { nil }
      }
      if texts.count == parts.count {
        message.set("content", texts.joined(separator: "\n\n"))
      } else {
        message.set("content", json: WireText.array(parts.map { $0.wire(capabilities) }))
      }
    }
  }
}

extension ChatPart {
  fileprivate func wire(_ capabilities: EndpointCapabilities) -> [UInt8] {
    WireText.object { part in
      switch self {
      case .text(let text):
        part.set("type", "text")
        part.set("text", text)
      case .picture(let picture):
        part.set("type", "image_url")
        part.set(
          "image_url",
          json: WireText.object { image in
            image.set(
              "url", "data:\(picture.mediaType);base64,\(Data(picture.bytes).base64EncodedString())")
            if capabilities.takesDetail, let detail = picture.detail { image.set("detail", detail) }
          })
      }
    }
  }
}
