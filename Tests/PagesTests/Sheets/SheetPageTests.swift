import ContentCoding
import Foundation
import Testing

@testable import Pages

@Suite struct SheetPageTests {
  static let picture = ReportPicture.jpeg([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3])
  static let variables = [
    Variable(name: "ces", type: .category, categories: [Category(name: "Sports"), Category(name: "Nature")]),
    Variable(name: "people", type: .boolean), Variable(name: "share", type: .number),
    Variable(name: "many", type: .tags, categories: (0..<13).map { Category(name: "tag \($0)") }),
  ]

  static func heading(
    _ subject: SheetHeading.Subject = .posts(2), name: String = "main", variables: [Variable] = variables,
    isSensitive: Bool = false
  ) -> SheetHeading {
    SheetHeading(
      study: name, sample: name, subject: subject, variables: variables, isSensitive: isSensitive,
      madeAt: Date(timeIntervalSince1970: 1_790_000_000), version: "0.1.0")
  }

  static func post(_ text: String, picture: ReportPicture = picture, pictures: Int = 1) -> SheetPost {
    SheetPost(
      Post(id: text, text: text, media: (0..<pictures).map { Media(path: "\($0)") }), picture: picture)
  }

  static func posts(_ text: String = "a lake", isSensitive: Bool = false, picture: ReportPicture = picture)
    -> String
  {
    let page = SheetPage(heading(name: text, isSensitive: isSensitive))
    return page.opening + page.piece(number: 1, post(text, picture: picture, pictures: 3))
      + page.piece(number: 2, post("")) + page.closing
  }

  static func pairs(_ text: String = "a lake") -> String {
    let page = SheetPage(heading(.pairs(1), name: text, variables: []))
    return page.opening + page.piece(number: 7, post(text), post("other", picture: .missing(text)))
      + page.closing
  }

  @Test func aPostHasItsPictureItsCaptionAndBoxes() {
    let page = Self.posts()
    #expect(page.count(of: "<article") == 2 && page.count(of: "data:image/jpeg;base64,/9j/4AECAw==") == 2)
    #expect(
      page.contains("a lake") && page.contains("no caption") && page.contains("the first of 3 pictures"))
    // Two categories and two truth values a post; a number and many tags have a line to write on.
    #expect(page.count(of: "class=\"box\"") == 8)
    #expect(page.count(of: "class=\"line\"") == 1 + 4)
    #expect(page.contains("2 posts") && page.contains("Sports"))
  }

  @Test func aPairIsTwoPostsAndOneQuestion() {
    let page = Self.pairs()
    #expect(page.count(of: "<figure") == 2 && page.count(of: "class=\"box\"") == 2)
    #expect(page.count(of: "Do the two belong together?") == 1)
    #expect(page.contains("<h2>7</h2>") && page.contains("1 pair") && page.contains("No picture"))
    #expect(!page.contains("luster") && !page.contains("within"))
  }

  @Test func sensitivePicturesAreVeiled() {
    #expect(Self.posts(isSensitive: true).count(of: "class=\"veil\"") == 2)
    #expect(Self.posts().count(of: "class=\"veil\"") == 0)
    let bad = Self.posts(picture: .jpeg(Array("<svg onload=alert(1)>".utf8)))
    #expect(bad.contains("its thumbnail is no JPEG"))
  }

  @Test func thePolicyAllowsTheStylesOfThePageAndNothingElse() throws {
    for page in [Self.posts(), Self.pairs()] {
      #expect(
        page.contains(
          Markup.escaped(
            "default-src 'none'; img-src data:; style-src '\(PageHead.hash(of: [.style]))' '\(PageHead.hash(of: [.sheetStyle]))'; "
              + "base-uri 'none'; form-action 'none'")))
      #expect(page.contains("<style>\(PageAsset.sheetStyle.text)</style>"))
      #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
    }
    // Computed by `openssl dgst -sha256 -binary | base64` of the bytes between the tags.
    #expect(PageHead.hash(of: []) == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(PageHead.hash(of: [.sheetStyle]) != PageHead.hash(of: [.style]))
  }

  @Test(arguments: HostileReportTests.captions)
  func dataIsTextWhateverItSays(_ text: String) {
    let plain = HostileReportTests.markup(of: Self.posts() + Self.pairs())
    let heading = Self.heading(
      name: text,
      variables: [Variable(name: text, type: .category, categories: [Category(name: text)])])
    let page = SheetPage(heading)
    let hostile =
      page.opening + page.piece(number: 1, Self.post(text, picture: .missing(text)))
      + page.piece(number: 2, Self.post(text), Self.post(text)) + page.closing
    #expect(HostileReportTests.markup(of: hostile).isSubset(of: plain))
  }

  @Test func equalContentIsAnEqualPage() {
    #expect(Self.posts() == Self.posts())
    #expect(Self.pairs() == Self.pairs())
  }
}
