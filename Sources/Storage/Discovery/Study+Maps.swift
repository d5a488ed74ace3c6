import ContentCoding
import Foundation
import GRDB

/// Places of posts on a plane.
public struct PostMap: Hashable, Sendable {
  /// The name; unique in the study.
  public var name: String
  /// Covers everything that decides the places but the posts.
  public var recipe: Fingerprint
  /// Each post's place, by id.
  public var places: [String: SIMD2<Double>]
  /// When it was made, in UTC.
  public var madeAt: Date

  /// A map.
  public init(name: String, recipe: Fingerprint, places: [String: SIMD2<Double>], madeAt: Date) {
    self.name = name
    self.recipe = recipe
    self.places = places
    self.madeAt = madeAt
  }
}

extension Study {
  /// Stores `map` in the place of one of the same name; ids that no post has are left out.
  public func saveMap(_ map: PostMap) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM maps WHERE map = ?", arguments: [map.name])
      try database.execute(
        sql: "INSERT INTO maps (map, recipe, made_at) VALUES (?, ?, ?)",
        arguments: [map.name, map.recipe.hex, StoredTime.clamped(map.madeAt)])
      let statement = try database.cachedStatement(
        sql: "INSERT INTO map_posts (map, post, x, y) SELECT ?1, post, ?3, ?4 FROM posts WHERE id = ?2")
      for (id, place) in map.places where place.x.isFinite && place.y.isFinite {
        try statement.execute(arguments: [map.name, id, place.x, place.y])
      }
    }
  }

  /// The map called `name`; nil where there is none.
  public func map(_ name: String) throws -> PostMap? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT recipe, made_at FROM maps WHERE map = ?", arguments: [name])
      else { return nil }
      var places: [String: SIMD2<Double>] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, x, y FROM map_posts JOIN posts ON posts.post = map_posts.post WHERE map = ?
          """, arguments: [name])
      while let row = try rows.next() { places[try row.value(0)] = SIMD2(try row.value(1), try row.value(2)) }
      return PostMap(
        name: name, recipe: Fingerprint(stored: try row.value(0)), places: places,
        madeAt: StoredTime.date(of: try row.value(1)) ?? .distantPast)
    }
  }
}
