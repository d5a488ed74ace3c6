/// Which column of a table is the id, the text, the images, the time, the author, the counts and the groups of posts.
///
/// Columns are found by their usual names; capitals do not matter, nor do spaces, hyphens and underscores. A named
/// column (`ColumnChoice`) always wins. A column without a role is kept as an extra column.
///
/// Where several columns could be the id, text, time or author, the most usual name is taken, and `describe` names
/// the others. Images and videos likewise take one column, a local path before an address, together with the
/// columns that differ from it only by a number (`image_1`, `image_2`); the others are `fallbacks`, read only where
/// the first are empty.
public struct ColumnRoles: Equatable, Sendable {
  /// The table's columns.
  public let header: TableHeader
  /// The role of each column, `nil` for extra columns.
  public let roles: [ColumnRole?]

  /// Whether each column's name speaks of likes, which 4CAT may say are hidden.
  let speaksOfLikes: [Bool]
  private let placesByRole: [ColumnRole: [Int]]
  private let fallbackPlaces: [ColumnRole: [Int]]
  private let others: [ColumnRole: [Int]]

  /// Finds the roles of a table's columns.
  ///
  /// - Parameters:
  ///   - header: the columns.
  ///   - choice: columns named by the person.
  /// - Throws: `ColumnChoiceError` if a named column does not exist or is named twice.
  public init(header: TableHeader, choice: ColumnChoice = ColumnChoice()) throws {
    self.header = header
    let names = header.names.map(ColumnRole.normalised)
    var roles = [ColumnRole?](repeating: nil, count: names.count)
    var places: [ColumnRole: [Int]] = [:]
    var fallbacks: [ColumnRole: [Int]] = [:]
    var others: [ColumnRole: [Int]] = [:]
    for role in ColumnRole.allCases {
      for name in choice.columns[role] ?? [] {
        let place = try Self.place(of: name, role: role, in: header, names)
        if let taken = roles[place] { throw ColumnChoiceError.repeated(name: name, roles: [taken, role]) }
        roles[place] = role
        places[role, default: []].append(place)
      }
      if role.takesOne && places[role, default: []].count > 1 { throw ColumnChoiceError.tooMany(role: role) }
    }
    for role in ColumnRole.allCases where choice.columns[role] == nil {
      let found = role.usualNames.flatMap { usual in
        names.indices.filter { roles[$0] == nil && names[$0] == usual }
      }
      let numbered = role.takesOne ? [] : Self.numbered(role, in: names).filter { roles[$0] == nil }
      switch role {
      case .count, .group: places[role] = found.sorted()
      case .image, .video:
        let used = found.first.map { [$0] + numbered } ?? numbered
        (places[role], fallbacks[role]) = (used, Array(found.dropFirst()))
      default: (places[role], others[role]) = (Array(found.prefix(1)), Array(found.dropFirst()))
      }
      for place in places[role, default: []] + fallbacks[role, default: []] { roles[place] = role }
    }
    self.roles = roles
    speaksOfLikes = names.map { $0.contains("like") || $0.contains("favo") }
    placesByRole = places
    fallbackPlaces = fallbacks
    self.others = others.mapValues { $0.filter { roles[$0] == nil } }
  }

  /// The places of a role's columns, from 0.
  public func places(of role: ColumnRole) -> [Int] { placesByRole[role] ?? [] }

  /// The place of the only or first column of a role.
  public func place(of role: ColumnRole) -> Int? { placesByRole[role]?.first }

  /// The image or video columns to read where those of `places(of:)` are empty, the better one first.
  public func fallbacks(of role: ColumnRole) -> [Int] { fallbackPlaces[role] ?? [] }

  /// The places of the columns without a role.
  public var extras: [Int] { roles.indices.filter { roles[$0] == nil } }

  /// The other columns whose names would also fit a role that takes one column.
  public func alternatives(to role: ColumnRole) -> [Int] { others[role] ?? [] }

  private static func place(
    of name: String, role: ColumnRole, in header: TableHeader, _ names: [String]
  ) throws -> Int {
    if let exact = header.index(of: name) { return exact }
    let wanted = ColumnRole.normalised(name)
    let alike = names.indices.filter { names[$0] == wanted }
    guard alike.count == 1, let place = alike.first else {
      throw ColumnChoiceError.unknown(name: name, role: role, known: header.names)
    }
    return place
  }

  /// The columns named like `image_1`, `photo2`, `video_3_url`, from left to right.
  private static func numbered(_ role: ColumnRole, in names: [String]) -> [Int] {
    let stems: Set<String>
    switch role {
    case .image: stems = ["image", "img", "picture", "photo"]
    case .video: stems = ["video"]
    default: return []
    }
    return names.indices.filter { place in
      let letters = names[place].prefix { $0.isLetter }
      let number = names[place].dropFirst(letters.count).drop { $0 == "_" }
      let rest = number.drop { $0.isNumber }
      return stems.contains(String(letters)) && rest.count < number.count
        && ["", "_url", "_path", "_file"].contains(String(rest))
    }
  }
}

extension ColumnRole {
  /// Whether a table has at most one column of the role.
  var takesOne: Bool {
    switch self {
    case .image, .video, .count, .group: false
    case .id, .text, .time, .author, .likesHidden, .partialItem: true
    }
  }
}
