import ContentCoding
import Storage

/// The distinct pictures of posts, numbered from 0 in the order in which posts were imported.
struct PictureCatalogue {
  /// The ids of the posts that have pictures.
  private(set) var posts: [String] = []
  /// The numbers of each post's pictures.
  private(set) var pictures: [[Int]] = []
  private var numbers: [String: Int] = [:]
  private let selection: PostSelection

  /// Reads the media of `selection`.
  init(of study: Study, in selection: PostSelection) throws {
    self.selection = selection
    try study.forEachMedia(in: selection) { post, _, media in
      let key = Self.key(media)
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      if posts.last != post {
        posts.append(post)
        pictures.append([])
      }
      pictures[pictures.count - 1].append(number)
    }
  }

  /// How many distinct pictures there are.
  var count: Int { numbers.count }

  /// The pictures whose bytes were ever read.
  var sha256s: [(sha256: String, picture: Int)] {
    numbers.compactMap { $0.key.hasPrefix(Self.unread) ? nil : ($0.key, $0.value) }
  }

  /// A media record for each of some pictures, by number.
  func media(of wanted: Set<Int>, in study: Study) throws -> [(picture: Int, media: Media)] {
    var found: [Int: Media] = [:]
    try study.forEachMedia(in: selection) { _, _, media in
      guard let number = numbers[Self.key(media)], wanted.contains(number), found[number] == nil else {
        return
      }
      found[number] = media
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static let unread = "path "

  /// Media of the same bytes have one key; of a file that could never be read, its path.
  private static func key(_ media: Media) -> String { media.sha256 ?? unread + media.path }
}

extension Array {
  /// Consecutive parts of `size` elements, the last of them shorter.
  func chunks(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: Swift.max(1, size)).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
