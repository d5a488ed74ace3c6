import Foundation
import Imaging
import Testing

@testable import ModelCoders

struct TesseractReaderTests {
  private static let table = """
    level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
    1\t1\t0\t0\t0\t0\t0\t0\t100\t50\t-1\t
    4\t1\t1\t1\t1\t0\t10\t5\t40\t10\t-1\t
    5\t1\t1\t1\t1\t1\t10\t5\t20\t10\t96.5\tSave
    5\t1\t1\t1\t1\t2\t32\t5\t18\t10\t91.5\tit
    4\t1\t1\t1\t2\t0\t10\t20\t40\t10\t-1\t
    5\t1\t1\t1\t2\t1\t10\t20\t20\t10\t30\tnoise
    4\t1\t1\t1\t3\t0\t0\t0\t0\t0\t-1\t
    5\t1\t1\t1\t3\t1\t0\t0\t0\t0\t95\t \u{20}
    5\tx
    4\t1\t1\t1\t4\t0\tnan\t-1\t1\t1\t-1\t
    """

  @Test func linesAreWordsOfOneLine() throws {
    let lines = TesseractReader.lines(in: Self.table)
    #expect(lines.map(\.text) == ["Save it"])
    #expect(abs(lines[0].confidence - 0.94) < 1e-9)
    #expect(abs(lines[0].place.area - 400) < 1e-9)
    #expect(TesseractReader.lines(in: "").isEmpty && TesseractReader.lines(in: "a\tb\nc").isEmpty)
  }

  @Test func aScreenshotIsRead() throws {
    let file = Repository.fixture("picture-text/screenshot.png")
    let picture = try ImageDecoder(alpha: .overWhite).decode(Data(contentsOf: file))
    let text = try #require(try TesseractReader().read(picture))
    #expect(text.text.contains("Heute im Museum") && text.text.contains("danach Kaffee und Kuchen"))
    #expect(text.lines.allSatisfy { (0.5...1).contains($0.confidence) } && text.coverage < 0.5)
    #expect(text.width == picture.width)
    var batch = try TesseractReader().makeBatch()
    try batch.add(picture)
    let features = try batch.finish()
    #expect(features.first?.noted(as: PictureText.self) == text)
  }

  @Test(arguments: [
    ("xyz", "Tesseract knows no language xyz here"), ("eng; rm", "names no languages of Tesseract"),
    ("-l", "names no languages of Tesseract"), ("../eng", "names no languages of Tesseract"),
  ])
  func refusesLanguagesThatAreNone(languages: String, problem: String) {
    let found = #expect(throws: TesseractReader.Problem.self) {
      _ = try TesseractReader(languages: languages)
    }
    #expect(found?.description.contains(problem) == true)
  }
}
