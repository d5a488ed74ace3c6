import ContentCoding
import Learning

/// A post that can be learned from: what it teaches is what `values` say.
public protocol GoldExample: Sendable {
  /// The post's id.
  var id: String { get }
  /// Gold's value of each variable that was coded.
  var values: [String: CodedValue] { get }
}

/// What heads of one kind read of gold posts, and how they learn from it.
protocol HeadMaterial: Sendable {
  associatedtype Model: HeadModel

  /// A head that learned from some of `examples`.
  ///
  /// - Parameters:
  ///   - rows: the positions in `examples` that are learned from.
  ///   - examples: gold's values of one variable.
  ///   - labels: the labels that the head tells.
  /// - Returns: a head, not calibrated yet.
  /// - Throws: ``LearningError``.
  func head(learning rows: [Int], of examples: VariableExamples, labels: [String]) throws -> Model

  /// The logits, or numbers, that `head` gives the examples at `rows`: one row for each.
  func outputs(of head: Model, for rows: [Int], of examples: VariableExamples) throws -> Matrix
}

/// Trains the heads of variables: for each variable one on all gold posts, and one for each fold on the posts outside it.
///
/// The temperature of the whole head is fitted to the out-of-fold logits of all folds; that of a held-out head to those of
/// the other folds, so that no gold post takes part in the calibration of its own answer.
struct HeadTrainer: Sendable {
  let folds: Folds
  let workers: Workers

  /// What was learned of one variable, with or without a fold, and what it says of that fold's examples.
  private struct Trial<Model: HeadModel>: Sendable {
    let head: LabelledHead<Model>
    let outputs: Matrix?
  }

  /// Trains.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - variables: what to learn.
  ///   - material: what is read of the posts of `gold`, where a fold is left out or nil is. Called from several threads.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``TrainingProblem``, what `material` throws, or `CancellationError`.
  func train<Material: HeadMaterial>(
    on gold: [some GoldExample], variables: [Variable],
    reading material: @escaping @Sendable (_ leftOut: Int?) throws -> Material
  ) async throws -> [LearnedVariable<Material.Model>] {
    let taught = variables.map { VariableExamples(variable: $0, gold: gold, folds: folds) }
    let able = taught.filter { $0.obstacle == nil }
    let learned =
      able.isEmpty
      ? nil
      : try await PerFold(folds: folds.count, on: workers) { fold in
        let material = try material(fold)
        return try Dictionary(
          able.map { ($0.variable.name, try Self.trial($0, material, leavingOut: fold)) },
          uniquingKeysWith: { first, _ in first })
      }
    return taught.map { examples in
      LearnedVariable(
        variable: VariableShape(examples.variable), examples: examples.count,
        neverPredicted: examples.neverPredicted, heads: Self.heads(of: examples, learned))
    }
  }

  private static func trial<Material: HeadMaterial>(
    _ examples: VariableExamples, _ material: Material, leavingOut fold: Int?
  ) throws -> Trial<Material.Model> {
    let rows = examples.folds.indices.filter { examples.folds[$0] != fold }
    let held = examples.folds.indices.filter { examples.folds[$0] == fold }
    let labels = examples.labelsPresent(in: rows)
    do {
      let head = try material.head(learning: rows, of: examples, labels: labels)
      return Trial(
        head: LabelledHead(labels: examples.variable.type == .number ? [] : labels, model: head),
        outputs: held.isEmpty || examples.variable.type == .number
          ? nil : try material.outputs(of: head, for: held, of: examples))
    } catch LearningError.cancelled {
      throw CancellationError()
    } catch let error as LearningError {
      throw TrainingProblem(variable: examples.variable.name, cause: error)
    }
  }

  private static func heads<Model: HeadModel>(
    of examples: VariableExamples, _ learned: PerFold<[String: Trial<Model>]>?
  ) -> LearnedVariable<Model>.Heads {
    let name = examples.variable.name
    if let obstacle = examples.obstacle { return .none(obstacle) }
    guard let whole = learned?.whole[name], let heldOut = learned?.heldOut.compactMap({ $0[name] }) else {
      return .none("\(name) was not learned")
    }
    let calibration = TemperatureFit(
      examples: examples,
      logits: Dictionary(
        heldOut.enumerated().compactMap { fold, trial in trial.outputs.map { (fold, $0) } },
        uniquingKeysWith: { first, _ in first }),
      labels: heldOut.map(\.head.labels))
    let calibrated = PerFold(whole: whole.head, heldOut: heldOut.map(\.head)).map { head, fold in
      head.calibrated(calibration.temperature(leavingOut: fold, labels: head.labels))
    }
    return .trained(whole: calibrated.whole, heldOut: calibrated.heldOut)
  }
}

/// A variable that could not be learned.
public struct TrainingProblem: Error, CustomStringConvertible {
  /// The variable's name.
  public let variable: String
  /// What went wrong.
  public let cause: LearningError

  /// The variable and what went wrong.
  public var description: String { "\(variable) cannot be learned: \(cause)" }
}
