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
    Self.compare(Words.english, Words.german)
    #expect(
      Words.german.keysHelp.split(separator: "·").count == Words.english.keysHelp.split(separator: "·").count)
  }

  /// Compares all words of a part, and those of its parts.
  private static func compare(_ english: Any, _ german: Any) {
    for (english, german) in zip(Mirror(reflecting: english).children, Mirror(reflecting: german).children) {
      if let (first, second) = (english.value as? String).flatMap({ first in
        (german.value as? String).map { (first, $0) }
      }) {
        #expect(!first.isEmpty && !second.isEmpty, "\(english.label ?? "")")
        #expect(
          first.components(separatedBy: "%@").count == second.components(separatedBy: "%@").count,
          "\(english.label ?? "")")
      } else {
        compare(english.value, german.value)
      }
    }
  }
}
