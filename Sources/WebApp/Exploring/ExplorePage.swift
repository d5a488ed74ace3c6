import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// Groups of posts that were found without labels: clusters, duplicates, pairs, and the map.
struct ExplorePage: AppRoutes {
  let jobs: JobDesk

  private static let shownGroups = 100
  private static let shownPosts = 8

  func add(to router: AppRouter) {
    router.page("/explore") { visit in
      visit.wantsFile ? try Self.file(visit) : .page(try Self.page(visit))
    }
    router.slowPage("/clusters") { visit in
      let builder = try ClustersPageBuilder(open: visit.open, named: visit["name"], showsPictures: true)
      return .document(Array(ClustersPage(try await builder.content(at: Date())).html().utf8))
    }
    router.page("/map") { visit in
      guard let page = try? Data(contentsOf: Self.map(in: visit.open)) else {
        return .problem(.notFound, visit.words.explore.noMap)
      }
      return .document(Array(page))
    }
    router.action("/explore/start") { visit in
      try start(visit)
      return .redirect(Address("/runs"))
    }
  }

  private static func map(in open: OpenStudy) -> URL { open.folder.appending(path: "cache/map.html") }

  private func start(_ visit: Visit) throws {
    switch visit.form["what"] {
    case "cluster":
      guard let count = visit.form["count"].flatMap(Int.init), (2...1000).contains(count) else {
        throw UserError("the number of clusters is a whole number from 2 to 1000")
      }
      try jobs.start("codeframe cluster -k \(count)") { open in
        let made = try await Cluster(
          encoder: EncoderQuestion(), method: .kmeans(clusters: count...count)
        ).run(in: open)
        return [
          "\(made.name): \(Figures.count(made.clusters.count, "cluster")), \(Figures.count(made.posts, "post"))"
        ]
      }
    case "map":
      try jobs.start("codeframe report --map") { open in
        let builder = try MapBuilder(
          open: open, encoder: EncoderQuestion(), provider: .cpu, showsPictures: true)
        let content = try await builder.content(at: Date())
        var page = ""
        MapPage(content, galleryMap: builder.mapName).write(to: &page)
        let file = Self.map(in: open)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(page.utf8).write(to: file, options: .atomic)
        return []
      }
    case "duplicates":
      try jobs.start("codeframe duplicates --mark") { open in
        let found = try await FindDuplicates(DuplicateSearch.Question(), marks: true).run(in: open)
        return [Figures.count(found.groups.count, "group")]
      }
    default: throw UserError("there is no such work to start")
    }
  }

  private static func page(_ visit: Visit) throws -> Page {
    let explore = visit.words.explore
    let clusterings = try visit.open.study.clusterings()
    let duplicates = try visit.open.study.duplicates()
    let pairs = try visit.open.study.pairSamples()
    let hasMap = FileManager.default.fileExists(atPath: map(in: visit.open).path)
    return Page(explore.explore, part: .explore, isWide: true) { page in
      page.element("h1", text: explore.explore)
      page.element("h2", ["id": "clusters"], text: explore.groups)
      if clusterings.isEmpty { page.element("p", ["class": "empty"], text: explore.noGroups) }
      for name in clusterings {
        if let clustering = try? visit.open.study.clustering(name) {
          write(clustering, visit, to: &page)
        }
      }
      if !clusterings.isEmpty { page.element("p") { $0.downloadButton(visit) } }
      page.form("/explore/start", visit, style: "row") { page in
        page.hidden("what", "cluster")
        page.element("label") { page in
          page.text(explore.howManyGroups)
          page.void("input", ["type": "number", "name": "count", "min": "2", "max": "1000", "value": "8"])
        }
        page.element("button", ["type": "submit", "class": "button quiet"], text: explore.makeGroups)
      }
      page.element("h2", ["id": "map"], text: explore.map)
      if hasMap {
        page.element("p") { $0.button(explore.openMap, to: Address("/map")) }
      } else {
        page.element("p", ["class": "empty"], text: explore.noMap)
      }
      starter("map", explore.makeMap, visit, in: &page)
      page.element("h2", ["id": "duplicates"], text: explore.duplicates)
      if duplicates.isEmpty { page.element("p", ["class": "empty"], text: explore.noDuplicates) }
      write(duplicates, visit, to: &page)
      starter("duplicates", explore.findDuplicates, visit, in: &page)
      page.element("h2", ["id": "pairs"], text: explore.pairs)
      write(pairs, visit, to: &page)
    }
  }

