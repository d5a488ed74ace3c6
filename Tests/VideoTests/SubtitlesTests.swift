import Foundation
import Reliability
import Testing

@testable import Video

/// The words of subtitles.
struct SubtitlesTests {
  private static func text(_ written: String) -> String? { Subtitles(Array(written.utf8))?.text }

  @Test func subRip() {
    let file = """
      \u{FEFF}1\r
      00:00:01,000 --> 00:00:02,500\r
      <i>We will</i> vote,\r
      {\\an8}today.\r
      \r
      2\r
      00:00:03,000 --> 00:00:04,000 X1:0\r
      42\r
      """
    #expect(Self.text(file) == "We will vote,\ntoday.\n42")
  }

  @Test func webVTT() {
    let file = """
      WEBVTT - made by hand
      Kind: captions

      STYLE
      ::cue { color: red }

      NOTE
      not --> said

      intro
      00:01.000 --> 00:02.000 align:start
      <v Anna>Grüße &amp; <00:01.500>more</v>

      00:02.000 --> 00:03.000
      Grüße & more
      rolls on
      """
    #expect(Self.text(file) == "Grüße & more\nrolls on")
  }

  @Test(arguments: ["", "no subtitles\n", "a --> b", "1\n2\n3\n00:00 --> 00:01\nx"])
  func whatHasNoCue(file: String) { #expect(Self.text(file) == nil) }

  @Test func otherEncodings() {
    let cue = "00:01.000 --> 00:02.000\nGrüße"
    #expect(Subtitles(Array(cue.data(using: .windowsCP1252) ?? Data()))?.text == "Grüße")
    #expect(Subtitles([0xFF, 0xFE] + Array(cue.data(using: .utf16LittleEndian) ?? Data()))?.text == "Grüße")
  }

  @Test func damagedFilesAreReadOrNot() {
    var chance = SplitMix64(seed: 3)
    let whole = Array(
      "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<b>a</b> {x} &lt;\n\n2\n00:02.000 --> 00:03.000\nb\n".utf8)
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<1 + chance.next(below: 6) {
        bytes[chance.next(below: bytes.count)] = UInt8(chance.next(below: 256))
      }
      let text = Subtitles(bytes)?.text ?? ""
      #expect(text.utf8.count <= 4 * whole.count)
    }
  }
}
