import ContentCoding
import Foundation
import Testing

@testable import Pages

@Suite struct MapPageTests {
  @Test func everyPostIsThereWithItsPlace() throws {
    let data = try MapCases.data(of: MapPage(MapCases.content((0..<3).map { MapCases.post($0) })).html())
    #expect(data["ids"] as? [String] == ["p0", "p1", "p2"])
    #expect(data["captions"] as? [String] == ["a lake", "a lake", "a lake"])
    // Squares 0, 1, 4 over 0, 1, 2: the height is the longer side, upwards is up.
    #expect(MapCases.floats(data["places"]) == [0, 1, 0.25, 0.75, 0.5, 0])
    #expect((data["width"] as? Double, data["height"] as? Double) == (0.5, 1))
  }

  @Test func placesThatAreNoPlacesAreLeftOutAndCounted() throws {
    let places: [SIMD2<Double>] = [
      .zero, SIMD2(.nan, 0), SIMD2(1, 1), SIMD2(0, .infinity), SIMD2(1e300, 0),
    ]
    let posts = places.enumerated().map { MapCases.post($0, at: $1) }
    let colouring = MapColouring(name: "c", values: .categories(["a", "b"], of: [0, 1, 1, 0, 0]))
    let page = MapPage(MapCases.content(posts, colourings: [colouring])).html()
    let data = try MapCases.data(of: page)
    #expect(data["ids"] as? [String] == ["p0", "p2"])
    let first = try #require((data["colourings"] as? [[String: Any]])?.first)
    #expect(MapCases.integers(first["of"]) == [0, 1])
    #expect(first["counts"] as? [Int] == [1, 1, 0])
    #expect(page.contains("3 posts have no place and are left out."))
  }

  @Test(arguments: [0, 1, 2]) func fewPostsAreAMapToo(_ count: Int) throws {
    let posts = (0..<count).map { MapCases.post($0, at: SIMD2(5, 5)) }
    let data = try MapCases.data(of: MapPage(MapCases.content(posts)).html())
    #expect((data["ids"] as? [String])?.count == count)
    #expect(MapCases.floats(data["places"]).allSatisfy { (0...1).contains($0) })
    let colourings = try #require(data["colourings"] as? [[String: Any]])
    #expect(colourings.count == 1)
    #expect(colourings[0]["name"] as? String == "All posts")
    #expect(colourings[0]["counts"] as? [Int] == [count, 0])
  }

  @Test func thePolicyNamesTheScriptByItsHash() throws {
    let page = MapPage(MapCases.content([MapCases.post(0)], withPictures: true)).html()
    let start = try #require(page.range(of: "<script type=\"module\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let script = String(page[start.upperBound..<end.lowerBound])
    #expect(script == PageAsset.mapScript.map(\.text).joined())
    // Base64 of the digest's bytes: 44 letters, of which the fingerprint's hexadecimal digits are another form.
    let policy = try #require(page.components(separatedBy: "script-src &#39;sha256-").last)
    let digest = try #require(Data(base64Encoded: String(policy.prefix { $0 != "&" })))
    #expect(digest.map { String(format: "%02x", $0) }.joined() == Fingerprint(ofBytes: Data(script.utf8)).hex)
    #expect(page.contains("default-src &#39;none&#39;; img-src data:; script-src "))
    #expect(page.count(of: "<script type=\"module\">") == 1)
    #expect(!page.contains(" style=") && !page.contains("http:") && !page.contains("https:"))
  }

  @Test func theScriptCannotEndItself() {
    let script = PageAsset.mapScript.map(\.text).joined()
    for end in [
      "</script", "<!--", "<script", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "fetch(",
    ] {
      #expect(!script.contains(end), "\(end)")
    }
  }

  @Test func everyElementThatTheScriptAsksForIsThere() throws {
    let content = MapCases.content([MapCases.post(0)], withPictures: true)
    let page = MapPage(content, galleryMap: "a map").html()
    // A page that stands alone has nothing to draw around posts with.
    #expect(!MapPage(content).html().contains("id=\"choose\""))
    let script = PageAsset.mapScript.map(\.text).joined()
    let ids = script.components(separatedBy: "element('").dropFirst().map { String($0.prefix { $0 != "'" }) }
    #expect(Set(ids).count > 20)
    for id in Set(ids) where id != "sensitive" { #expect(page.count(of: "id=\"\(id)\"") == 1, "\(id)") }
  }

  @Test func picturesGoIntoThePageAsSheets() throws {
    let content = MapCases.content((0..<300).map { MapCases.post($0) }, withPictures: true)
    let page = MapPage(content).html()
    #expect(MapCases.block("sheet-0", of: page) == Data([0xFF, 0xD8, 0xFF, 7]).base64EncodedString())
    let sprites = try #require(try MapCases.data(of: page)["sprites"] as? [String: Any])
    // One sheet of 16 x 16: sprites from 256 on stand on none.
    #expect(MapCases.integers(sprites["of"]) == (0..<300).map { $0 < 256 ? Int32($0) : -1 })
    #expect(MapCases.floats(sprites["aspects"]).first == 1.5)
    let sensitive = Data(base64Encoded: sprites["sensitive"] as? String ?? "")
    #expect(sensitive.map { Array($0.prefix(3)) } == [0, 1, 0])
    #expect(page.contains("Show sensitive pictures"))
    #expect(!MapPage(MapCases.content([MapCases.post(0)])).html().contains("id=\"pictures\""))
  }

  @Test(arguments: [(0, 16), (64, 0), (-1, -1), (.max, .max)])
  func sheetsOfNoSizeAreNoPictures(_ size: (Int, Int)) throws {
    var content = MapCases.content([MapCases.post(0)])
    content.sprites = MapSprites(side: size.0, columns: size.1, sheets: [[1]])
    let data = try MapCases.data(of: MapPage(content).html())
    #expect(data["sprites"] is NSNull)
  }

  @Test func equalContentGivesEqualPages() {
    let posts = (0..<20).map { MapCases.post($0) }
    let colourings = [MapColouring(name: "n", values: .numbers([-0.0, nil, 3, .nan]))]
    let content = MapCases.content(posts, colourings: colourings, withPictures: true)
    var pieces = ""
    MapPage(content).write(to: &pieces)
    #expect(pieces == MapPage(content).html())
  }

  @Test func countsStandInTables() {
    let colouring = MapColouring(
      name: "service", values: .categories(["landscape", "sports"], of: [0, 1, 0, nil]),
      missing: ["not coded"])
    let page = MapPage(MapCases.content((0..<4).map { MapCases.post($0) }, colourings: [colouring])).html()
    #expect(page.contains("<caption>service</caption>"))
    #expect(page.contains("landscape</bdi></th><td class=\"number\">2</td><td class=\"number\">50.0\u{A0}%"))
    #expect(page.contains("not coded</span></th><td class=\"number\">1</td>"))
  }
}
