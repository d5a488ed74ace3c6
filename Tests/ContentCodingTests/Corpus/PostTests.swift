import ContentCoding
import Testing

struct PostTests {
  private let post = Post(
    id: "1", author: "anna", columns: ["park": "Harz", "empty": "", "author": "column"])

  @Test(arguments: [
    ("author", "anna"), ("account", "anna"), ("Account", "anna"), ("park", "Harz"), ("empty", nil),
    ("Park", nil),
    ("none", nil),
  ])
  func postsAreGroupedByAuthorOrColumn(name: String, expected: String?) {
    #expect(post.groupValue(of: name) == expected)
  }

  @Test func withoutAnAuthorAColumnOfThatNameServes() {
    #expect(Post(id: "1", columns: ["author": "bea"]).groupValue(of: "author") == "bea")
    #expect(Post(id: "1").groupValue(of: "account") == nil)
  }
}
