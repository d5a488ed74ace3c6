/// How often 95 % intervals hold the truth, in corpora that are made up so that the truth is known.
///
///     swift run -c release --package-path Benchmarks coverage [CORPORA] [SEED]
///
/// Prints the tables of docs/honest-inference.md.
import Estimation
import Foundation
import Reliability

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let corpora = arguments.first ?? 1000
let seed = UInt64(arguments.dropFirst().first ?? 1)

/// A corpus whose machine finds too much of the category, more so where x is large.
struct Corpus {
  static let posts = 4000
  static let categories = 2
  var truth: [Int] = []
  var machine: [Int] = []
  var x: [Double] = []
  private var chance: SplitMix64

  init(seed: UInt64) {
    chance = SplitMix64(seed: seed)
    for _ in 0..<Self.posts {
      let x = normal()
      let isTrue = uniform() < 1 / (1 + exp(1.1 - 0.6 * x))
      let rate = isTrue ? 0.8 : 0.1 + (x > 0 ? 0.12 : 0)
      self.x.append(x)
      truth.append(isTrue ? 1 : 0)
      machine.append(uniform() < rate ? 1 : 0)
    }
  }

  mutating func uniform() -> Double { Double(chance.next() >> 11) * 0x1p-53 }

  mutating func normal() -> Double {
    (-2 * log(max(uniform(), 1e-300))).squareRoot() * cos(2 * Double.pi * uniform())
  }

  /// A Poisson number by inversion.
  mutating func poisson(_ mean: Double) -> Double {
    var (share, count, sum) = (exp(-mean), 0.0, exp(-mean))
    let wanted = uniform()
    while sum < wanted, count < 1000 {
      count += 1
      share *= mean / count
      sum += share
    }
    return count
  }

  /// A gamma number with the mean 1 and the variance `a` (Marsaglia and Tsang 2000).
  mutating func gamma(variance a: Double) -> Double {
    let shape = 1 / a
    let boosted = shape < 1 ? shape + 1 : shape
    let d = boosted - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let v = (1 + c * z) * (1 + c * z) * (1 + c * z)
      guard v > 0, log(max(uniform(), 1e-300)) < 0.5 * z * z + d - d * v + d * log(v) else { continue }
      return d * v * (shape < 1 ? pow(max(uniform(), 1e-300), 1 / shape) : 1) / shape
    }
  }

  /// `count` posts: all with the same chance, or half of them from what the machine calls the category.
  mutating func sample(_ count: Int, isStratified: Bool) -> [CorpusCodings.Sampled] {
    let strata = isStratified ? [machine.indices.filter { machine[$0] == 1 }, machine.indices.filter { machine[$0] == 0 }] : [Array(machine.indices)]
    return strata.enumerated().flatMap { stratum, members -> [CorpusCodings.Sampled] in
      var members = members
      let size = min(members.count, count / strata.count)
      for place in 0..<size { members.swapAt(place, place + chance.next(below: members.count - place)) }
      return members.prefix(size).map {
        CorpusCodings.Sampled(
          place: $0, truth: truth[$0], probability: Double(size) / Double(members.count), stratum: stratum)
      }
    }
  }
}

/// Estimates of one number over all corpora.
struct Record {
  var count = 0
  var covered = 0
  var error = 0.0
  var width = 0.0

  mutating func add(_ value: Double, _ interval: Interval, truth: Double) {
    count += 1
    error += value - truth
    width += interval.upper - interval.lower
    if interval.contains(truth) { covered += 1 }
  }

  var cells: String {
    guard count > 0 else { return "- | - | -" }
    let n = Double(count)
    return String(format: "%+.4f | %.4f | %.1f %%", error / n, width / n, 100 * Double(covered) / n)
  }
}

