import ContentCoding
import Testing

@testable import Prompting

struct MaterialSourceTests {
  private static func material(
    _ post: Post, change: (inout PromptedParameters) -> Void = { _ in }
  ) async throws -> MaterialSource.Ready? {
    var parameters = Sample.parameters
    change(&parameters)
    let source = MaterialSource(parameters: parameters, pictures: NamedPictures())
    return try? await source.material(of: post).get()
  }

  private static let album = Post(
    id: "1", text: "Hello", media: ["a.jpg", "broken.jpg", "b.jpg", "gone.jpg"].map { Media(path: $0) })

  @Test func theFirstPicturesAreSent() async throws {
    let ready = try #require(
      try await Self.material(Self.album) {
        $0.pictures = 2
        $0.longestSide = 64
        $0.detail = .low
      })
    #expect(ready.material.pictures.map(\.detail) == ["low", "low"])
    #expect(
      ready.material.pictures.map { String(decoding: $0.bytes.dropFirst(11), as: UTF8.self) }
        == ["a.jpg 64", "b.jpg 64"])
    #expect(ready.unreadable == ["broken.jpg: unreadable: no picture"])
    // With the third picture the missing file counts.
    #expect(try await Self.material(Self.album) { $0.pictures = 3 } == nil)
  }

  @Test func framesCountAsPictures() async throws {
    let post = Post(id: "1", media: ["a.jpg", "film.mp4", "other.mp4"].map { Media(path: $0) })
    func shown(_ change: (inout PromptedParameters) -> Void) async throws -> ([String], [Range<Int>]) {
      let material = try #require(try await Self.material(post, change: change)).material
      return (
        material.pictures.map { String(decoding: $0.bytes.dropFirst(11), as: UTF8.self) }, material.videos
      )
    }
    let all = try await shown {
      $0.longestSide = 64
      $0.frames = 2
    }
    #expect(all.0 == ["a.jpg 64", "film.mp4#1 64", "film.mp4#2 64", "other.mp4#1 64", "other.mp4#2 64"])
    #expect(all.1 == [1..<3, 3..<5])
    let some = try await shown {
      $0.frames = 8
      $0.pictures = 4
    }
    #expect(some.0.count == 4)
    #expect(some.1 == [1..<4])
  }

  @Test func withoutImageItIsATextCoder() async throws {
    let ready = try #require(try await Self.material(Self.album) { $0.uses = [.caption] })
    #expect(ready.material.pictures.isEmpty && ready.unreadable.isEmpty)
    #expect(ready.material.texts.map(\.text) == ["Hello"])
  }

  @Test func ofACustomPromptOnlyWhatTheTemplateNamesIsSent() async throws {
    let words = Post(id: "1", text: "Hello", author: "anna")
    let named = try #require(
      try await Self.material(words) {
        $0.prompt = .custom
        $0.uses = [.image, .caption, .author]
        $0.template = "{{codebook}} {{author}}"
      })
    #expect(named.material.texts.map(\.part) == [.author])
    let nothing = try await Self.material(words) {
      $0.prompt = .custom
      $0.template = "{{codebook}}"
    }
    #expect(nothing == nil)
  }
}
