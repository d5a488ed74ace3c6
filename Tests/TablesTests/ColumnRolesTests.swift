import Testing

@testable import Tables

private func roles(_ header: String, _ choice: ColumnChoice = ColumnChoice()) throws -> ColumnRoles {
  try ColumnRoles(header: try TableReader(bytes: Array((header + "\n").utf8)).header, choice: choice)
}

@Suite struct ColumnRolesTests {
  @Test func workshop() throws {
    let found = try roles(
      "ID,Time of Posting,Type of Content,video_url,image_url,Username,Video Length (s),Expiration,Caption,Is Verified,"
        + "Stickers,Accessibility Caption,Attribution URL,image_path")
    #expect(
      found.describe() == [
        "id <- \"ID\"", "text <- \"Caption\"", "image <- \"image_path\"",
        "image, where that is empty <- \"image_url\"", "video <- \"video_url\"",
        "time <- \"Time of Posting\"",
        "author <- \"Username\"",
        "kept as extra columns: \"Type of Content\", \"Video Length (s)\", \"Expiration\", \"Is Verified\", "
          + "\"Stickers\", \"Accessibility Caption\", \"Attribution URL\"",
      ])
  }

  @Test func fourCAT() throws {
    let found = try roles(
      "id,thread_id,author,body,timestamp,unix_timestamp,url,media_type,num_media,image_urls,media_urls,hashtags,"
        + "likes_hidden,num_likes,num_comments,location_name,missing_media,partial_item")
    func names(_ places: [Int]) -> [String] { places.map { found.header.names[$0] } }
    #expect(
      names(found.places(of: .text)) == ["body"] && names(found.places(of: .time)) == ["unix_timestamp"])
    #expect(names(found.alternatives(to: .time)) == ["timestamp"])
    #expect(
      names(found.places(of: .image)) == ["image_urls"]
        && names(found.fallbacks(of: .image)) == ["media_urls"])
    #expect(names(found.places(of: .count)) == ["num_likes", "num_comments"])
    #expect(names(found.places(of: .group)) == ["thread_id", "location_name"])
    #expect(found.place(of: .likesHidden) == 12 && found.place(of: .partialItem) == 17)
    #expect(names(found.extras).contains("url"))
  }

  @Test func plainAndNumbered() throws {
    let plain = try roles("id,image,caption")
    #expect(plain.roles == [.id, .image, .text])
    let numbered = try roles("post-id,image_1,Image 2,photo3_url,message")
    #expect(numbered.roles == [.id, .image, .image, .image, .text])
    #expect(numbered.places(of: .image) == [1, 2, 3])
  }

  @Test func namedColumnsWin() throws {
    let choice = ColumnChoice([.id: ["Key"], .image: ["front", "back"], .text: ["title"], .time: []])
    let found = try roles("id,key,front,back,title,caption,date", choice)
    #expect(found.roles == [nil, .id, .image, .image, .text, nil, nil])
    #expect(throws: ColumnChoiceError.unknown(name: "x", role: .id, known: ["a", "b"])) {
      try roles("a,b", ColumnChoice([.id: ["x"]]))
    }
    #expect(throws: ColumnChoiceError.repeated(name: "a", roles: [.id, .text])) {
      try roles("a,b", ColumnChoice([.id: ["a"], .text: ["a"]]))
    }
    #expect(throws: ColumnChoiceError.tooMany(role: .id)) {
      try roles("a,b", ColumnChoice([.id: ["a", "b"]]))
    }
  }

  @Test func doubtIsSaid() throws {
    let lines = try roles("nr,text,description").describe()
    #expect(
      lines == [
        "id <- no column of a usual name; name it with --id COLUMN", "text <- \"text\"",
        "text could also be \"description\"; name the right one with --text COLUMN",
        "kept as extra columns: \"nr\", \"description\"",
      ])
  }
}
