import ContentCoding
import Foundation
import Hummingbird
import Pages
import Workflows

/// Pictures of posts, decoded and written anew: no metadata of theirs, and no byte that a browser might run, leaves.
///
/// A picture is asked for by its post's id and place, never by a path.
struct Pictures: AppRoutes {
  let cache: PictureCache

  /// The widths that are made: any number of others would fill the cache.
  private static let sides = [160, 320, 640, 1280, 2560]
  /// The longest side that a picture is shown with.
  static let largest = 2560

  /// Where the picture at `place` of a post is found, with its longer side of `width` pixels at most; of a video one frame.
  static func address(of post: String, at place: Int, width: Int, frame: Int? = nil) -> String {
    Address(
      "/picture",
      ["post": post, "n": String(place), "side": String(width), "frame": frame.map { String($0) }]
    ).description
  }

  func add(to router: AppRouter) {
    router.slowPage("/picture", for: .coder) { visit in
      let side = visit["side"].flatMap(Int.init) ?? 320
      guard let id = visit["post"], let place = visit["n"].flatMap(Int.init), place >= 0,
        try visit.maySeePictures(of: id),
        let post = try visit.open.study.post(id), post.media.indices.contains(place)
      else { return .problem(.notFound, visit.words.noPicture) }
      let media = post.media[place]
      let longest = Self.sides.first { $0 >= side } ?? Self.largest
      // A film begins with what matters less than its middle.
      let frame = visit["frame"].flatMap(Int.init) ?? OpenStudy.shownFrames / 2
      func key(_ frame: Int) -> String { "\(media.sha256 ?? media.path) \(longest) \(frame)" }
      if let known = cache[key(frame)] { return .bytes(known, type: "image/webp", tag: Self.tag(key(frame))) }
      switch try await visit.open.pictures(of: media, longestSide: longest) {
      case .success(let pictures):
        for (number, picture) in pictures.enumerated() {
          cache.keep(picture, as: key(pictures.count > 1 ? number : frame))
        }
        let shown = pictures[min(max(frame, 0), pictures.count - 1)]
        return .bytes(shown, type: "image/webp", tag: Self.tag(key(frame)))
      case .failure(let problem):
        return .bytes(
          Placeholder.svg(problem.reason), type: "image/svg+xml", tag: Self.tag(problem.reason.message))
      }
    }
  }

  private static func tag(_ key: String) -> String { String(Fingerprint(of: [key]).hex.prefix(20)) }
}

/// What stands in the place of a picture that cannot be read: the reason, in words.
enum Placeholder {
  static func svg(_ reason: Reason) -> [UInt8] {
    var drawing = Markup()
    drawing.element(
      "svg",
      ["xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 320 240", "width": "320", "height": "240"]
    ) { drawing in
      drawing.void("rect", ["width": "320", "height": "240", "fill": "#d9dde3"])
      drawing.element(
        "text",
        ["x": "160", "y": "124", "text-anchor": "middle", "font-family": "sans-serif", "font-size": "14"],
        text: String(reason.message.prefix(44)))
    }
    return Array(drawing.html.replacing("fill=\"#d9dde3\">", with: "fill=\"#d9dde3\"/>").utf8)
  }
}
