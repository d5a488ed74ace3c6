import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Stores `clustering` in the place of one of the same name; ids that no post has are left out.
  ///
  /// - Parameters:
  ///   - clustering: what was found.
  ///   - lease: under which its run is held, checked in the same transaction; nil where none is.
  ///   - mark: of before the posts were read, as for ``saveHead(_:since:)``.
  /// - Throws: ``StorageError/leaseLost(run:)``, ``StorageError/forgottenMeanwhile(coder:)``.
  public func saveClustering(_ clustering: Clustering, lease: Lease? = nil, since mark: Int? = nil) throws {
    let recipe = try JSONText.text(of: clustering.recipe)
    let figures = try JSONText.text(of: clustering.figures)
    try write { database in
      if let lease {
        let isHeld = try Bool.fetchOne(
          database,
          sql: "SELECT EXISTS (SELECT 1 FROM runs WHERE run = ? AND lease_host = ? AND lease_process = ?)",
          arguments: [clustering.run, lease.host, lease.process])
        guard isHeld ?? false else { throw StorageError.leaseLost(run: clustering.run) }
      }
      try refuseForgotten(since: mark, by: clustering.name, database)
      try database.execute(sql: "DELETE FROM clusterings WHERE clustering = ?", arguments: [clustering.name])
      try database.execute(
        sql: "INSERT INTO clusterings (clustering, run, recipe, figures, made_at) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          clustering.name, clustering.run, recipe, figures, StoredTime.clamped(clustering.madeAt),
        ])
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO cluster_posts (clustering, post, cluster, distance, silhouette)
          SELECT ?1, post, ?3, ?4, ?5 FROM posts WHERE id = ?2
          """)
      for (id, place) in clustering.places {
        try statement.execute(arguments: [
          clustering.name, id, place.cluster, place.distance, place.silhouette,
        ])
      }
    }
  }

  /// The clustering called `name`; nil where there is none.
  public func clustering(_ name: String) throws -> Clustering? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT run, recipe, figures, made_at FROM clusterings WHERE clustering = ?",
          arguments: [name])
      else { return nil }
      guard let recipe = try? JSONText.value(ClusteringRecipe.self, of: try row.value(1)),
        let figures = try? JSONText.value(ClusteringFigures.self, of: try row.value(2))
      else { throw StorageError.unreadable(path: path, what: "the clustering \(name)") }
      var places: [String: Clustering.Place] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, cluster, distance, silhouette FROM cluster_posts
          JOIN posts ON posts.post = cluster_posts.post WHERE clustering = ?
          """, arguments: [name])
      while let row = try rows.next() {
        let cluster: Int? = try row.value(1)
        // A damaged number must not make room for that many clusters.
        guard cluster.map({ (0..<Self.clusterLimit).contains($0) }) ?? true else {
          throw StorageError.unreadable(path: path, what: "a cluster of \(name)")
        }
        places[try row.value(0)] = Clustering.Place(
          cluster: cluster, distance: try row.value(2), silhouette: try row.value(3))
      }
      return Clustering(
        name: name, run: try row.value(0), recipe: recipe, figures: figures, places: places,
        madeAt: StoredTime.date(of: try row.value(3)) ?? .distantPast)
    }
  }

  /// The names of the stored clusterings, the last made first.
  public func clusterings() throws -> [String] {
    try read {
      try String.fetchAll($0, sql: "SELECT clustering FROM clusterings ORDER BY made_at DESC, clustering")
    }
  }

  private static var clusterLimit: Int { 10_000_000 }
}
