import ContentCoding
import Foundation
import Testing

@testable import Pages

@Suite struct ClustersPageTests {
  static func item(_ text: String, sensitive: Bool = false) -> ClustersContent.Item {
    .init(
      postID: text, caption: text, picture: .jpeg(ReportCases.jpeg), isSensitive: sensitive, distance: 0.25,
      silhouette: -0.125)
  }

  static func cluster(_ number: Int, size: Int = 10, text: String = "lake") -> ClustersContent.Cluster {
    .init(
      number: number, size: size, cohesion: 0.3, distance: 0.5,
      naming: .init(category: text, namer: text, agreement: 0.8),
      words: [.init(text, weight: 2), .init("snow", weight: 1), .init("gone", weight: .nan)],
      medoid: item(text), typical: [item(text), item(text, sensitive: true)], atypical: [item(text)])
  }

  static func content(
    _ clusters: [ClustersContent.Cluster], method: ClusteringMethod = .kmeans(clusters: 2...4),
    text: String = "kmeans"
  ) -> ClustersContent {
    ClustersContent(
      study: text, generatedAt: ReportCases.time, version: "1.0", name: text, run: text,
      madeAt: ReportCases.time,
      recipe: ClusteringRecipe(
        encoder: EncoderChoice(text), uses: [.image, .column(text)], method: method, seed: 9),
      figures: ClusteringFigures(
        silhouette: 0.25, silhouetteSample: 1000, inertia: 12.5, stability: 0.75,
        tried: [
          .init(clusters: 2, inertia: 30, silhouette: 0.1),
          .init(clusters: 3, inertia: 14, silhouette: 0.3, isElbow: true),
          .init(clusters: 4, inertia: 12, silhouette: nil),
        ], rounds: [.init(clusters: 5, kept: 2, left: 40)]),
      unclustered: 10, withoutEmbedding: 3, clusters: clusters)
  }

  @Test func figuresOfTheWholeAndOfEveryClusterAreThere() {
    let page = ClustersPage(Self.content([Self.cluster(0, size: 20), Self.cluster(1)])).html()
    for words in [
      "Cluster 0: lake", "Cluster 1: lake", "50.0\u{A0}%", "25.0\u{A0}%", "<dd>30</dd>", "<dd>0.750</dd>",
      "highest: 3", "elbow: 3", "drawn at random", "the seed 9", "agreement of 80.0\u{A0}%",
      "distance 0.250 · silhouette \u{2212}0.125", "Rounds of iterative k-means",
      "the number with the highest mean silhouette was kept",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.contains(">nan") && !page.contains("gone"))
    #expect(page.count(of: "<img ") == 8 && page.count(of: "class=\"veil\"") == 2)
  }

  @Test func thePolicyForbidsScripts() throws {
    let page = ClustersPage(Self.content([Self.cluster(0)])).html()
    let hashes = [PageAsset.style, .clustersStyle].map { "&#39;\(PageHead.hash(of: [$0]))&#39;" }
    #expect(
      page.contains("default-src &#39;none&#39;; img-src data:; style-src \(hashes.joined(separator: " "));"))
    #expect(!page.contains("<script") && !page.contains(" style=") && !page.contains("http:"))
  }

  @Test(arguments: HostileMapTests.texts) func dataAddsNoMarkup(_ text: String) {
    func page(_ text: String) -> String {
      ClustersPage(Self.content([Self.cluster(0, text: text)], text: text)).html()
    }
    #expect(HostileReportTests.markup(of: page(text)) == HostileReportTests.markup(of: page("harmless")))
    for start in ["<script", "<iframe", "<img src=x", "<!--"] { #expect(!page(text).contains(start)) }
  }

  @Test func noClustersAreAPageToo() {
    var content = Self.content([])
    content.figures = ClusteringFigures()
    let page = ClustersPage(content).html()
    #expect(page.contains("No cluster was found."))
    #expect(!page.contains("<table") && !page.contains("<svg"))
  }

  @Test func equalContentGivesEqualPages() {
    let content = Self.content([Self.cluster(0)])
    var pieces = ""
    ClustersPage(content).write(to: &pieces)
    #expect(pieces == ClustersPage(content).html())
  }

  @Test func anchorsLeadSomewhere() {
    let page = ClustersPage(Self.content((0..<12).map { Self.cluster($0) })).html()
    let targets = page.components(separatedBy: "href=\"#").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    #expect(targets.count == 15)
    for target in targets { #expect(page.count(of: "id=\"\(target)\"") == 1, "\(target)") }
  }

  @Test func clustersAndPostsHaveAnEnd() {
    var large = Self.cluster(0)
    large.typical = Array(repeating: Self.item("p"), count: 100)
    let page = ClustersPage(Self.content([large] + (1..<600).map { .init(number: $0, size: 1) })).html()
    #expect(page.contains("40 more posts not shown.") && page.contains("100 more clusters not shown."))
    #expect(page.count(of: "<article") == ClustersPage.clusterLimit)
  }

  @Test func numbersOutOfRangeDoNotTrap() {
    var content = Self.content([Self.cluster(.max, size: .max), Self.cluster(.min, size: .max)])
    content.unclustered = .max
    content.figures.tried = [
      .init(clusters: .min, inertia: .nan, silhouette: .infinity),
      .init(clusters: .max, inertia: 1e308, silhouette: -1e308),
      .init(clusters: 3, inertia: -1e308, silhouette: 1e308),
    ]
    #expect(ClustersPage(content).html().contains("</html>"))
  }

  @Test(arguments: [
    (ClusteringMethod.kmeans(clusters: 5...5), "k-means parted them into 5 clusters."),
    (.iterative(.init()), "over 0.040, out round by round"),
    (
      .hdbscan(minimumSize: 1, minimumSamples: 7),
      "of at least 1 post by density, which it measured by 7 neighbours."
    ),
    (.hdbscan(minimumSize: 15, minimumSamples: nil), "of at least 15 posts by density."),
  ]) func everyMethodHasWords(_ method: ClusteringMethod, _ words: String) {
    let recipe = ClusteringRecipe(
      encoder: EncoderChoice("seedling-64"), reduction: .pca(dimensions: 50), method: method)
    let text = RecipeWords(recipe).sentences.joined(separator: " ")
    #expect(text.contains(words), "\(text)")
    #expect(text.contains("first 50 principal components"))
  }
}
