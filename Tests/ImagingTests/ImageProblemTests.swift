import Foundation
import Imaging
import Synchronization
import Testing

@Suite("Files that are no good have their own reason")
struct ImageProblemTests {
  private let decoder = ImageDecoder()

  private func problem(_ bytes: Data, limit: Int = ImageDecoder.pillowPixelLimit) -> ImageProblem? {
    do {
      _ = try ImageDecoder(pixelLimit: limit).decode(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func empty() { #expect(problem(Data()) == .empty) }

  @Test(arguments: [
    ("<!DOCTYPE html><html><body>404</body></html>", "an HTML page"), ("{\"error\": 1}", "JSON"),
    ("Not found", "text"),
    ("%PDF-1.7", "a PDF document"), ("<?xml version='1.0'?><Error/>", "XML"),
    ("\u{0}\u{0}", "a file of zeros"),
  ])
  func notAPicture(_ text: String, _ looksLike: String) {
    #expect(problem(Data(text.utf8)) == .notAPicture(looksLike: looksLike))
  }

  @Test(arguments: [
    ("BM123456", "BMP"), ("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"), ("8BPS", "Photoshop"),
  ])
  func unsupported(_ text: String, _ name: String) {
    #expect(problem(Data(text.utf8)) == .unsupportedFormat(name: name))
  }

  /// Not the animations, whose first frame is whole in the first half of the file.
  @Test(arguments: Golden.all.filter { !$0.file.hasPrefix("animated") })
  func truncatedFilesFail(_ golden: Golden.Picture) throws {
    let bytes = try golden.bytes()
    let found = problem(bytes.prefix(bytes.count * 6 / 10))
    let code = try #require(found?.code)
    #expect(["truncated", "corrupt"].contains(code))
    if golden.file.hasSuffix(".jpg") { #expect(code == "truncated") }
  }

  /// All threads share the buffer in which libvips says what is wrong.
  @Test func manyThatFailAtOnceKeepTheirOwnReasons() throws {
    let broken = try ["plain.webp", "plain.gif", "plain.tif", "plain.avif", "plain.heic"].flatMap { file in
      let bytes = try Golden.bytes(of: file)
      return [3, 6, 9].map { bytes.prefix(bytes.count * $0 / 10) }
    }
    let reasons = broken.map { problem($0) }
    #expect(Set(reasons).count >= 3)
    let wrong = Mutex<[ImageProblem?]>([])
    DispatchQueue.concurrentPerform(iterations: 50 * broken.count) { index in
      let place = index % broken.count
      let found = problem(broken[place])
      if found != reasons[place] { wrong.withLock { $0.append(found) } }
    }
    #expect(wrong.withLock(\.self) == [])
  }

  @Test func aJPEGWithoutItsSecondHalfFailsEvenWithAnEndMarker() throws {
    let bytes = try Golden.bytes(of: "large.jpg")
    #expect(problem(bytes.prefix(bytes.count / 2) + [0xFF, 0xD9]) == .truncated)
  }

  @Test func pixelLimit() throws {
    for file in [
      "large.jpg", "plain.png", "plain.webp", "plain.gif", "plain.tif", "plain.avif", "plain.heic",
    ] {
      #expect(problem(try Golden.bytes(of: file), limit: 1000)?.code == "too-many-pixels")
    }
    let bytes = try Golden.bytes(of: "large.jpg")
    #expect(
      problem(bytes, limit: 640 * 480 - 1) == .tooManyPixels(width: 640, height: 480, limit: 640 * 480 - 1))
    #expect(problem(bytes, limit: 640 * 480) == nil)
  }

  /// A PNG whose header says 60,000 x 60,000 is refused without its pixels being asked for.
  @Test func bomb() throws {
    var bytes = try Golden.bytes(of: "one.png")
    bytes.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    let code = try #require(problem(bytes)?.code)
    #expect(["too-many-pixels", "corrupt"].contains(code))
  }

  @Test func sentencesAndCodesDiffer() {
    let problems: [ImageProblem] = [
      .empty, .notAPicture(looksLike: "text"), .unsupportedFormat(name: "BMP"), .codecMissing(name: "HEIC"),
      .truncated,
      .corrupt(detail: "bad"), .tooManyPixels(width: 1, height: 2, limit: 1), .dimensionsZero,
      .encodingFailed(detail: "x"),
    ]
    #expect(Set(problems.map(\.code)).count == problems.count)
    #expect(Set(problems.map(\.description)).count == problems.count)
    #expect(problems.allSatisfy { $0.description.hasSuffix(".") })
  }
}
