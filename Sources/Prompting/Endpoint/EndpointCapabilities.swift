/// What an endpoint takes for a model.
public struct EndpointCapabilities: Codable, Hashable, Sendable {
  /// How the form of an answer is asked for.
  public enum AnswerForm: String, Codable, Hashable, Sendable {
    /// `response_format` with the schema itself.
    case schema = "json-schema"
    /// `response_format` for any JSON object; the schema stands in the prompt.
    case object = "json-object"
    /// The schema stands in the prompt.
    case prompt
  }

  /// How the longest reply is asked for.
  public enum LengthField: String, Codable, Hashable, Sendable {
    case tokens = "max_tokens"
    case completionTokens = "max_completion_tokens"
  }

  /// How the form of an answer is asked for.
  public var form = AnswerForm.schema
  /// How the longest reply is asked for; nil where the endpoint takes neither field.
  public var length: LengthField? = .tokens
  /// Whether `temperature` is sent.
  public var takesTemperature = true
  /// Whether `logprobs` is sent.
  public var takesLogProbabilities = true
  /// Whether pictures may say how closely they are looked at.
  public var takesDetail = true

  /// All that the API has; what an endpoint does not take is found out by asking.
  public init() {}

  /// What is left after a refusal.
  ///
  /// - Parameters:
  ///   - parameter: the field that the endpoint names as wrong.
  ///   - message: its words, in which the field is looked for where it names none.
  ///   - sentSchema: whether the request had a schema.
  /// - Returns: Fewer capabilities; nil where the refusal names no field that could be left out.
  func lowered(parameter: String?, message: String, sentSchema: Bool) -> EndpointCapabilities? {
    var fewer = self
    func names(_ field: String) -> Bool {
      if let parameter, !parameter.isEmpty { return parameter.hasPrefix(field) }
      return message.lowercased().contains(field)
    }
    if names("logprobs"), takesLogProbabilities {
      fewer.takesLogProbabilities = false
    } else if names("temperature"), takesTemperature {
      fewer.takesTemperature = false
    } else if names("max_tokens"), length == .tokens {
      fewer.length = .completionTokens
    } else if names("max_completion_tokens"), length == .completionTokens {
      fewer.length = nil
    } else if sentSchema, form != .prompt,
      ["response_format", "json_schema", "json_object", "guided_json"].contains(where: names)
    {
      fewer.form = form == .schema ? .object : .prompt
    } else if message.contains("detail"), message.contains("image_url"), takesDetail {
      fewer.takesDetail = false
    } else {
      return nil
    }
    return fewer
  }
}

/// Remembers what endpoints take, so that it is found out once.
public protocol CapabilityStore: Sendable {
  /// What an endpoint takes for a model; nil where it is not known yet.
  func capabilities(of endpoint: String, model: String) throws -> EndpointCapabilities?
  /// Keeps what was found out, in place of what was known.
  func keep(_ capabilities: EndpointCapabilities, of endpoint: String, model: String) throws
}
