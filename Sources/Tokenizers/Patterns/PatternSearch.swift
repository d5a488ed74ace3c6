/// Searches texts for regular expressions, and keeps the memory for it.
///
/// Matching backtracks, as the reference's engine does, so that the first alternative that fits wins. A text that makes this
/// expensive is searched on carefully: each choice that was tried at a place and failed is noted and never tried again, so
/// that the time is at most (choices x length of the text).
struct PatternSearch {
  private struct Frame {
    var step: Int
    var place: Int
    /// For a run: how far back it may give way; else -1.
    var floor: Int
    var path: Int
  }

  private enum Outcome {
    case end(Int), fails, tooExpensive
  }

  private var frames: [Frame] = []
  private var budget = 0
  /// In careful matching, the choices that failed, a bit for each choice and place.
  private var failed: [UInt64] = []
  /// The choices on the way to where matching is now.
  private var path: [Int] = []

  /// Appends the matches in a part of a text and what is between them, in order.
  mutating func findAll(
    _ expression: RegularExpression, in whole: Bytes, _ span: Span, into matches: inout [Match]
  ) {
    let text = Bytes(rebasing: whole[span.start..<span.end])
    budget = 2_000 + 200 * text.count
    var isCareful = false
    var (gap, place, lastEnd) = (0, 0, -1)
    while let (start, end) = next(expression, in: text, from: place, &isCareful) {
      if start == end, end == lastEnd {
        place = start < text.count ? start + scalar(in: text, at: start).count : start + 1
        continue
      }
      if gap < start {
        matches.append(Match(start: span.start + gap, end: span.start + start, isMatch: false))
      }
      matches.append(Match(start: span.start + start, end: span.start + end, isMatch: true))
      (gap, place, lastEnd) = (end, end, end)
    }
    if gap < text.count { matches.append(Match(start: span.start + gap, end: span.end, isMatch: false)) }
  }

  /// The next match from a place on.
  private mutating func next(
    _ expression: RegularExpression, in text: Bytes, from begin: Int, _ isCareful: inout Bool
  ) -> (Int, Int)? {
    var start = begin
    while start <= text.count {
      if let first = expression.quick.first {
        while start < text.count, !first.allows(text[start]) { start += 1 }
        if start == text.count { return nil }
      }
      if !isCareful {
        switch run(expression.quick, 0, start, in: text, isCareful: false) {
        case .end(let end): return (start, end)
        case .fails: break
        case .tooExpensive:
          isCareful = true
          frames.removeAll(keepingCapacity: true)
          failed = [UInt64](repeating: 0, count: expression.careful.choices * (text.count + 1) / 64 + 1)
          continue
        }
      } else if case .end(let end) = run(expression.careful, 0, start, in: text, isCareful: true) {
        forgetPath(from: 0)
        return (start, end)
      }
      start += start < text.count ? scalar(in: text, at: start).count : 1
    }
    return nil
  }

  /// Takes the choices of a way that led to a match out of those that failed.
  private mutating func forgetPath(from begin: Int) {
    for note in path[begin...] { failed[note >> 6] &= ~(1 << UInt64(note & 63)) }
    path.removeSubrange(begin...)
  }

  /// Matches from a step and a place on.
  private mutating func run(
    _ program: PatternProgram, _ begin: Int, _ from: Int, in text: Bytes, isCareful: Bool
  ) -> Outcome {
    let base = frames.count
    if begin == 0 { path.removeAll(keepingCapacity: true) }
    var (step, place) = (begin, from)
    while true {
      var goesOn = true
      switch program.steps[step] {
      case .found:
        frames.removeSubrange(base...)
        return .end(place)
      case .one(let set):
        goesOn = false
        if place < text.count {
          let (value, count) = scalar(in: text, at: place)
          if set.contains(value) {
            place += count
            step += 1
            goesOn = true
          }
        }
      case .run(let set, let minimum, let maximum, let isPossessive):
        let start = place
        var (count, floor) = (0, minimum == 0 ? place : -1)
        while place < text.count, count < maximum {
          let (value, size) = scalar(in: text, at: place)
          if !set.contains(value) { break }
          place += size
          count += 1
          if count == minimum { floor = place }
        }
        budget -= (place - start) >> 3
        if count < minimum {
          goesOn = false
        } else {
          if !isPossessive, place > floor {
            frames.append(Frame(step: step + 1, place: place, floor: floor, path: path.count))
          }
          step += 1
        }
      case .choice(let first, let second, let guarding, let number):
        if isCareful {
          let note = number * (text.count + 1) + place
          if failed[note >> 6] >> UInt64(note & 63) & 1 == 1 {
            goesOn = false
            break
          }
          failed[note >> 6] |= 1 << UInt64(note & 63)
          path.append(note)
        } else {
          budget -= 1
          if budget < 0 { return .tooExpensive }
        }
        if let guarding, place == text.count || !guarding.allows(text[place]) {
          step = second
        } else {
          frames.append(Frame(step: second, place: place, floor: -1, path: path.count))
          step = first
        }
      case .jump(let target): step = target
      case .ahead(let end, let isNegative):
        let notes = path.count
        switch run(program, step + 1, place, in: text, isCareful: isCareful) {
        case .tooExpensive: return .tooExpensive
        case .end:
          if isCareful { forgetPath(from: notes) }
          goesOn = !isNegative
        case .fails: goesOn = isNegative
        }
        step = end
      case .assertion(let assertion):
        goesOn = Self.holds(assertion, at: place, in: text)
        step += 1
      }
      if goesOn { continue }
      if !isCareful {
        budget -= 1
        if budget < 0 { return .tooExpensive }
      }
      guard frames.count > base else { return .fails }
      var frame = frames.removeLast()
      (step, place) = (frame.step, frame.place)
      if isCareful { path.removeSubrange(frame.path...) }
      if frame.floor >= 0 {
        place = scalarStart(in: text, before: place, from: frame.floor)
        if place > frame.floor {
          frame.place = place
          frames.append(frame)
        }
      }
    }
  }

  private static func holds(_ assertion: PatternNode.Assertion, at place: Int, in text: Bytes) -> Bool {
    switch assertion {
    case .textStart: return place == 0
    case .textEnd: return place == text.count
    case .lineStart: return place == 0 || text[place - 1] == 0x0A && place < text.count
    case .lineEnd: return place == text.count || text[place] == 0x0A
    case .lastLineEnd: return place == text.count || place + 1 == text.count && text[place] == 0x0A
    case .wordEdge, .noWordEdge:
      let before =
        place > 0
        && CharacterKind.isWord(
          scalar(in: text, at: scalarStart(in: text, before: place, from: 0)).value, joiners: false)
      let after =
        place < text.count && CharacterKind.isWord(scalar(in: text, at: place).value, joiners: false)
      return (before != after) == (assertion == .wordEdge)
    }
  }
}
