import Testing

@testable import WebApp

struct AddressTests {
  /// Forms write a space as a plus, scripts and links as %20, and both a plus as %2B.
  @Test(arguments: [
    ("text=am+Flu%C3%9F", "am Fluß"), ("text=am%20Flu%C3%9F", "am Fluß"), ("text=1%2B1", "1+1"),
    ("text=", ""),
    ("text", ""), ("a=b&text=c=d", "c=d"), ("text=%", nil), ("text=%C3", nil), ("other=1", nil), (nil, nil),
  ])
  func aQueryIsReadAsBrowsersWriteIt(query: String?, text: String?) {
    #expect(Address.parts(ofQuery: query).first { $0.name == "text" }?.value == text)
  }

  @Test func whatIsWrittenIsReadAgain() {
    let odd = "a&b=c+d%20 \"ü#?/\\"
    let address = Address("/posts", ["text": odd, "none": nil])
    let query = address.description.split(separator: "?", maxSplits: 1).last.map(String.init)
    #expect(Address.parts(ofQuery: query).map(\.value) == [odd])
  }

  @Test(arguments: [
    ("/posts?a=b", true), ("/", true), ("//evil.example", false), ("/\\evil", false), ("https://evil", false),
    ("", false), ("/a b", false), (nil, false),
  ])
  func anAddressWithinTheAppIsNoOtherSite(text: String?, isOwn: Bool) {
    #expect((Address(within: text) != nil) == isOwn)
  }
}
