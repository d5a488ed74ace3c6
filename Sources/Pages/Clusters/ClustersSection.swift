import ContentCoding

/// Every cluster: its figures, its words, the post in its middle, the most and the least typical.
struct ClustersSection: ReportSection {
  let id = "clusters"
  let title = "Clusters"
  private let content: ClustersContent

  init(_ content: ClustersContent) { self.content = content }

  private var shown: ArraySlice<ClustersContent.Cluster> {
    content.clusters.prefix(ClustersPage.clusterLimit)
  }

  var parts: [ReportPart] {
    shown.enumerated().map { place, cluster in
      ReportPart(
        id: ClustersContent.Cluster.anchor(place),
        title: "\(cluster.title) (\(ReportFigures.count(cluster.size, "post")))")
    }
  }

  func write(_ send: (Markup) -> Void) {
    var start = Markup()
    start.element(
      "p",
      text: content.clusters.isEmpty
        ? "No cluster was found."
        : "Captions are shown as they were published. Pictures that are marked sensitive are blurred until asked for."
    )
    start.newline()
    send(start)
    for (place, cluster) in shown.enumerated() {
      send(head(of: cluster, at: place))
      sheet("In the middle", cluster.medoid.map { [$0] } ?? [], style: "medoid", send)
      sheet("Most typical", cluster.typical, style: nil, send)
      sheet("Least typical", cluster.atypical, style: nil, send)
      var end = Markup()
      end.literal("</div>\n</article>\n")
      send(end)
    }
  }

  private func head(of cluster: ClustersContent.Cluster, at place: Int) -> Markup {
    var page = Markup()
    page.literal("<article class=\"cluster\">\n")
    page.element("h3", ["id": ClustersContent.Cluster.anchor(place)]) { $0.name(cluster.title) }
    page.element("dl", ["class": "figures"]) { page in
      figure("posts", ReportFigures.count(cluster.size), in: &page)
      figure("share", ReportFigures.percent(content.share(of: cluster)), in: &page)
      if let cohesion = cluster.cohesion { figure("cohesion", ReportFigures.decimal(cohesion), in: &page) }
      if let distance = cluster.distance {
        figure("mean distance", ReportFigures.decimal(distance), in: &page)
      }
    }
    if let naming = cluster.naming {
      page.element("p") { page in
        page.text("Named ")
        page.element("strong") { $0.name(naming.category.shortName) }
        page.text(" by ")
        page.name(naming.namer.shortName)
        if let agreement = naming.agreement {
          page.text(", with an agreement of \(ReportFigures.percent(agreement)) in the cluster")
        }
        page.text(".")
      }
    }
    ClusterWords(cluster.shownWords).write(to: &page)
    page.literal("<div class=\"sheets\">\n")
    return page
  }

  private func figure(_ name: String, _ value: String, in page: inout Markup) {
    page.element("div") { page in
      page.element("dt", text: name)
      page.element("dd", text: value)
    }
  }

  private func sheet(
    _ title: String, _ items: [ClustersContent.Item], style: String?,
    _ send: (Markup) -> Void
  ) {
    guard !items.isEmpty else { return }
    var start = Markup()
    start.element("div", ["class": style ?? "sheet"]) { page in
      page.element("h4", text: title)
      page.element("ul", ["class": "gallery"]) { page in
        for item in items.prefix(ClustersPage.itemLimit) {
          page.newline()
          page.element("li") { ClusterFigure(item).write(to: &$0) }
        }
      }
      let rest = items.count - ClustersPage.itemLimit
      if rest > 0 {
        page.element("p", ["class": "notes"], text: "\(ReportFigures.count(rest, "more post")) not shown.")
      }
    }
    start.newline()
    send(start)
  }
}

/// A cluster's words; the weight of each as a bar beside it and as a number for those who ask.
private struct ClusterWords {
  private let words: ArraySlice<ClustersContent.Word>

  init(_ words: ArraySlice<ClustersContent.Word>) { self.words = words }

  func write(to page: inout Markup) {
    guard let most = words.map(\.weight).max() else { return }
    page.element("ul", ["class": "words", "aria-label": "Frequent words with their weights"]) { page in
      for word in words {
        page.element("li") { page in
          page.name(word.text.shortName)
          page.text(" ")
          page.element("span", ["class": "weight"], text: ReportFigures.decimal(word.weight))
          page.element(
            "svg", ["width": "100%", "height": "4", "aria-hidden": "true", "preserveAspectRatio": "none"]
          ) { drawing in
            let share = max(0, min(100, word.weight / most * 100))
            drawing.element(
              "rect", ["class": "bar", "width": ReportFigures.place(share) + "%", "height": "4", "rx": "2"]
            ) { _ in }
          }
        }
      }
    }
    page.newline()
  }
}

/// One post of a cluster: picture, caption, id and how far it lies from the middle.
private struct ClusterFigure {
  private let item: ClustersContent.Item

  init(_ item: ClustersContent.Item) { self.item = item }

  func write(to page: inout Markup) {
    page.element("figure", ["class": "post"]) { page in
      PictureFrame(
        item.picture, of: "post \(item.postID.shortName)", isSensitive: item.isSensitive
      ).write(to: &page)
      page.element("figcaption") { page in
        PostCaption(item.caption).write(to: &page)
        page.element("p", ["class": "origin"]) { page in
          page.name(item.postID.shortName)
          if let distance = item.distance { page.text(" · distance \(ReportFigures.decimal(distance))") }
          if let silhouette = item.silhouette {
            page.text(" · silhouette \(ReportFigures.decimal(silhouette))")
          }
        }
      }
    }
  }
}
