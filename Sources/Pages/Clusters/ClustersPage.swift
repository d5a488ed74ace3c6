import ContentCoding
import Foundation

/// A clustering as one self-contained page: how it was made, how good it is, and what each cluster holds.
///
/// No scripts, no links to elsewhere; light, dark and on paper. Everything that comes from data is shown as text. The
/// page of equal content is equal.
public struct ClustersPage: Sendable {
  /// So many clusters are shown at most, in their order; all are counted.
  public static let clusterLimit = 500
  /// A sheet of typical or atypical posts shows so many at most.
  public static let itemLimit = 60
  /// So many words of a cluster are shown at most.
  public static let wordLimit = 40

  private let content: ClustersContent

  /// A page of `content`.
  public init(_ content: ClustersContent) {
    self.content = content
  }

  /// The whole page as a string.
  public func html() -> String {
    var page = ""
    write(to: &page)
    return page
  }

  /// Writes the page in pieces, a section or one post at a time.
  public func write(to target: inout some TextOutputStream) {
    SectionedPage(
      head: PageHead(
        title: "\(content.name.shortName): Codeframe clusters", version: content.version,
        styles: [.style, .clustersStyle]),
      sections: [ClusteringOverview(content), ClustersSection(content)]
    ).write(to: &target, under: writeTitle)
  }

  private func writeTitle(to page: inout Markup) {
    page.element("header") { page in
      page.element("h1") { page in
        page.text("Clusters: ")
        page.name(content.name.isEmpty ? "without a name" : content.name.shortName)
      }
      page.element("p", ["class": "muted"]) { page in
        page.name(content.study.isEmpty ? "A study without a name" : content.study.shortName)
        page.text(" · ")
        page.element(
          "time", ["datetime": ReportFigures.machineTime(content.generatedAt)],
          text: ReportFigures.time(content.generatedAt))
        page.text(", made with Codeframe \(content.version)")
      }
    }
    page.newline()
  }
}

extension ClustersContent {
  /// Posts in clusters.
  var clustered: Int { clusters.reduce(0) { $0.addingClamped($1.size) } }

  /// The share of a cluster among all posts that were clustered.
  func share(of cluster: Cluster) -> Double {
    Double(cluster.size) / Double(max(1, clustered.addingClamped(unclustered)))
  }
}

extension ClustersContent.Cluster {
  /// The anchor of its part of the page, by its place on it.
  static func anchor(_ place: Int) -> String { "cluster-\(place)" }

  /// The words whose weight is a number above 0, at most so many as the page has room for.
  var shownWords: ArraySlice<ClustersContent.Word> {
    words.filter { $0.weight.isFinite && $0.weight > 0 }.prefix(ClustersPage.wordLimit)
  }

  /// "Cluster 3", or with its category "Cluster 3: Landscape".
  var title: String {
    let plain = "Cluster \(ReportFigures.count(number))"
    guard let naming, !naming.category.isEmpty else { return plain }
    return "\(plain): \(naming.category.shortName)"
  }
}

extension Int {
  /// The sum, or the greatest number where it would be greater.
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
