import ContentCoding
import Foundation
import Imaging
import Testing

@testable import ModelCoders

/// Text in pictures, held against rapidocr 3.10.0 with the same weights.
@Suite("Text in pictures")
struct PictureTextReaderTests {
  static let pictures = [
    "column.png", "large.jpg", "meme.jpg", "nothing.jpg", "placard.jpg", "screenshot.png", "strip.png",
    "upside-down.png",
  ]

  /// The same lines in the same order, corners within 3 pixels (6 where the picture was scaled), confidence within .1.
  @Test(arguments: pictures)
  func linesAreThoseOfTheReference(name: String) throws {
    let golden = try #require(try PictureTextGolden.read().pictures[name])
    let image = try ImageDecoder().decode(try PictureTextGolden.bytes(of: name))
    let found = try PictureTextGolden.reader().read(image)
    #expect((found.width, found.height) == (golden.width, golden.height))
    #expect(found.lines.map(\.text) == golden.lines.map(\.text))
    for (line, reference) in zip(found.lines, golden.lines) {
      #expect(
        PictureTextGolden.distance(line.place, reference.corners) <= (image.width > 2_000 ? 6 : 3), "\(line)")
      #expect(abs(line.confidence - reference.confidence) < 0.1)
    }
    #expect(found.coverage >= 0 && found.coverage < 1 && (found.coverage > 0) == !golden.lines.isEmpty)
  }

  @Test func aBatchReadsAsEachPictureAlone() throws {
    let reader = try PictureTextGolden.reader()
    var batch = reader.makeBatch()
    let names = ["meme.jpg", "nothing.jpg", "strip.png"]
    for name in names { try batch.add(try PictureTextGolden.bytes(of: name)) }
    let together = try batch.finish().map { $0.noted(as: PictureText.self) }
    let alone = try names.map {
      try reader.read(try ImageDecoder().decode(try PictureTextGolden.bytes(of: $0)))
    }
    #expect(together == alone)
    #expect(throws: ImageProblem.self) { try batch.add(Array("no picture".utf8)) }
    #expect(try batch.finish().isEmpty)
  }

  /// Tiny, thin and long pictures have no text and end nothing.
  @Test(arguments: [(1, 1), (1, 400), (3_000, 2), (31, 29)])
  func oddSizesAreRead(width: Int, height: Int) throws {
    let image = try #require(
      PixelImage(width: width, height: height, pixels: Array(repeating: 90, count: width * height * 3)))
    #expect(try PictureTextGolden.reader().read(image).lines.isEmpty)
  }

  @Test func anotherModelIsRefused() throws {
    let seedling = Repository.root.appendingPathComponent("Models/seedling-64/onnx/model.onnx")
    #expect {
      try PictureTextReader(
        name: "seedling-64",
        files: PictureTextReader.Files(detection: seedling, direction: seedling, recognition: seedling),
        sha256: "")
    } throws: {
      "\($0)".contains("model.onnx does not say which characters it knows")
    }
  }
}
