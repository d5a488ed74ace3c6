import Workflows

/// What is done next, in the words of a language.
struct StepWords: Sendable {
  let importPosts, codeUntaught, codeByHand, draw, makeGold, codeAgain, train, code, nameCoder, report: String
  let best, dealOut, dealThem, share: String

  static let english = StepWords(
    importPosts: "Import posts.", codeUntaught: "Let %@ code, which needs no gold; or let people code.",
    codeByHand: "Code the sample %@.", draw: "Draw a sample and code it.",
    makeGold: "See how far people agree, settle where they differ, and make gold of it.",
    codeAgain: "A second person codes the same posts; or import gold under the name %@.",
    train: "%@ has to learn anew, for gold has changed.", code: "Let %@ code all posts.",
    nameCoder: "Name a coder in codeframe.yaml.", report: "See how far each coder can be trusted.",
    best: "The best coder", dealOut: "Deal a sample out", dealThem: "Deal out", share: "Coded by two, of 1")

  static let german = StepWords(
    importPosts: "Lesen Sie Beiträge ein.",
    codeUntaught: "Lassen Sie %@ codieren; dazu braucht es kein Gold. Oder lassen Sie Personen codieren.",
    codeByHand: "Codieren Sie die Stichprobe %@.", draw: "Ziehen Sie eine Stichprobe und codieren Sie sie.",
    makeGold: "Sehen Sie, wie weit die Personen einig sind, schlichten Sie, und machen Sie Gold daraus.",
    codeAgain: "Eine zweite Person codiert dieselben Beiträge; oder lesen Sie Gold unter dem Namen %@ ein.",
    train: "%@ muss neu lernen, denn Gold hat sich geändert.", code: "Lassen Sie %@ alle Beiträge codieren.",
    nameCoder: "Nennen Sie in codeframe.yaml, wer codiert.",
    report: "Sehen Sie, wie weit allen zu trauen ist.",
    best: "Wer am besten codiert", dealOut: "Eine Stichprobe aufteilen", dealThem: "Aufteilen",
    share: "Von zweien codiert, von 1")

  /// The step in words.
  func text(of step: NextStep) -> String {
    switch step.kind {
    case .importPosts: importPosts
    case .codeUntaught(let name): String(format: codeUntaught, name)
    case .codeByHand(let sample): String(format: codeByHand, sample)
    case .draw: draw
    case .makeGold: makeGold
    case .codeAgain(let gold): String(format: codeAgain, gold)
    case .train(let name, _): String(format: train, name)
    case .code(let name): String(format: code, name)
    case .nameCoder: nameCoder
    case .report: report
    }
  }
}
