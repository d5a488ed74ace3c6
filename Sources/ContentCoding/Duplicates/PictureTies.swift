/// Which pictures show the same, and which posts are therefore duplicates.
///
/// Two posts are duplicates where their pictures pair off: as many in the one as in the other, each with a counterpart of
/// its class, in any order. So two albums that share one picture are none, and ties do not run through albums from one
/// post to another. A post without pictures has no duplicates.
public struct PictureTies: Sendable {
  /// The class of each picture under each kind of tie, from the strongest kind to the weakest.
  private var classes: [(kind: DuplicateGroup.Kind, sets: DisjointSets)]

  /// `count` pictures of different bytes, none of which is tied to another.
  public init(count: Int) {
    classes = [(.sameBytes, DisjointSets(count: count))]
  }

  /// Ties pictures, beside all that is tied already.
  ///
  /// - Parameters:
  ///   - groups: positions of the pictures, from 0.
  ///   - kind: the kind of the tie; kinds come in the order from the strongest to the weakest.
  public mutating func tie(_ groups: [[Int]], as kind: DuplicateGroup.Kind) {
    guard var sets = classes.last?.sets else { return }
    for group in groups {
      for other in group.dropFirst() { sets.unite(group[0], other) }
    }
    classes.append((kind, sets))
  }

  /// The groups of posts that are duplicates.
  ///
  /// - Parameter posts: the positions of each post's pictures; a picture may stand in many posts, and twice in one.
  /// - Returns: positions in `posts`, each group sorted, and the groups by their first post. The kind is the weakest that
  ///   is needed to hold the group together.
  public mutating func groups(of posts: [[Int]]) -> [(kind: DuplicateGroup.Kind, posts: [Int])] {
    guard let weakest = classes.indices.last else { return [] }
    var groups: [[Int]: [Int]] = [:]
    for (position, pictures) in posts.enumerated() where !pictures.isEmpty {
      groups[signature(of: pictures, at: weakest), default: []].append(position)
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { members in
      let place = classes.indices.first { place in
        let first = signature(of: posts[members[0]], at: place)
        return members.dropFirst().allSatisfy { signature(of: posts[$0], at: place) == first }
      }
      return (classes[place ?? weakest].kind, members)
    }
  }

  private mutating func signature(of pictures: [Int], at place: Int) -> [Int] {
    pictures.map { classes[place].sets.representative(of: $0) }.sorted()
  }
}
