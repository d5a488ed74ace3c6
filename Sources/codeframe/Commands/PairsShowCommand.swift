import ArgumentParser
import ContentCoding
import Reliability
import Storage
import Workflows

/// `codeframe pairs show`.
struct PairsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what people said of pairs: cohesion of clusters, agreement, kappa.",
    discussion: helpText(
      """
      Cohesive is a pair that belongs together, by a person's word: many within clusters and few between speak for the
      clustering. Intervals are Wilson's, 95 %.

        codeframe pairs show check
        codeframe pairs show check --json
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The name of the pairs.") var name: String
  @Flag(help: "Print as JSON.") var json = false

  private struct Document: Encodable {
    let name: String
    let clustering: String?
    let design: String
    let figures: PairFigures
  }

  func run() throws {
    let open = try options.open()
    let sample = try open.existingPairs(name)
    let figures = try PairFigures(of: sample.pairs, judgements: open.study.pairJudgements(of: name))
    if json {
      return try Console.put(
        json: Document(name: name, clustering: sample.clustering, design: sample.design, figures: figures))
    }
    Console.say("\(name): \(sample.design)")
    Console.put(Self.text(of: figures))
  }

  /// The figures as people read them.
  static func text(of figures: PairFigures) -> String {
    guard !figures.coders.isEmpty else {
      return "nobody has judged these pairs yet; codeframe pairs export writes them for a person"
    }
    var shares = TextTable([
      ("judged by", .left), ("within", .right), ("cohesive", .left), ("between", .right), ("cohesive", .left),
    ])
    for coder in figures.coders + (figures.unanimous.map { [$0] } ?? []) {
      shares.add([
        coder.coder, Figures.count(coder.within.judged), text(of: coder.within),
        Figures.count(coder.between.judged), text(of: coder.between),
      ])
    }
    guard !figures.agreements.isEmpty else {
      return shares.text + "\n\nagreement is undefined: one person has judged these pairs, and it takes two"
    }
    var agreements = TextTable([
      ("coder", .left), ("coder", .left), ("pairs", .right),
      (StatisticKind.accuracy.labelBetweenCoders, .left), (StatisticKind.kappa.label, .left),
    ])
    for pair in figures.agreements {
      agreements.add(
        pair.coders + [
          Figures.count(pair.pairs),
          Figures.figure(pair.agreement) + Figures.interval(pair.agreementInterval),
          Figures.figure(pair.kappa) + Figures.interval(pair.kappaInterval),
        ])
    }
    return shares.text + "\n\n" + agreements.text
  }

  private static func text(of share: PairFigures.Share) -> String {
    Figures.figure(share.share) + Figures.interval(share.interval)
  }
}
