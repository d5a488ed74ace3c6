import Learning
import Reliability

/// How far two people agree: Krippendorff's alpha, and Cohen's kappa with a bootstrap interval.
public func agreement(
  of first: [String?], and second: [String?], categories: [String]
) throws -> [Statistic] {
  let alpha = KrippendorffAlpha(nominal: zip(first, second).map { [$0, $1] })
  let units = try CodedUnits(gold: first, coders: [second], categories: categories)
  let kappa = Bootstrap(draws: 2000, seed: 1).estimates(of: [.kappa], in: units)[0][0]
  return [alpha.statistic, Statistic(.kappa, kappa)]
}

/// The category of each new embedding, learned from embeddings whose categories are known.
public func categories(
  of new: [[Float]], learnedFrom known: [[Float]], with answers: [Int], among count: Int
) throws -> [Int] {
  let head = try TrainedHead.train(
    Matrix(rows: known), target: .classes(answers, count: count), parameters: HeadParameters(seed: 1))
  let probabilities = try head.probabilities(Matrix(rows: new))
  return (0..<probabilities.rows).map { row in
    (0..<count).max { probabilities[row, $0] < probabilities[row, $1] } ?? 0
  }
}
