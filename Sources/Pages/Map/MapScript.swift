/// The map's program: plain JavaScript in parts, each in a file of its own, in one module.
///
/// It reads the two kinds of data blocks that the page holds, asks for nothing else, and puts data into the page as
/// text and pixels only.
enum MapScript {
  /// The parts in their order.
  static let parts: [StaticString] = [
    posts, space, marks, sheets, view, painter, order, cards, legend, search, pointer, keys, start,
  ]
}
