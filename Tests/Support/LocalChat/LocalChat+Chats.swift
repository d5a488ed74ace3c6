import Foundation

extension LocalChat {
  /// Notes a request and answers it.
  func answer(_ call: ChatCall) -> ChatAnswer {
    let (conduct, isOver, remaining) = state.withLock { state in
      state.calls.append(call)
      let (isOver, remaining) = Self.count(call, &state)
      return (state.conduct, isOver, remaining)
    }
    if let keys = conduct.keys, !keys.contains(Self.key(call)) {
      return .error(
        401, "Incorrect API key provided: \(Self.key(call)). You can find your API key in your account.",
        code: "invalid_api_key")
    }
    let place = call.uri.split(separator: "?")[0]
    var answer: ChatAnswer
    switch (call.method, place) {
    case ("POST", "/v1/chat/completions"):
      answer = isOver ? Self.crowded(conduct) : chat(call, conduct)
      if let limit = conduct.limit, conduct.announcesLimit {
        answer.fields["x-ratelimit-limit-requests"] = "\(limit)"
        answer.fields["x-ratelimit-remaining-requests"] = "\(remaining)"
        let reset = conduct.window * Double(limit - remaining) / Double(limit)
        answer.fields["x-ratelimit-reset-requests"] = "\(Int((reset * 1000).rounded(.up)))ms"
      }
    case ("GET", "/v1/models"):
      let models = (conduct.models ?? ["local"]).map { ["id": $0, "object": "model", "owned_by": "local"] }
      answer = .json(["object": "list", "data": models])
    case ("POST", "/v1/audio/transcriptions"): answer = transcription(call, conduct)
    default: answer = batchAnswer(call, conduct)
    }
    return answer
  }

  static func key(_ call: ChatCall) -> String {
    String((call.fields["authorization"] ?? "").dropFirst("Bearer ".count))
  }

  /// Counts a chat against the limit: those within the window before it, and it.
  private static func count(_ call: ChatCall, _ state: inout State) -> (isOver: Bool, remaining: Int) {
    guard call.uri.hasSuffix("/chat/completions") else { return (false, 0) }
    state.arrivals.append(call.time)
    while state.arrivals[state.firstArrival] <= call.time - state.conduct.window { state.firstArrival += 1 }
    let within = state.arrivals.count - state.firstArrival
    state.busiest = max(state.busiest, within)
    guard let limit = state.conduct.limit else { return (false, 0) }
    if within > limit { state.overLimit += 1 }
    return (within > limit, max(0, limit - within))
  }

  private static func crowded(_ conduct: ChatConduct) -> ChatAnswer {
    var answer = ChatAnswer.error(
      429, "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded")
    answer.fields["Retry-After"] = "\(conduct.window / 10)"
    return answer
  }

  private func chat(_ call: ChatCall, _ conduct: ChatConduct) -> ChatAnswer {
    guard let question = call.question else { return .error(400, "We could not parse the JSON body") }
    if let models = conduct.models, !models.contains(question.model) {
      return .error(
        404, "The model `\(question.model)` does not exist or you do not have access to it.",
        code: "model_not_found", parameter: "model")
    }
    if let refusal = Self.refusal(of: question, conduct) { return refusal }
    let planned = state.withLock { $0.faults.isEmpty ? nil : $0.faults.removeFirst() }
    let fault = planned ?? fault(call)
    if let other = ChatAnswer.instead(of: fault) { return other }
    return reply(to: question, conduct, fault).spoilt(by: fault)
  }

  /// The 400 that names a field which the server does not take.
  static func refusal(of question: ChatCall.Question, _ conduct: ChatConduct) -> ChatAnswer? {
    if conduct.refusesMaxTokens, question.max_tokens != nil {
      return .error(
        400,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        code: "unsupported_parameter", parameter: "max_tokens")
    }
    if conduct.refusesTemperature, let temperature = question.temperature, temperature != 1 {
      return .error(
        400, "Unsupported value: 'temperature' does not support 0 with this model.",
        code: "unsupported_value",
        parameter: "temperature")
    }
    if conduct.refusesLogProbabilities, question.logprobs == true {
      return .error(403, "You are not allowed to request logprobs from this model")
    }
    switch (conduct.forms, question.response_format?.type) {
    case (.objectOnly, "json_schema"):
      return .error(
        400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        parameter: "response_format")
    case (.textOnly, "json_schema"), (.textOnly, "json_object"):
      return .error(400, "Unrecognized request argument supplied: response_format")
    case (_, "json_object") where !question.text.contains("JSON"):
      return .error(
        400, "'messages' must contain the word 'json' in some form, to use 'response_format'.",
        parameter: "messages")
    default: return nil
    }
  }

  func reply(to question: ChatCall.Question, _ conduct: ChatConduct, _ fault: ChatFault?) -> ChatAnswer {
    state.withLock { $0.answered += 1 }
    var message: [String: Any] = ["role": "assistant", "refusal": NSNull()]
    var text = say(question)
    if case .text(let other) = fault { text = other }
    message["content"] = text
    if case .refusal(let words) = fault {
      message["content"] = NSNull()
      message["refusal"] = words
    }
    var choice: [String: Any] = ["index": 0, "message": message, "finish_reason": "stop"]
    if question.logprobs == true {
      let tokens = text.split(separator: " ", omittingEmptySubsequences: false).map {
        ["token": String($0), "logprob": -0.125, "top_logprobs": [Any]()] as [String: Any]
      }
      choice["logprobs"] = ["content": tokens]
    }
    var reply: [String: Any] = ["id": "chatcmpl-1", "object": "chat.completion", "choices": [choice]]
    if fault != .bare {
      let prompt = question.text.utf8.count / 4 + 85 * question.messages.reduce(0) { $0 + $1.pictures.count }
      let completion = max(1, text.utf8.count / 4)
      reply["usage"] = [
        "prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion,
        "prompt_tokens_details": ["cached_tokens": 0],
      ]
      reply["model"] = conduct.modelName ?? question.model
      reply["system_fingerprint"] = conduct.fingerprint
    }
    return .json(reply)
  }
}
