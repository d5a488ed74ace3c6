import ContentCoding

/// Makes one post of all rows with the same id: a table with a row for each picture.
///
/// The pictures stand in the order of the rows; of text, author, time, counts and columns the first that is there counts.
struct RowMerger {
  /// The posts, in the order of their first rows.
  private(set) var posts: [ImportedPost] = []
  private var places: [String: Int] = [:]

  mutating func add(_ row: ImportedPost) {
    guard let place = places[row.post.id] else {
      places[row.post.id] = posts.count
      return posts.append(row)
    }
    let (more, known) = (row.post, posts[place].post.media)
    posts[place].post.media += more.media.filter { !known.contains($0) }
    if posts[place].post.text.isEmpty { posts[place].post.text = more.text }
    posts[place].post.author = posts[place].post.author ?? more.author
    posts[place].post.time = posts[place].post.time ?? more.time
    posts[place].post.counts.merge(more.counts) { first, _ in first }
    posts[place].post.columns.merge(more.columns) { first, _ in first }
    posts[place].cleared.formIntersection(row.cleared)
  }
}
