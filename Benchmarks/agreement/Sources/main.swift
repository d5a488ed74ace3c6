/// Agreement of 5 coders on 200,000 posts, all figures with 2,000 draws, and without draws for the peer.
///
///     swift run -c release --package-path Benchmarks agreement [POSTS]
///
/// Prints seconds of processor time and of the clock, and the figures, which `peers/agreement.py` computes from the same codings.
import Foundation
import Reliability

let posts = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
let categories = (0..<6).map { "c\($0)" }
var chance = SplitMix64(seed: 7)
let truth = (0..<posts).map { _ in chance.next(below: 6) }
let codings: [[Int32]] = (0..<5).map { _ in
  truth.map { truth in
    switch chance.next(below: 10) {
    case 0: -1
    case 1, 2: Int32(chance.next(below: 6))
    default: Int32(truth)
    }
  }
}
if let file = CommandLine.arguments.dropFirst(2).first {
  let text = codings.map { $0.map(String.init).joined(separator: ",") }.joined(separator: "\n")
  try text.write(toFile: file, atomically: true, encoding: .utf8)
}

func timed(_ name: String, _ work: () throws -> String) rethrows {
  let clock = ContinuousClock.now
  let processor = clock_seconds()
  let found = try work()
  let spent = (ContinuousClock.now - clock) / .seconds(1)
  print(String(format: "%@: %.2f s, %.2f s of processors; %@", name, spent, clock_seconds() - processor, found))
}

func clock_seconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

try timed("all figures with 2,000 draws") {
  let found = try Agreement(categories: categories, codings: codings, distance: .nominal)
  return "alpha \(found.statistics[.alpha]?.value.description ?? "")"
}
try timed("all figures without intervals") {
  let found = try Agreement(
    categories: categories, codings: codings, distance: .nominal, bootstrap: Bootstrap(draws: 0))
  return "alpha \(found.statistics[.alpha]?.value.description ?? ""), \(found.pairs.count) kappas"
}
