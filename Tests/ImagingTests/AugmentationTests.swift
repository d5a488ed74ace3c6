import Reliability
import Testing

@testable import Imaging

struct AugmentationTests {
  private func picture(_ width: Int, _ height: Int) throws -> PixelImage {
    try #require(
      PixelImage(
        width: width, height: height,
        pixels: (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) }))
  }

  private func drawn(_ changes: Set<Augmentation.Change>, seed: UInt64) -> Augmentation {
    var chance = SplitMix64(seed: seed)
    return Augmentation(changes, using: &chance)
  }

  @Test func nothingChangesNothing() throws {
    let image = try picture(5, 4)
    #expect(drawn([], seed: 3)(image) == image)
  }

  @Test func aFlipMirrorsTheColumns() throws {
    let image = try #require(PixelImage(width: 2, height: 1, pixels: [1, 2, 3, 4, 5, 6]))
    var flip = drawn([], seed: 1)
    flip.isFlipped = true
    #expect(flip(image).pixels == [4, 5, 6, 1, 2, 3])
    #expect(flip(flip(image)) == image)
  }

  @Test func halfOfTheCopiesAreFlipped() {
    let flipped = (0..<1000).count { drawn([.flip], seed: $0).isFlipped }
    #expect((420...580).contains(flipped))
  }

  @Test func aCropKeepsBetweenHalfAndAllOfTheArea() throws {
    let image = try picture(90, 60)
    for seed in 0..<200 as Range<UInt64> {
      let copy = drawn([.crop], seed: seed)(image)
      let share = Double(copy.width * copy.height) / 5400
      #expect((0.45...1).contains(share), "seed \(seed)")
      let aspect = Double(copy.width) / Double(copy.height) / 1.5
      #expect((0.7...1.4).contains(aspect), "seed \(seed)")
    }
  }

  @Test func aCropIsAPartOfThePicture() throws {
    let image = try picture(4, 4)
    var crop = drawn([], seed: 1)
    crop.part = Augmentation.Crop(left: 0.25, top: 0.5, width: 0.5, height: 0.5)
    let copy = crop(image)
    #expect((copy.width, copy.height) == (2, 2))
    let rows = [image.pixels[27..<33], image.pixels[39..<45]]
    #expect(copy.pixels == Array(rows.joined()))
  }

  /// The figures of Pillow 12: ImageEnhance.Brightness(1.5) and (0.77), Contrast(0.5) and Color(0) of these two pixels.
  @Test func coloursChangeAsPillowChangesThem() throws {
    let image = try #require(PixelImage(width: 2, height: 1, pixels: [200, 100, 0, 10, 20, 30]))
    var bright = drawn([], seed: 1)
    bright.brightness = 1.5
    #expect(bright(image).pixels == [255, 150, 0, 15, 30, 45])
    bright.brightness = 0.77
    #expect(bright(image).pixels == [154, 77, 0, 7, 15, 23])
    var flat = drawn([], seed: 1)
    flat.contrast = 0.5
    #expect(flat(image).pixels == [134, 84, 34, 39, 44, 49])
    var grey = drawn([], seed: 1)
    grey.saturation = 0
    #expect(grey(image).pixels == [118, 118, 118, 18, 18, 18])
  }

  @Test func leavingOneChangeOutLeavesTheOthersAsTheyWere() {
    for seed in 0..<20 as Range<UInt64> {
      let all = drawn([.colour, .crop, .flip], seed: seed)
      #expect(drawn([.crop], seed: seed).part == all.part)
      #expect(drawn([.flip], seed: seed).isFlipped == all.isFlipped)
      #expect(drawn([.colour], seed: seed).contrast == all.contrast)
    }
  }

  @Test func aPictureOfOnePixelStaysOne() throws {
    let image = try #require(PixelImage(width: 1, height: 1, pixels: [9, 8, 7]))
    for seed in 0..<50 as Range<UInt64> {
      let copy = drawn([.colour, .crop, .flip], seed: seed)(image)
      #expect((copy.width, copy.height) == (1, 1))
    }
  }
}
