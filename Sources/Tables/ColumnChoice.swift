/// The columns that a person named, by option, for each role.
///
/// What is not named is found by the usual names.
public struct ColumnChoice: Equatable, Sendable {
  /// The named columns of each role.
  public var columns: [ColumnRole: [String]]

  /// Names columns: `[.id: ["Post"], .image: ["front", "back"]]`.
  ///
  /// All named image columns hold media of the post. An empty list says that the table has no column of the role.
  public init(_ columns: [ColumnRole: [String]] = [:]) { self.columns = columns }
}

/// Why named columns cannot be used.
public enum ColumnChoiceError: Error, Equatable, Sendable {
  /// The table has no column of this name.
  case unknown(name: String, role: ColumnRole, known: [String])
  /// The same column was named for two roles, or twice for one.
  case repeated(name: String, roles: [ColumnRole])
  /// More than one column was named for a role that takes one.
  case tooMany(role: ColumnRole)
}
