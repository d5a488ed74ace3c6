import ContentCoding
import Foundation
import Imaging

/// Reads what is written in pictures by the program Tesseract, where it is installed: for pages, screenshots and the alphabets that
/// PP-OCR does not know.
///
/// Source: Smith, An overview of the Tesseract OCR engine, ICDAR 2007.
/// Each picture is a process of its own with a limited time, so a reader that hangs or dies takes nothing with it. It is given
/// pixels, never the file.
public struct TesseractReader: MediaExtractor {
  /// Why Tesseract cannot be used.
  public struct Problem: Error, CustomStringConvertible {
    /// What is wrong, and what to do.
    public let description: String
  }

  /// `text`; covers the program's version and its languages.
  public let identity: ExtractorIdentity
  /// A picture takes a while.
  public let batchSize = 2
  private let languages: String

  /// Lines of less confidence are left out, as by ``PictureTextReader``.
  private static let leastConfidence = PictureTextReader.leastConfidence
  /// So many seconds of the processor's time one picture may take.
  private static let secondsAllowed = 60
  /// So many bytes of its answer are read.
  private static let answerLimit = 16 << 20

  /// A reader.
  ///
  /// - Parameter languages: Tesseract's names of languages, joined by `+`, such as `deu+eng`.
  /// - Throws: ``Problem`` where the program or a language is not installed.
  public init(languages: String = "eng") throws {
    guard languages.wholeMatch(of: /[A-Za-z_]{2,20}(\+[A-Za-z_]{2,20}){0,9}/) != nil else {
      throw Problem(
        description: "\"\(languages.prefix(60))\" names no languages of Tesseract, such as eng or deu+eng")
    }
    guard let words = try Self.output(["--version"]),
      let version = words.split(whereSeparator: \.isWhitespace).dropFirst().first
    else {
      throw Problem(
        description: "Tesseract is not installed; sudo apt-get install tesseract-ocr, or leave --engine out")
    }
    let known = Set(
      (try Self.output(["--list-langs"]) ?? "").split(whereSeparator: \.isNewline).dropFirst().map(
        String.init))
    if let missing = languages.split(separator: "+").map(String.init).first(where: { !known.contains($0) }) {
      throw Problem(
        description:
          "Tesseract knows no language \(missing) here; it knows \(known.sorted().joined(separator: ", ")); "
          + "sudo apt-get install tesseract-ocr-\(missing.replacing("_", with: "-")) adds it")
    }
    self.languages = languages
    identity = ExtractorIdentity(
      name: "text",
      fingerprint: Fingerprint(ofBytes: Array("text tesseract 1: \(version) \(languages)".utf8)))
  }

  /// What is written in a picture; nil where Tesseract could not read it.
  ///
  /// - Throws: What keeps files from being written.
  public func read(_ image: PixelImage) throws -> PictureText? {
    let file = FileManager.default.temporaryDirectory.appending(path: "codeframe-\(UUID().uuidString).ppm")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Array("P6 \(image.width) \(image.height) 255\n".utf8) + image.pixels).write(to: file)
    // Words anywhere in the picture, in no order.
    guard
      let table = try Self.output([file.path, "stdout", "-l", languages, "--psm", "11", "--dpi", "70", "tsv"])
    else { return nil }
    return PictureText(lines: Self.lines(in: table), width: image.width, height: image.height)
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch {
    SightBatch { picture in
      guard let text = try read(picture) else {
        return .missing(Reason(.unreadable, "Tesseract could not read it"))
      }
      return try Feature(noting: text)
    }
  }

  /// The lines of Tesseract's table: a row for each word, and before it one for the line with its place.
  static func lines(in table: String) -> [PictureText.Line] {
    var lines: [PictureText.Line] = []
    var words: [(text: String, confidence: Double)] = []
    var place: Quadrilateral?
    func end() {
      let confidence = words.reduce(0) { $0 + $1.confidence } / Double(max(1, words.count)) / 100
      if let place, !words.isEmpty, confidence >= leastConfidence {
        lines.append(
          PictureText.Line(
            text: words.map(\.text).joined(separator: " "), confidence: min(1, confidence), place: place))
      }
      words = []
    }
    for row in table.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count == 12, let level = Int(cells[0]) else { continue }
      let numbers = cells[6...9].compactMap { Double($0) }
      guard numbers.count == 4, numbers.allSatisfy({ (0...1e6).contains($0) }) else { continue }
      if level == 4 {
        end()
        let (left, top, right, bottom) = (
          numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]
        )
        place = Quadrilateral(ordering: [
          Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom),
          Point(x: left, y: bottom),
        ])
      } else if level == 5, let confidence = Double(cells[10]), confidence >= 0 {
        let text = cells[11].filter { !$0.isWhitespace }
        if !text.isEmpty { words.append((String(text), confidence)) }
      }
    }
    end()
    return lines
  }

  /// What Tesseract writes; nil where it is not there, fails, or takes too long.
  private static func output(_ arguments: [String]) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appending(path: "codeframe-\(UUID().uuidString).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw Problem(description: "\(file.path) cannot be written")
    }
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [
        "-c", "ulimit -t \(secondsAllowed) && ulimit -f \(answerLimit / 512) && exec \"$@\"", "sh",
        "tesseract",
      ] + arguments
    // Pictures are read side by side; one of them has one core.
    process.environment = ProcessInfo.processInfo.environment.merging(["OMP_THREAD_LIMIT": "1"]) { $1 }
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
    return String(decoding: try Data(contentsOf: file).prefix(answerLimit), as: UTF8.self)
  }
}
