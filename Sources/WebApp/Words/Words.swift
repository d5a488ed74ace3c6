import Foundation

/// Everything that the app says, in one language.
///
/// A language is one value of this type, so that none can lack a sentence.
struct Words: Sendable {
  /// The language's tag, as HTML has it.
  let language: String

  // What stands on every page.
  let skip, home, code, settle, posts, youAre: String
  let problem, back, noSuchPage, save, cancel, unknown: String

  // Who codes.
  let whoCodes, whoCodesWhy, yourName, begin: String

  // The home page.
  let nextStep, asCommand, corpus, pictures, unreadable, samples, people, coders, agreement: String
  let coder, kind, coded, abstained, failed, stale, done, of, overlap, variable, alphaOf: String
  let noSample, howMany, sampleName, draw, startCoding, goOnCoding, assignHint: String
  let noCoders, noAgreement, blindNote: String
  let asGold, asGoldWhy: String

  // Coding by hand.
  let cannotTell, comment, flag, next, previous, undo, finished, finishedWhy: String
  let definitions, examples, keys, keysHelp, sensitive, show, noPicture, noCaption: String
  let zoomIn, zoomOut, rotate, fit, saved, saving, notSaved, outdated, keepTheirs, keepMine: String
  let frame, otherText, range, yes, no, goOnByItself, aMinute, author, time, notAsked, clear: String

  // Settling.
  let noDisagreement, noDisagreementWhy, allSettled, decision, says, decide, confused: String

  // Posts.
  let filter, anyCoder, anyVariable, anyValue, value, status, text, sample, sort, find: String
  let differsFrom, flagged: String
  let more, nothingFound, answers, history, replaced, media, columns, reason, confidence, unblinds: String

  // Reviewing.
  let review, noMachineCodings, allReviewed, right, wrong, rightIs, precision, precisionNote: String
  let randomOrder, leastCertain: String

  // What machines do.
  let runs, makeReport, openReport, noReport, machines, noMachines, train, codeAll: String
  let sinceStart, nothingRuns, running, stopped, stop: String

  /// What is said to people who log in.
  let access: AccessWords

  /// What is done next.
  let steps: StepWords

  /// What is said where a coder is taught.
  let teach: TeachWords

  /// What is said where people look at posts, groups and figures.
  let explore: ExploreWords
}

extension Words {
  /// `3 of 20`.
  func share(_ part: Int, _ whole: Int) -> String { "\(part) \(of) \(whole)" }

  /// How fast one is, and how long the rest takes.
  func pace(_ postsAMinute: Double, left: Int) -> String {
    let minutes = max(1, Int((Double(left) / postsAMinute).rounded()))
    let time = minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    let rate = postsAMinute < 10 ? (postsAMinute * 10).rounded() / 10 : postsAMinute.rounded()
    return String(format: aMinute, String(rate), time)
  }

  /// The language that a browser asks for first, among those that the app speaks.
  static func fitting(_ accepted: String?) -> Words {
    let tags = (accepted ?? "").split(separator: ",").map { part -> (tag: String, weight: Double) in
      let parts = part.split(separator: ";")
      let weight = parts.dropFirst().compactMap { piece -> Double? in
        let piece = piece.drop { $0 == " " }
        return piece.hasPrefix("q=") ? Double(piece.dropFirst(2)) : nil
      }.first
      let tag = parts.first.map { $0.drop { $0 == " " }.prefix { $0 != "-" }.lowercased() } ?? ""
      return (tag, weight ?? 1)
    }
    let known = tags.filter { tag in all.contains { $0.language == tag.tag } && tag.weight > 0 }
    // Of equal weights the first counts.
    let best = known.enumerated().max { ($0.element.weight, $1.offset) < ($1.element.weight, $0.offset) }
    return all.first { $0.language == best?.element.tag } ?? english
  }

  private static let all = [english, german]
}
