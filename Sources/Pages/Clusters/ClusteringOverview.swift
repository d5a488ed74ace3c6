import ContentCoding
import Reliability

/// How the clustering was made, how good it is, and its clusters in a table.
struct ClusteringOverview: ReportSection {
  let id = "overview"
  let title = "Overview"
  let parts: [ReportPart] = []
  private let content: ClustersContent

  init(_ content: ClustersContent) { self.content = content }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    writeTiles(to: &page)
    page.element("p", text: RecipeWords(content.recipe).sentences.joined(separator: " "))
    page.element("p", ["class": "muted"]) { page in
      page.text("Made \(ReportFigures.time(content.madeAt)) by the run ")
      page.element("code", text: content.run.shortName)
      page.text(".")
    }
    page.newline()
    send(page)
    var tables = Markup()
    writeTried(to: &tables)
    writeRounds(to: &tables)
    writeClusters(to: &tables)
    writeReading(to: &tables)
    send(tables)
  }

  private func writeTiles(to page: inout Markup) {
    let figures = content.figures
    let shown: [(String, String?)] =
      [
        (content.clusters.count == 1 ? "cluster" : "clusters", ReportFigures.count(content.clusters.count)),
        ("posts in clusters", ReportFigures.count(content.clustered)),
        ("in no cluster", content.unclustered > 0 ? ReportFigures.count(content.unclustered) : nil),
        (
          "without an embedding",
          content.withoutEmbedding > 0 ? ReportFigures.count(content.withoutEmbedding) : nil
        ),
      ] + figures.statistics.map { ($0.label, $0.value.value.map(ReportFigures.decimal)) }
    page.element("dl", ["class": "tiles"]) { page in
      for (name, figure) in shown {
        guard let figure else { continue }
        page.element("div") { page in
          page.element("dt", text: name)
          page.element("dd", text: figure)
        }
      }
    }
    page.newline()
    if let sample = figures.silhouetteSample {
      page.element(
        "p", ["class": "notes"],
        text: "The silhouette was computed from \(ReportFigures.count(sample, "post")) drawn at random.")
    }
  }

  private func writeTried(to page: inout Markup) {
    let tried = content.figures.tried.sorted { $0.clusters < $1.clusters }
    guard tried.count > 1 else { return }
    let chosen = tried.filter { $0.silhouette?.isFinite == true }
      .max { ($0.silhouette ?? 0, -$0.clusters) < ($1.silhouette ?? 0, -$1.clusters) }?.clusters
    page.element("h3", text: "Numbers of clusters that were tried")
    page.element("div", ["class": "courses"]) { page in
      TriedDrawing(
        StatisticKind.silhouette.label.asTitle, tried.map { ($0.clusters, $0.silhouette) }, mark: chosen,
        named: "highest"
      )
      .write(to: &page)
      TriedDrawing(
        StatisticKind.inertia.label.asTitle, tried.map { ($0.clusters, $0.inertia) },
        mark: tried.first(where: \.isElbow)?.clusters,
        named: "elbow"
      ).write(to: &page)
      if tried.contains(where: { $0.stability != nil }) {
        TriedDrawing(
          StatisticKind.stability.label.asTitle, tried.map { ($0.clusters, $0.stability) }, mark: nil,
          named: ""
        ).write(
          to: &page)
      }
    }
    var table = ReportTable(
      "Tried numbers of clusters",
      columns: [.number("Clusters")] + StatisticKind.ofClusterings.map { .number($0.label.asTitle) } + [
        .text("")
      ])
    for attempt in tried {
      let marks = [attempt.clusters == chosen ? "highest silhouette" : nil, attempt.isElbow ? "elbow" : nil]
      let found = attempt.statistics
      table.row(
        [.number(ReportFigures.count(attempt.clusters))]
          + StatisticKind.ofClusterings.map { .figure(found[$0]?.value.value) }
          + [.text(marks.compactMap(\.self).joined(separator: ", "))])
    }
    page.element("details") { page in
      page.element("summary", text: "As a table")
      table.write(to: &page)
    }
  }

  private func writeRounds(to page: inout Markup) {
    guard !content.figures.rounds.isEmpty else { return }
    page.element("h3", text: "Rounds")
    var table = ReportTable(
      "Rounds of iterative k-means",
      columns: [
        .number("Round"), .number("Clusters fitted"), .number("Cohesive, kept"), .number("Posts left"),
      ])
    for (place, round) in content.figures.rounds.enumerated() {
      table.row(
        .number(ReportFigures.count(place + 1)), .number(ReportFigures.count(round.clusters)),
        .number(ReportFigures.count(round.kept)), .number(ReportFigures.count(round.left)))
    }
    table.write(to: &page)
  }

  private func writeClusters(to page: inout Markup) {
    page.element("h3", text: "All clusters")
    guard !content.clusters.isEmpty else {
      page.element(
        "p", ["class": "empty"], text: "There are no clusters: no post lies near enough to others.")
      return
    }
    var table = ReportTable(
      "Clusters, their sizes and how they hold together",
      columns: [
        .number("Cluster"), .text("Category"), .number("Posts"), .number("Share"), .number("Cohesion"),
        .number("Mean distance"), .text("Frequent words"),
      ], style: "clustering")
    for cluster in content.clusters.prefix(ClustersPage.clusterLimit) {
      let words = cluster.shownWords.prefix(6).map(\.text.shortName).joined(separator: ", ")
      table.row(
        .number(ReportFigures.count(cluster.number)),
        cluster.naming.map { .text($0.category.shortName) } ?? .blank,
        .number(ReportFigures.count(cluster.size)),
        .number(ReportFigures.percent(content.share(of: cluster))),
        .figure(cluster.cohesion), .figure(cluster.distance), words.isEmpty ? .blank : .muted(words))
    }
    let rest = content.clusters.count - ClustersPage.clusterLimit
    if rest > 0 { table.remark("\(ReportFigures.count(rest, "more cluster")) not shown.") }
    if content.unclustered > 0 {
      table.remark("Shares are of all posts that were clustered, also of those in no cluster.")
    }
    table.write(to: &page)
  }

  private func writeReading(to page: inout Markup) {
    page.element(
      "p", ["class": "notes"],
      text:
        "Cohesion is the mean silhouette of a cluster’s posts: 1 where each is far nearer to its own cluster than "
        + "to the next, 0 on the border, below 0 where most would fit better elsewhere. "
        + content.figures.statistics.map { "\($0.label.asTitle): \($0.kind.explanation)" }.joined(
          separator: " "))
    page.newline()
  }
}

extension ReportTable.Cell {
  /// A number, or a dash where there is none.
  static func figure(_ number: Double?) -> ReportTable.Cell {
    number.map { .number(ReportFigures.decimal($0)) } ?? .blank
  }
}
