import Testing

@testable import Tables

@Suite("Lists in cells") struct ListCellTests {
  @Test(arguments: [
    "['a.jpg', 'b.jpg']", #"["a.jpg","b.jpg"]"#, "('a.jpg', 'b.jpg')", "{'a.jpg', 'b.jpg'}",
    "['a.jpg' 'b.jpg']",
    "[a.jpg, b.jpg]", " [ 'a.jpg' , 'b.jpg' , ] ",
  ])
  func two(cell: String) { #expect(ListCell.items(in: cell) == ["a.jpg", "b.jpg"]) }

  @Test func others() {
    #expect(ListCell.items(in: "[]") == [])
    #expect(ListCell.items(in: "[nan]") == [])
    #expect(ListCell.items(in: #"["it's", 'say \'x\'', "\u00e9"]"#) == ["it's", "say 'x'", "é"])
    for cell in ["a.jpg", "[a", "(see below)", "{x}", "[['a'], ['b']]", "['a", "[1](http://x)", ""] {
      #expect(ListCell.items(in: cell) == nil, "\(cell)")
    }
  }
}
