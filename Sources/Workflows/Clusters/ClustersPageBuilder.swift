import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Pages
import Storage

/// Gathers what the page of a clustering shows, and draws its contact sheets.
package struct ClustersPageBuilder {
  package let open: OpenStudy
  package let showsPictures: Bool
  private let clustering: Clustering

  /// How many typical, and how many atypical posts of a cluster are shown.
  package static let shown = 12
  /// How many words of a cluster are shown.
  package static let words = 15
  /// How many posts stand on a contact sheet at most.
  static let onSheet = 48

  /// The builder for the clustering called `name`; of the one made last where that is nil.
  ///
  /// - Throws: ``UserError`` where there is none.
  package init(open: OpenStudy, named name: String?, showsPictures: Bool) throws {
    self.open = open
    self.showsPictures = showsPictures
    clustering = try open.existingClustering(name ?? open.study.clusterings().first)
  }

  /// The page's content as of `date`.
  package func content(at date: Date) async throws -> ClustersContent {
    let portraits = ClusterSummary.portraits(of: clustering, showing: Self.shown)
    let posts = try open.study.posts(withIDs: portraits.flatMap { $0.typical + $0.atypical })
    let captions = Dictionary(posts.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    let pictures = showsPictures ? try await Thumbnails(folder: open.folder).pictures(of: posts) : [:]
    let isSensitive = open.configuration.codebook.isSensitive
    let item = { (id: String) -> ClustersContent.Item in
      let place = clustering.places[id]
      return ClustersContent.Item(
        postID: id, caption: captions[id] ?? "",
        picture: showsPictures ? pictures[id] ?? .missing("the post has no picture") : .leftOut,
        isSensitive: isSensitive, distance: place?.distance, silhouette: place?.silhouette)
    }
    let words = try words()
    let names = try names()
    return ClustersContent(
      study: open.configuration.name, generatedAt: date, version: ProgramVersion.current,
      name: clustering.name,
      run: clustering.run, madeAt: clustering.madeAt, recipe: clustering.recipe, figures: clustering.figures,
      unclustered: clustering.places.values.count { $0.cluster == nil },
      withoutEmbedding: try open.study.postCount() - clustering.places.count,
      clusters: portraits.map { portrait in
        ClustersContent.Cluster(
          number: portrait.cluster, size: portrait.size, cohesion: portrait.cohesion,
          distance: portrait.distance, naming: names[portrait.cluster],
          words: words[portrait.cluster].map { ClustersContent.Word($0.text, weight: $0.weight) },
          medoid: item(portrait.medoid), typical: portrait.typical.dropFirst().map(item),
          atypical: portrait.atypical.map(item))
      })
  }

  /// Writes a contact sheet of each cluster's most typical posts to `folder`, as `cluster-0.jpg` and so on.
  package func writeSheets(to folder: URL) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let portraits = ClusterSummary.portraits(of: clustering, showing: Self.onSheet)
    let line = ProgressMeter(total: portraits.count, noun: "contact sheets", for: open.listener)
    defer { line.clear() }
    let words = try words()
    let names = try names()
    for portrait in portraits {
      let posts = try open.study.posts(withIDs: portrait.typical)
      let layout = try SheetLayout(count: posts.count, columns: 8, side: 160, gap: 6, heading: 52, label: 20)
      let cells = try await SheetPictures(folder: open.folder, listener: open.listener).cells(
        of: posts.map(\.media.first), on: layout)
      var sheet = ContactSheet(layout)
      for (place, cell) in cells.enumerated() {
        if let cell { _ = sheet.place(cell.image, at: place) }
      }
      for (place, post) in posts.enumerated() { sheet.label("\(place + 1)  \(post.id)", at: place) }
      sheet.heading(heading(of: portrait, words: words[portrait.cluster], name: names[portrait.cluster]))
      try Data(sheet.jpeg()).write(to: folder.appending(path: "cluster-\(portrait.cluster).jpg"))
      line.advance(by: 1)
    }
    open.listener.notice("wrote \(Figures.count(portraits.count, "contact sheet")) to \(folder.path)")
  }

  /// What a cluster's contact sheet says of it: which it is and how large, and its words.
  private func heading(
    of portrait: ClusterSummary, words: [ClusterWords.Word], name: ClustersContent.Naming?
  ) -> [String] {
    let shown = portrait.size > portrait.typical.count ? ", the \(portrait.typical.count) most typical" : ""
    let title =
      "\(clustering.name): cluster \(portrait.cluster)" + (name.map { " (\($0.category))" } ?? "")
      + ", \(Figures.count(portrait.size, "post"))\(shown)"
    return [title, words.isEmpty ? "no words" : words.map(\.text).joined(separator: ", ")]
  }

  private func words() throws -> [[ClusterWords.Word]] {
    var words = ClusterWords(clusters: clustering.count)
    try open.study.forEachPage(in: .ids(clustering.places.keys.sorted())) { posts in
      for post in posts {
        if let cluster = clustering.places[post.id]?.cluster { words.add(post.text, to: cluster) }
      }
    }
    return words.words(Self.words)
  }

  /// What a coder of the clustering's name calls each cluster; none where there is no such coder, or it has named none.
  private func names() throws -> [Int: ClustersContent.Naming] {
    guard let coder = open.configuration.coder(named: clustering.name),
      let kind = CoderKinds.setup(for: coder.parameters) as? any NamesClusters.Type,
      let stored = try open.study.head(of: coder.name)
    else { return [:] }
    return (try? kind.names(in: stored, by: coder, of: clustering)) ?? [:]
  }
}