  /// In which cluster of each clustering each post lies.
  private static func file(_ visit: Visit) throws -> Reply {
    let rows = try visit.open.study.clusterings().flatMap { name in
      (try visit.open.study.clustering(name)?.places ?? [:]).sorted { $0.key < $1.key }.map { post, place in
        [
          name, post, place.cluster.map(String.init) ?? "",
          place.distance.map { Figures.decimal($0, places: 6) } ?? "",
        ]
      }
    }
    return try .table(["clustering", "post_id", "cluster", "distance"], rows, name: "clusters.csv")
  }

  private static func starter(_ what: String, _ title: String, _ visit: Visit, in page: inout Markup) {
    page.form("/explore/start", visit) { page in
      page.hidden("what", what)
      page.element("button", ["type": "submit", "class": "button quiet"], text: title)
    }
  }

  /// A clustering: each cluster with its most typical posts, which leads to all of them.
  private static func write(_ clustering: Clustering, _ visit: Visit, to page: inout Markup) {
    let explore = visit.words.explore
    let portraits = clustering.portraits(showing: shownPosts)
    page.element("h3") { page in
      page.name(clustering.name)
      page.text(" ")
      page.element(
        "a", ["href": Address("/clusters", ["name": clustering.name]).description],
        text: explore.openPage)
    }
    page.element("ul", ["class": "clusters"]) { page in
      for portrait in portraits.prefix(shownGroups) {
        var question = GalleryQuestion()
        question.cluster = GalleryQuestion.Cluster(clustering.name, portrait.cluster)
        page.element("li") { page in
          page.element("a", ["href": GalleryAddress(question).address().description]) { page in
            thumbnails(of: portrait.typical, visit, in: &page)
            page.element(
              "span",
              text:
                "\(explore.cluster) \(portrait.cluster): \(Figures.count(portrait.size)) \(visit.words.posts)"
            )
          }
        }
      }
    }
  }

  private static func thumbnails(of posts: some Sequence<String>, _ visit: Visit, in page: inout Markup) {
    let isSensitive = visit.open.configuration.codebook.isSensitive
    page.element("span", ["class": isSensitive ? "strip picture veiled" : "strip"]) { page in
      for post in posts.prefix(shownPosts) {
        page.void(
          "img",
          ["src": Pictures.address(of: post, at: 0, width: 160), "alt": "", "loading": "lazy", "width": "80"])
      }
    }
  }

  private static func write(_ groups: [DuplicateGroup], _ visit: Visit, to page: inout Markup) {
    page.element("ul", ["class": "clusters"]) { page in
      for group in groups.prefix(shownGroups) {
        page.element("li") { page in
          page.element("a", ["href": Address("/post", ["id": group.kept]).description]) { page in
            thumbnails(of: group.posts, visit, in: &page)
            page.element(
              "span", text: "\(group.kind.rawValue): \(group.posts.joined(separator: ", ").prefix(200))")
          }
        }
      }
    }
  }

  private static func write(_ pairs: [PairSampleSummary], _ visit: Visit, to page: inout Markup) {
    let explore = visit.words.explore
    page.element("p", ["class": "muted"], text: explore.pairsWhy)
    guard !pairs.isEmpty else {
      page.element("p", ["class": "empty"], text: explore.noPairs)
      return
    }
    page.table([explore.pairs, explore.groups, explore.size, visit.words.people], numbers: 2...2) { page in
      for sample in pairs {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(sample.name) }
          page.element("td") { $0.name(sample.clustering ?? "") }
          page.element("td", ["class": "number"], text: Figures.count(sample.pairs))
          page.element("td", text: sample.coders.joined(separator: ", "))
        }
      }
    }
  }
}
