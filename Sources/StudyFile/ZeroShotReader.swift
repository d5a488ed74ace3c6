import ContentCoding

/// Reads the settings of a zero-shot coder.
struct ZeroShotReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys =
    CoderSettings.encoderKeys + [
      "uses", "aggregation", "combine", "margin", "none", "threshold", "logit-scale", "logit-bias",
      "learns-from", "by", "texts", "labels", "temperature", "balance",
    ]

  func read() -> ZeroShotParameters? {
    let fields = settings.fields
    settings.refuse([.number], by: .zeroShot)
    let uses = settings.uses()
    let aggregation = fields.choice("aggregation", of: PhraseAggregation.self)
    let combine = settings.combine(learns: true)
    let none = settings.none()
    let margin = settings.cutoff("margin", in: 0...2)
    let threshold = settings.cutoff("threshold", in: 0...1)
    let logitScale = settings.number("logit-scale", in: 0...10_000)
    let logitBias = settings.number("logit-bias", in: -10_000...10_000)
    let learnsFrom = fields.text("learns-from") ?? gold
    if margin == .learned, none == nil {
      settings.log.add(
        fields.mark(of: "margin"),
        "a learned margin needs `none`, the category that gold gives to posts that fit no other")
    }
    if none != nil, margin == nil {
      settings.log.add(
        fields.mark(of: "none"),
        "`none` is answered below a `margin`; add `margin: learned` or a number such as `margin: 0.01`")
    }
    let labels = labels()
    guard let encoder = settings.encoder(usual: labels == nil ? nil : EncoderChoice.strongModel) else {
      if fields["encoder"] == nil {
        settings.log.add(
          fields.mark(of: "encoder"),
          "a zero-shot coder has no `encoder`; add `encoder: openai/clip-vit-base-patch32`, or another model that "
            + "embeds what it looks at and text in one space")
      }
      return nil
    }
    var parameters = ZeroShotParameters(
      encoder: encoder, margin: margin, none: none, logitScale: logitScale, logitBias: logitBias,
      labels: labels, balances: balances(aggregation: aggregation, combine: combine), learnsFrom: learnsFrom)
    parameters.uses = uses ?? parameters.uses
    parameters.aggregation = aggregation ?? parameters.aggregation
    parameters.combine = combine ?? parameters.combine
    parameters.threshold = threshold ?? parameters.threshold
    return parameters
  }

  /// Whether categories count in deviations from the corpus.
  private func balances(aggregation: PhraseAggregation?, combine: CombineRule?) -> Bool {
    guard settings.fields.flag("balance") == true else { return false }
    if !settings.variables.contains(where: { $0.type == .category }) {
      settings.log.add(
        settings.fields.mark(of: "balance"),
        "`balance` is for categories, and the coder answers no category variable")
    }
    if aggregation == .phrases || ![nil, .mean, .max].contains(combine) {
      settings.log.add(
        settings.fields.mark(of: "balance"),
        "`balance` counts each category's cosine; it goes with `aggregation: mean` or `max` and `combine: mean` or `max`"
      )
    }
    return true
  }

  /// What two models are put together by; nil where one embeds pictures and phrases.
  private enum Way: String, CaseIterable {
    case space, labels
  }

  private func labels() -> LabelWords? {
    let fields = settings.fields
    let isByLabels = fields.choice("by", of: Way.self) == .labels
    let texts = fields.text("texts")
    let count = settings.number("labels", in: 1...1000)
    let temperature = settings.number("temperature", in: 0.01...100)
    guard isByLabels else {
      for key in ["texts", "labels", "temperature"] where fields[key] != nil {
        settings.log.add(fields.mark(of: key), "`\(key)` goes with `by: labels`; add that, or remove it")
      }
      return nil
    }
    if let uses = settings.uses(), uses != [.image] {
      settings.log.add(fields.mark(of: "uses"), "`by: labels` looks at pictures; remove `uses`")
    }
    return LabelWords(
      texts: EncoderChoice(texts ?? EncoderChoice.strongTextModel), count: Int(count ?? 10),
      temperature: temperature ?? 1)
  }
}
