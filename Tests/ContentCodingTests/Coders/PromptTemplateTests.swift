import Testing

@testable import ContentCoding

struct PromptTemplateTests {
  @Test func takesTextApart() {
    let template = PromptTemplate("A {{codebook}} b {{ place name }}{{codebook}}.")
    #expect(
      template.pieces == [
        .text("A "), .name("codebook"), .text(" b "), .name("place name"), .name("codebook"), .text("."),
      ])
    #expect(template.names == ["codebook", "place name"])
  }

  @Test(arguments: ["", "{", "{{", "{{ no end", "}} {{", "{{a\nb}}", "{ {a} }", "{{{{{{"])
  func bracesThatDoNotCloseAreText(text: String) {
    let pieces = PromptTemplate(text).pieces
    #expect(pieces == (text.isEmpty ? [] : [.text(text)]))
  }

  @Test func anEmptyNameIsAName() {
    #expect(PromptTemplate("{{}}").names == [""])
  }

  @Test func acceptsWhatIsUsed() {
    #expect(
      PromptTemplate.accepted(using: [.image, .caption, .author, .column("schema"), .column("place")])
        == ["codebook", "variables", "schema", "caption", "author", "place"])
  }

  @Test func theAuthorIsAPart() throws {
    let post = Post(id: "1", text: "Hello", author: "anna", columns: ["place": " "])
    #expect(post.text(of: .author) == "anna")
    #expect(Post(id: "1", columns: ["author": "ben"]).text(of: .author) == "ben")
    #expect(post.text(of: .column("place")) == nil)
    #expect(post.text(of: .image) == nil)
    #expect(post.text(of: [.author, .caption, .column("place")]) == "author: anna\ncaption: Hello")
    #expect(PostPart(reading: "author") == .author && PostPart.author.text == "author")
  }
}
