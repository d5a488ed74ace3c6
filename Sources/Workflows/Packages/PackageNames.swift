import ContentCoding

/// What posts, accounts and people are called in a data package.
struct PackageNames {
  private let key: Pseudonyms
  private let keepsIDs: Bool
  /// The names of the people who coded.
  private let people: Set<String>

  /// The names of `open`; with the ids of posts and accounts where `keepsIDs`, and always without those of people.
  init(of open: OpenStudy, keepsIDs: Bool) throws {
    key = Pseudonyms(key: try open.study.pseudonymKey())
    self.keepsIDs = keepsIDs
    people = Set(try open.study.coderIdentities().filter { $0.kind == .person }.map(\.name))
  }

  /// What a post, an account or a stratum is called.
  func callAsFunction(_ name: String) -> String { keepsIDs ? name : key(name) }

  /// What a coder is called: machines, consensuses and `gold` as they are, people by a pseudonym.
  func coder(_ coder: CoderIdentity) -> CoderIdentity {
    var coder = coder
    if coder.kind == .person { coder.name = person(coder.name) }
    return coder
  }

  /// What a text that names coders calls them.
  func mention(_ name: String) -> String { people.contains(name) ? person(name) : name }

  /// Whether `text` holds the name of a person.
  func isNamed(in text: String) -> Bool {
    people.contains { $0 != StudyConfiguration.usualGold && text.contains($0) }
  }

  private func person(_ name: String) -> String {
    Person.renaming(name) {
      $0 == StudyConfiguration.usualGold ? $0 : "person-" + key($0).dropFirst().prefix(8)
    }
  }
}
