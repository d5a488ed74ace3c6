import Testing

@testable import WebApp

struct PictureCacheTests {
  @Test func theOldestGoesWhereThereIsNoRoom() {
    let cache = PictureCache(limit: 10)
    cache.keep([1, 1, 1, 1], as: "a")
    cache.keep([2, 2, 2, 2], as: "b")
    #expect(cache["a"] == [1, 1, 1, 1])
    cache.keep([3, 3, 3, 3], as: "c")
    #expect(cache["b"] == nil && cache["a"] != nil && cache["c"] != nil)
    cache.keep([UInt8](repeating: 0, count: 11), as: "d")
    #expect(cache["d"] == nil && cache["a"] != nil)
    cache.keep([4, 4], as: "a")
    cache.keep([5, 5, 5, 5], as: "e")
    #expect(cache["a"] == [4, 4] && cache["c"] != nil && cache["e"] != nil)
  }
}
