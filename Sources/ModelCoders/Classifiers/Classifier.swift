import ContentCoding

/// A model with labels of its own, such as ImageNet's, that are mapped to those of a variable.
///
/// The probability of a category is the sum of those of its labels, for labels exclude each other; with a model whose
/// labels do not, it is the highest. Numbers are computed in double precision, post by post.
public struct Classifier: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The one variable that is answered.
  public let variables: [Variable]
  private let parameters: ClassifierParameters
  private let extractor: ExtractorIdentity
  private let labels: ClassifierLabels
  private let mapping: LabelMapping

  /// A coder.
  ///
  /// - Parameters:
  ///   - name: the coder's name.
  ///   - variable: what is answered; a number is abstained from.
  ///   - parameters: as the study's file says.
  ///   - extractor: gives a picture's logits.
  ///   - labels: the model's labels in the order of the logits, and how logits become probabilities.
  /// - Throws: ``ClassifierProblem`` where a label is not one of the model's, or not one alone; see
  ///   ``ClassifierLabels/positions(of:)`` for how labels are called.
  public init(
    name: String, variable: Variable, parameters: ClassifierParameters, extractor: ExtractorIdentity,
    labels: ClassifierLabels
  ) throws(ClassifierProblem) {
    identity = CoderIdentity(name: name, kind: .classifier)
    variables = [variable]
    self.parameters = parameters
    self.extractor = extractor
    self.labels = labels
    mapping = try LabelMapping(
      parameters.labels, variable: variable, model: parameters.model.name, labels: labels)
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    guard let variable = variables.first else { return [] }
    let embedder = PostEmbedder(extractor: extractor, uses: [.image], dimension: labels.names.count)
    let found = try await embedder.embeddings(of: posts, from: features)
    let answers = ClassifierAnswers(
      variable: variable, parameters: parameters, mapping: mapping, labels: labels)
    return zip(posts, found).map { post, logits in
      let answer = logits.obstacle ?? logits.notingUnreadable(in: answers.answer(from: pictures(of: logits)))
      return Coding(postID: post.id, variable: variable.name, answer: answer)
    }
  }

  private func pictures(of logits: PostEmbeddings) -> [MappedProbabilities] {
    guard case .embedded(let pictures, _) = logits else { return [] }
    return pictures.map { MappedProbabilities(labels.probabilities(of: $0), of: labels, by: mapping) }
  }
}

/// What a classifier says of one picture.
struct MappedProbabilities {
  /// The probability of each of the model's labels.
  let ofModel: [Double]
  /// The probability of each label of the variable that something stands for.
  let ofLabels: [Double]
  /// That of all mapped labels together: their sum, or where labels do not exclude each other the highest.
  let share: Double

  init(_ probabilities: [Double], of labels: ClassifierLabels, by mapping: LabelMapping) {
    ofModel = probabilities
    func together(_ positions: [Int]) -> Double {
      let found = positions.map { probabilities[$0] }
      return labels.activation == .sigmoid ? found.max() ?? 0 : min(1, found.reduce(0, +))
    }
    ofLabels = mapping.positions.map(together)
    share = together(Set(mapping.positions.joined()).sorted())
  }
}