func shares(isStratified: Bool) -> [(ShareMethod, Record)] {
  var records = [Record](repeating: Record(), count: ShareMethod.allCases.count)
  for number in 0..<corpora {
    var corpus = Corpus(seed: seed &* 1_000_003 &+ UInt64(number))
    let sampled = corpus.sample(200, isStratified: isStratified)
    let truth = Double(corpus.truth.reduce(0, +)) / Double(Corpus.posts)
    guard
      let codings = try? CorpusCodings(
        categoryCount: 2, answers: corpus.machine.map { Int32($0) }, sampled: sampled)
    else { continue }
    for (place, found) in codings.shares(of: 1, bootstrap: Bootstrap(draws: 500, seed: 1)).enumerated() {
      guard let share = found.share.value, let interval = found.interval.value else { continue }
      records[place].add(share, interval, truth: truth)
    }
  }
  return Array(zip(ShareMethod.allCases, records))
}

/// The machine's category as a predictor, or as the outcome.
enum Design: CaseIterable {
  case gaussian, poisson, negativeBinomial, logistic

  var family: OutcomeFamily {
    switch self {
    case .gaussian: .gaussian
    case .poisson: .poisson
    case .negativeBinomial: .negativeBinomial
    case .logistic: .logistic
    }
  }

  var title: String {
    switch self {
    case .logistic: "logistic, the category is the outcome"
    default: "\(family.rawValue), the category is a predictor"
    }
  }

  /// The coefficient that is looked at, and its truth.
  var wanted: (place: Int, truth: Double) { self == .logistic ? (1, 0.6) : (1, 0.7) }
}

func regressions(_ design: Design, isStratified: Bool) -> (naive: Record, corrected: Record) {
  var (naive, corrected) = (Record(), Record())
  for number in 0..<corpora {
    var corpus = Corpus(seed: seed &* 1_000_003 &+ UInt64(number))
    let sampled = corpus.sample(400, isStratified: isStratified)
    var outcomes: [Double] = []
    for post in corpus.truth.indices {
      let eta = 0.2 + 0.7 * Double(corpus.truth[post]) + 0.3 * corpus.x[post]
      switch design {
      case .gaussian: outcomes.append(eta + corpus.normal())
      case .poisson: outcomes.append(corpus.poisson(exp(eta)))
      case .negativeBinomial: outcomes.append(corpus.poisson(exp(eta) * corpus.gamma(variance: 0.5)))
      case .logistic: outcomes.append(Double(corpus.machine[post]))
      }
    }
    let isOutcome = design == .logistic
    let rows = RegressionRows(
      names: isOutcome ? ["(intercept)", "x"] : ["(intercept)", "category", "x"],
      predictors: corpus.x.indices.map {
        isOutcome ? [1, corpus.x[$0]] : [1, Double(corpus.machine[$0]), corpus.x[$0]]
      }, outcomes: outcomes,
      corrections: sampled.map {
        RegressionRows.Correction(
          row: $0.place,
          predictors: isOutcome ? [1, corpus.x[$0.place]] : [1, Double($0.truth), corpus.x[$0.place]],
          outcome: isOutcome ? Double($0.truth) : outcomes[$0.place], probability: $0.probability)
      })
    let (place, truth) = design.wanted
    if let fit = try? RegressionFit(naive: rows, family: design.family) {
      naive.add(fit.coefficients[place].value, fit.coefficients[place].interval, truth: truth)
    }
    if let fit = try? RegressionFit(corrected: rows, family: design.family) {
      corrected.add(fit.coefficients[place].value, fit.coefficients[place].interval, truth: truth)
    }
  }
  return (naive, corrected)
}

print("\(corpora) corpora of \(Corpus.posts) posts, seed \(seed)\n")
for isStratified in [false, true] {
  print("Shares, 200 posts coded by a person, \(isStratified ? "half of them from each answer of the machine" : "all with the same chance")\n")
  print("| method | error on average | width | intervals that hold the truth |\n|---|---:|---:|---:|")
  for (method, record) in shares(isStratified: isStratified) { print("| \(method.rawValue) | \(record.cells) |") }
  print("")
}
for isStratified in [false, true] {
  print("Coefficients, 400 posts coded by a person, \(isStratified ? "half of them from each answer of the machine" : "all with the same chance")\n")
  print("| regression | fit | error on average | width | intervals that hold the truth |\n|---|---|---:|---:|---:|")
  for design in Design.allCases {
    let (naive, corrected) = regressions(design, isStratified: isStratified)
    print("| \(design.title) | naive | \(naive.cells) |\n| | corrected | \(corrected.cells) |")
  }
  print("")
}
