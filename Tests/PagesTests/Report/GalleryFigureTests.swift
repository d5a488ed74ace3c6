import ContentCoding
import Testing

@testable import Pages

@Suite struct GalleryFigureTests {
  static func figure(_ item: ReportItem) -> String {
    var page = Markup()
    GalleryFigure(item).write(to: &page)
    return page.html
  }

  @Test func aPictureIsPartOfThePage() {
    let figure = Self.figure(ReportCases.item())
    #expect(figure.contains("<img src=\"data:image/jpeg;base64,/9j/4AAQ\" alt=\"Picture of post p1\""))
    #expect(figure.contains("75.0\u{A0}% confident"))
    #expect(figure.contains("<span class=\"flag\">gold says <bdi>sports</bdi></span>"))
  }

  @Test func aSensitivePictureIsVeiledAndOpensWithoutScripts() {
    let figure = Self.figure(ReportCases.item(isSensitive: true))
    #expect(figure.contains("<label class=\"veil\"><span><input type=\"checkbox\" aria-label="))
    #expect(PageAsset.style.text.contains(".veil img { filter: blur("))
    #expect(PageAsset.style.text.contains(".veil:has(:checked) img { filter: none;"))
  }

  @Test func aMissingPictureSaysWhy() {
    let figure = Self.figure(ReportCases.item(picture: .missing("premature end of file")))
    #expect(!figure.contains("<img"))
    #expect(figure.contains("No picture</strong><br>premature end of file"))
  }

  @Test func otherBytesThanAJPEGAreNotEmbedded() {
    let figure = Self.figure(ReportCases.item(picture: .jpeg(Array("<svg onload=alert(1)>".utf8))))
    #expect(!figure.contains("<img"))
    #expect(figure.contains("its thumbnail is no JPEG"))
  }

  @Test func withoutPicturesOnlyWordsAreLeft() {
    let figure = Self.figure(ReportCases.item(caption: "at the lake", picture: .leftOut))
    #expect(!figure.contains("<img") && !figure.contains("picture"))
    #expect(figure.contains("at the lake"))
  }

  @Test func anAnswerWithoutAValueSaysWhy() {
    var item = ReportCases.item()
    item.status = .abstained
    item.value = nil
    item.reason = Reason(.noPicture, "the post has no picture")
    let figure = Self.figure(item)
    #expect(figure.contains("abstained</strong>"))
    #expect(figure.contains("no-picture: the post has no picture"))
    #expect(figure.contains("gold says"))
  }
}
