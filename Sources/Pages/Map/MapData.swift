import ContentCoding
import Foundation

/// The map's data as JSON that can stand within a `script` element.
///
/// Texts are made readable and cut, and every character that could mean something to the HTML parser is escaped;
/// numbers go as base64 of their little-endian bytes.
struct MapData {
  private let content: MapContent
  /// The positions of the posts that have a place.
  let kept: [Int]
  private let frame: MapFrame
  private let places: [SIMD2<Double>]
  /// The colourings with their classes; one for all posts where the content names none.
  let colourings: [(colouring: MapColouring, classes: MapClasses)]
  /// Whether there are pictures to show.
  let hasPictures: Bool
  /// Whether some of them are veiled.
  let hasSensitive: Bool

  /// The stored map whose posts the app's gallery shows; nil for a page that stands alone.
  private let galleryMap: String?

  init(_ content: MapContent, galleryMap: String? = nil) {
    self.content = content
    self.galleryMap = galleryMap
    let frame = MapFrame(content.posts.map(\.place))
    var kept: [Int] = []
    var places: [SIMD2<Double>] = []
    for (position, post) in content.posts.enumerated() {
      guard let place = frame.place(of: post.place) else { continue }
      kept.append(position)
      places.append(place)
    }
    let all = MapColouring(
      name: "All posts", values: .categories(["post"], of: content.posts.map { _ in 0 }))
    self.kept = kept
    self.frame = frame
    self.places = places
    colourings = (content.colourings.isEmpty ? [all] : content.colourings).map {
      ($0, MapClasses($0, kept: kept))
    }
    hasPictures =
      content.sprites.map { sprites in
        let sizes = 1...1024
        return !sprites.sheets.isEmpty && sizes.contains(sprites.side) && sizes.contains(sprites.columns)
      } ?? false
    hasSensitive = hasPictures && kept.contains { content.posts[$0].picture?.isSensitive == true }
  }

  /// Writes the JSON in pieces.
  func write(_ send: (String) -> Void) {
    send("{\"width\":\(frame.extent.x),\"height\":\(frame.extent.y),\n\"ids\":")
    list(kept.lazy.map { content.posts[$0].id.shortName }, send)
    send(",\n\"captions\":")
    list(kept.lazy.map { ReadableText(content.posts[$0].caption, limit: MapPage.captionLimit).text }, send)
    if let galleryMap {
      let origin = frame.origin
      send(",\n\"gallery\":{\"map\":\(ScriptText.quoted(galleryMap)),\"left\":\(origin.left)")
      send(",\"top\":\(origin.top),\"span\":\(origin.span)}")
    }
    send(",\n\"places\":\"\(Packed.floats(places.lazy.flatMap { [$0.x, $0.y] }))\"")
    send(",\n\"sprites\":")
    writeSprites(send)
    send(",\n\"colourings\":[")
    for (place, entry) in colourings.enumerated() {
      send(place == 0 ? "\n" : ",\n")
      write(entry.colouring, entry.classes, send)
    }
    send("\n]}")
  }

  private func writeSprites(_ send: (String) -> Void) {
    guard hasPictures, let sprites = content.sprites else {
      send("null")
      return
    }
    let (room, overflow) = sprites.sheets.count.multipliedReportingOverflow(
      by: sprites.columns * sprites.columns)
    let limit = overflow ? Int.max : room
    let pictures = kept.map { position -> MapPost.Picture? in
      content.posts[position].picture.flatMap { (0..<limit).contains($0.sprite) ? $0 : nil }
    }
    let aspects = pictures.map { picture in
      guard let aspect = picture?.aspect, aspect.isFinite, aspect > 0 else { return 1.0 }
      return min(20, max(0.05, aspect))
    }
    send("{\"side\":\(sprites.side),\"columns\":\(sprites.columns)")
    send(",\"of\":\"\(Packed.integers(pictures.map { Int32(clamping: $0?.sprite ?? -1) }))\"")
    send(",\"aspects\":\"\(Packed.floats(aspects))\"")
    let sensitive = pictures.map { UInt8($0?.isSensitive == true ? 1 : 0) }
    send(",\"sensitive\":\"\(Data(sensitive).base64EncodedString())\"}")
  }

  private func write(_ colouring: MapColouring, _ classes: MapClasses, _ send: (String) -> Void) {
    send("{\"name\":\(ScriptText.quoted(colouring.name.shortName))")
    send(",\"missing\":")
    list(classes.missing, send)
    send(",\"note\":\(ScriptText.quoted(colouring.note.shortName))")
    send(",\"isOrdered\":\(classes.isOrdered),\"counts\":\(classes.counts),\"labels\":")
    list(classes.labels, send)
    send(",\"of\":\"\(Packed.integers(classes.places))\"")
    send(",\"values\":\(classes.numbers.map { "\"\(Packed.doubles($0))\"" } ?? "null")}")
  }

  private func list(_ texts: some Sequence<String>, _ send: (String) -> Void) {
    var separator = "["
    var isEmpty = true
    for text in texts {
      send(separator + ScriptText.quoted(text))
      separator = ",\n"
      isEmpty = false
    }
    send(isEmpty ? "[]" : "]")
  }
}
