import Testing

@testable import WebApp

struct WordsTests {
  @Test(arguments: [
    (nil, "en"), ("", "en"), ("de", "de"), ("de-AT,en", "de"), ("en-GB,de;q=0.9", "en"),
    ("fr, de;q=0.4, en;q=0.3", "de"),
    ("fr", "en"), ("de;q=0", "en"), ("de;q=x,en;q=1", "de"), (";;;,,,=", "en"),
  ])
  func theLanguageIsTheOneThatIsAskedForFirst(accepted: String?, language: String) {
    #expect(Words.fitting(accepted).language == language)
  }

  @Test func noSentenceIsEmptyOrTheSameInBoth() {
    let pairs = zip(Mirror(reflecting: Words.english).children, Mirror(reflecting: Words.german).children)
    for (english, german) in pairs {
      let (first, second) = (english.value as? String, german.value as? String)
      #expect(first?.isEmpty == false && second?.isEmpty == false, "\(english.label ?? "")")
    }
    #expect(
      Words.german.keysHelp.split(separator: "·").count == Words.english.keysHelp.split(separator: "·").count)
  }
}
