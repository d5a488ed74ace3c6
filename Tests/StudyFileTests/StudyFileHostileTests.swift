import Foundation
import Reliability
import Testing

@testable import StudyFile

@Suite struct StudyFileHostileTests {
  @Test func aliasesAreRefused() {
    let bomb = "study: &a [x, x]\nvariables: &b [*a, *a]\ncoders: {? [*b, *b] : *b}\n"
    #expect(
      StudyFileTests.problems(bomb).first
        == "line 2: the alias *a: this file does not use aliases; write the text out, or quote it if it is text"
    )
  }

  @Test func ampersandsAndStarsInTextAreText() throws {
    let text =
      "study: R&D *important* Q&A\nvariables: [{name: b, type: boolean, definition: salt &pepper *sugar}]"
    #expect(try StudyFile.parse(text).name == "R&D *important* Q&A")
  }

  @Test(arguments: [
    "[", "{", "- ", "? ", "[{", "{? ", "? - ", "a: {", "!!x [", "'", "\"", "|", "&a ", "*", "%", "\u{2028}",
  ])
  func nestsEndInAnError(part: String) {
    let clock = ContinuousClock()
    let spent = clock.measure {
      let text = String(repeating: part, count: 200_000 / part.utf8.count)
      #expect(!StudyFileTests.problems(text).isEmpty)
    }
    #expect(spent < .seconds(60))
  }

  @Test func sizeIsBounded() {
    let text = "study: S\n" + String(repeating: "# comment\n", count: 110_000)
    #expect(StudyFileTests.problems(text) == ["the file is longer than 1 MiB; a codebook is shorter"])
  }

  @Test func problemsAreBounded() throws {
    let text = "study: S\nvariables:\n" + String(repeating: "  - {name: x, typ: y}\n", count: 30_000)
    let error = try #require(throws: StudyFileError.self) { try StudyFile.parse(text) }
    #expect(error.problems.count == ProblemLog.limit)
    #expect(error.unlisted > 30_000)
    #expect(error.description.hasSuffix("more problems"))
  }

  @Test func controlCharactersAreNamedByLine() {
    #expect(
      StudyFileTests.problems("study: S\nvariables: a\u{0}b\u{B}\n")
        == ["line 2: the control character U+0; remove it"])
  }

  /// 3,000 mutations of a file with every key: each is read or refused, none crashes.
  @Test func mutationsNeverCrash() {
    var random = SplitMix64(seed: 7)
    let original = Array(StudyFileTests.full.utf8)
    let pieces = [
      "\t", "\n", ": ", "- ", "[", "]", "{", "}", "\"", "'", "|", "&a", "*a", "?", "#", "~", "\u{0}", "é",
      "...",
    ]
    .map { Array($0.utf8) }
    var (read, refused) = (0, 0)
    for _ in 0..<3_000 {
      var bytes = original
      for _ in 0...Int(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 40)))
        default: bytes.swapAt(place, Int(random.next() % UInt64(bytes.count)))
        }
        if bytes.isEmpty { bytes = [0x61] }
      }
      do throws(StudyFileError) {
        _ = try StudyFile.parse(String(decoding: bytes, as: UTF8.self))
        read += 1
      } catch {
        refused += 1
        if error.problems.isEmpty { Issue.record("an error without a problem") }
      }
    }
    #expect(read > 0 && refused > 0 && read + refused == 3_000)
  }
}
