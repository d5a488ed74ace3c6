import Foundation
import Testing

@testable import Imaging

@Suite("Contact sheets and sprites")
struct ContactSheetTests {
  /// A JPEG of vertical thirds: red, green, blue.
  static func thirds(width: Int = 120, height: Int = 40) throws -> [UInt8] {
    var pixels: [UInt8] = []
    for _ in 0..<height {
      for x in 0..<width {
        pixels += x * 3 < width ? [255, 0, 0] : x * 3 < width * 2 ? [0, 255, 0] : [0, 0, 255]
      }
    }
    return try pixels.withUnsafeMutableBufferPointer { pixels in
      try JPEGEncoder.encode(
        Raster(width: width, height: height, start: try #require(pixels.baseAddress)), quality: 100)
    }
  }

  /// The name of the colour at a place.
  static func colour(_ image: PixelImage, _ x: Int, _ y: Int) -> String {
    let start = (y * image.width + x) * 3
    let bright = image.pixels[start..<start + 3].map { $0 > 200 }
    let dark = image.pixels[start..<start + 3].map { $0 < 60 }
    switch (bright, dark) {
    case ([true, false, false], [false, true, true]): return "red"
    case ([false, true, false], [true, false, true]): return "green"
    case ([false, false, true], [true, true, false]): return "blue"
    case ([true, true, true], _): return "white"
    default: return "other"
    }
  }

  @Test func lettersStandInTheRoomThatTheLayoutLeaves() throws {
    let layout = try SheetLayout(count: 2, columns: 2, side: 80, gap: 5, heading: 40, label: 20)
    #expect(layout.width == 175 && layout.height == 40 + 80 + 20 + 10)
    var sheet = ContactSheet(layout)
    let isLabelled = sheet.label("1  p<017> & more of it than a cell is wide", at: 1)
    let isHeaded = sheet.heading(["A title that is cut since it is longer than the sheet", "words"])
    let isBeyond = sheet.label("no such cell", at: 2)
    #expect(isLabelled && isHeaded && !isBeyond)
    let image = try ImageDecoder().decode(try sheet.jpeg(quality: 100))
    let dark = (0..<image.width * image.height).filter { image.pixels[$0 * 3] < 100 }
    let places = dark.map { (x: $0 % image.width, y: $0 / image.width) }
    let label = places.filter { $0.y >= 125 }
    #expect(!label.isEmpty && label.allSatisfy { (90..<170).contains($0.x) && $0.y < 145 })
    #expect(places.contains { $0.y < 22 } && places.contains { (25..<45).contains($0.y) })
    #expect(!places.contains { (45..<125).contains($0.y) })
  }

  @Test func aLayoutWithoutRoomForLabelsHasNone() throws {
    var sheet = ContactSheet(try SheetLayout(count: 1, columns: 1, side: 40))
    let isLabelled = sheet.label("p1", at: 0)
    #expect(!isLabelled)
    #expect(throws: ImageProblem.self) {
      try SheetLayout(count: 1, columns: 1, side: 40, heading: .max, label: .max)
    }
  }

  @Test(arguments: [
    "", "\u{0}\u{202E}", "<span size='999999'>x</span>", "&amp", String(repeating: "\u{301}", count: 9999),
  ])
  func noTextBreaksASheet(_ text: String) throws {
    var sheet = ContactSheet(try SheetLayout(count: 1, columns: 1, side: 40, heading: 20, label: 20))
    sheet.label(text, at: 0)
    sheet.heading([text])
    #expect(try ImageDecoder().decode(try sheet.jpeg()).height == 80)
  }

  static func sheet(
    _ fit: SheetLayout.Fit, _ picture: [UInt8], count: Int = 5, at number: Int = 3
  ) throws -> PixelImage {
    var sheet = ContactSheet(try SheetLayout(count: count, columns: 2, side: 48, gap: 4, fit: fit))
    #expect(sheet.place(try sheet.layout.cell(of: picture), at: number))
    return try ImageDecoder().decode(sheet.jpeg(quality: 95))
  }

  @Test func aCoveringPictureShowsItsMiddle() throws {
    let sheet = try Self.sheet(.cover, Self.thirds())
    #expect((sheet.width, sheet.height) == (2 * 52 + 4, 3 * 52 + 4))
    // Cell 3 is the second of the second row: x and y from 56 to 104.
    for place in [58, 80, 101] { #expect(Self.colour(sheet, place, 80) == "green", "\(place)") }
    #expect(Self.colour(sheet, 80, 58) == "green")
    for (x, y) in [(24, 24), (80, 24), (24, 80), (24, 130), (80, 130)] {
      #expect(Self.colour(sheet, x, y) == "white", "\(x), \(y)")
    }
  }

  @Test func aContainedPictureLeavesBackground() throws {
    let sheet = try Self.sheet(.contain, Self.thirds())
    #expect([62, 80, 98].map { Self.colour(sheet, $0, 80) } == ["red", "green", "blue"])
    #expect([58, 66, 94, 102].map { Self.colour(sheet, 80, $0) } == Array(repeating: "white", count: 4))
  }

  @Test func aSquashedPictureFillsItsCell() throws {
    let sheet = try Self.sheet(.squashed, Self.thirds())
    for row in [59, 80, 101] {
      #expect([62, 80, 98].map { Self.colour(sheet, $0, row) } == ["red", "green", "blue"])
    }
  }

  @Test(arguments: [SheetLayout.Fit.cover, .contain, .squashed], [(1, 1), (3, 500), (500, 3), (7, 9)])
  func everySizeFillsACell(_ fit: SheetLayout.Fit, _ size: (Int, Int)) throws {
    let layout = try SheetLayout(count: 1, columns: 1, side: 31, fit: fit)
    let cell = try layout.cell(of: Self.thirds(width: size.0, height: size.1))
    #expect((cell.width, cell.height, cell.pixels.count) == (31, 31, 31 * 31 * 3))
  }

  @Test func everyFormatCanStandInACell() throws {
    let layout = try SheetLayout(count: 1, columns: 1, side: 64)
    for name in ["plain.png", "large.jpg", "orientation-6.jpg"] {
      #expect(try layout.cell(of: Golden.bytes(of: name)).width == 64)
    }
  }

  @Test func unreadableBytesAreAProblemAndNoCell() throws {
    let layout = try SheetLayout(count: 1, columns: 1, side: 64)
    #expect(throws: ImageProblem.empty) { try layout.cell(of: [UInt8]()) }
    #expect(throws: ImageProblem.self) { try layout.cell(of: Array("<html>".utf8)) }
  }

  @Test func placesOutsideChangeNothing() throws {
    var sheet = ContactSheet(try SheetLayout(count: 2, columns: 2, side: 8))
    let blank = try sheet.jpeg()
    let fitting = try sheet.layout.cell(of: Self.thirds())
    let large = try SheetLayout(count: 1, columns: 1, side: 9).cell(of: Self.thirds())
    #expect(!sheet.place(fitting, at: -1) && !sheet.place(fitting, at: 2) && !sheet.place(large, at: 0))
    #expect(try sheet.jpeg() == blank)
  }

  @Test func tooLargeSheetsAreRefused() {
    for (count, side) in [(1_000_000, 64), (2, 40_000), (1, .max), (.max, 1), (70_000, 1)] {
      #expect(throws: ImageProblem.self) { try SheetLayout(count: count, columns: 1, side: side) }
    }
    #expect(throws: ImageProblem.self) { try SheetLayout(count: 9, columns: 3, side: 8, gap: .max) }
  }

  @Test func backgroundHasItsColour() throws {
    let layout = try SheetLayout(
      count: 1, columns: 1, side: 16, background: .init(red: 0, green: 0, blue: 255))
    let sheet = try ImageDecoder().decode(ContactSheet(layout).jpeg(quality: 95))
    #expect(Self.colour(sheet, 8, 8) == "blue")
  }

  @Test func spritesAreNumberedOverSheets() throws {
    var sprites = try SpriteSheets(side: 250, quality: 90)
    #expect((sprites.side, sprites.columns, sprites.capacity) == (256, 4, 16))
    let red = try sprites.layout.cell(of: Self.thirds(width: 20, height: 20))
    for number in 0..<22 { #expect(try sprites.append(red) == number) }
    #expect(
      try sprites.append(try SheetLayout(count: 1, columns: 1, side: 16).cell(of: Self.thirds())) == nil)
    let sheets = try sprites.sheets().map { try ImageDecoder().decode($0) }
    #expect(sheets.map(\.height) == [1024, 512])
    #expect(sheets.map(\.width) == [1024, 1024])
    // The sixth sprite of the second sheet is its last, the second of the second row.
    #expect(Self.colour(sheets[1], 256 + 128, 256 + 128) == "green")
    #expect(Self.colour(sheets[1], 512 + 128, 256 + 128) == "white")
    #expect(try sprites.sheets() == sprites.sheets())
  }

  @Test func noSpritesNoSheets() throws {
    #expect(try SpriteSheets(side: 64).sheets().isEmpty)
    #expect(try [SpriteSheets(side: -5).side, SpriteSheets(side: 9999).side] == [16, 256])
  }

  @Test func spritesTouchInTheirOutermostPixelOnly() throws {
    var sprites = try SpriteSheets(side: 48, quality: 72)
    let layout = sprites.layout
    let red = try layout.cell(of: Self.plain(255, 0, 0))
    let blue = try layout.cell(of: Self.plain(0, 0, 255))
    for number in 0..<100 { _ = try sprites.append(number % 2 == 0 ? red : blue) }
    let sheet = try ImageDecoder().decode(sprites.sheets()[0])
    for place in [(46, 5, "red"), (49, 5, "blue"), (94, 46, "blue"), (97, 46, "red")] {
      #expect(Self.colour(sheet, place.0, place.1) == place.2)
    }
  }

  static func plain(_ red: UInt8, _ green: UInt8, _ blue: UInt8) throws -> [UInt8] {
    try ContactSheet(
      SheetLayout(
        count: 1, columns: 1, side: 32, background: .init(red: red, green: green, blue: blue))
    ).jpeg(quality: 100)
  }
}
