import Testing

@testable import Hub

struct ModelNameTests {
  @Test func partsAndRevision() throws {
    let name = try #require(ModelName("openai/clip-vit-base-patch32@v1.0"))
    #expect(name.owner == "openai")
    #expect(name.base == "clip-vit-base-patch32")
    #expect(name.revision == "v1.0")
    #expect(name.path == "openai/clip-vit-base-patch32")
    #expect(name.description == "openai/clip-vit-base-patch32@v1.0")
    #expect(name.cacheFolder == "models--openai--clip-vit-base-patch32")
    #expect(ModelName("seedling-64")?.owner == nil)
  }

  @Test(arguments: [
    "", ".", "..", "../x", "x/..", "/etc", "a/b/c", "a//b", "a/", "/a", "~/x", "a\\b", "a b", "a\0b", "a\nb",
    ".hidden", "a..b", "a--b", "näme", "a@", "a@..", "a@b/c", "a@b@c", String(repeating: "x", count: 97),
  ])
  func namesThatLeadAstray(text: String) {
    #expect(ModelName(text) == nil)
  }

  @Test func cacheFolders() {
    #expect(ModelName(cacheFolder: "models--Xenova--clip")?.path == "Xenova/clip")
    #expect(ModelName(cacheFolder: "models--gpt2")?.path == "gpt2")
    #expect(ModelName(cacheFolder: "datasets--a--b") == nil)
    #expect(ModelName(cacheFolder: "models--a--b--c") == nil)
    #expect(ModelName(cacheFolder: "models--..--..") == nil)
  }

  @Test func distances() {
    #expect(NearModels.of("Seedling64", among: ["seedling-64", "facebook/dinov2-base"]) == ["seedling-64"])
    #expect(
      NearModels.of("dinov2-smal", among: ["facebook/dinov2-small", "clip"]) == ["facebook/dinov2-small"])
    #expect(NearModels.of(String(repeating: "a", count: 100_000), among: ["a"]).isEmpty)
  }
}
