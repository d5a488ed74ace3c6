/// A name as it would stand in a sentence.
///
/// `-`, `_`, `/` and inner capitals separate words, `&` is read as "and", and words are written small, but for
/// those of capitals alone: `Landscape-Nature` is "landscape nature", `CampaignOrPartyEvent` "campaign or party
/// event", `TVStudio` "TV studio".
struct ReadableName: CustomStringConvertible {
  let description: String

  init(_ name: String) {
    var words: [[Character]] = [[]]
    let letters = Array(name)
    for (index, letter) in letters.enumerated() {
      switch letter {
      case "-", "_", "/": words.append([])
      case "&": words += [Array("and"), []]
      case _ where letter.isWhitespace: words.append([])
      default:
        if Self.startsWord(at: index, of: letters) { words.append([]) }
        words[words.count - 1].append(letter)
      }
    }
    let written = words.filter { !$0.isEmpty }.map { word in
      word.count > 1 && word.allSatisfy(\.isUppercase) ? String(word) : String(word).lowercased()
    }
    description = written.isEmpty ? name : written.joined(separator: " ")
  }

  /// Whether a capital follows a small letter, or is the last of several and before a small one.
  private static func startsWord(at index: Int, of letters: [Character]) -> Bool {
    guard index > 0, letters[index].isUppercase else { return false }
    if letters[index - 1].isLowercase { return true }
    return letters[index - 1].isUppercase && index + 1 < letters.count && letters[index + 1].isLowercase
  }
}
