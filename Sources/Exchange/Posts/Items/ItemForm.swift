/// A form of JSON in which posts come from a platform or a tool: of one item posts are made.
///
/// A new form is a type that conforms, and its line in ``ItemForms/all``. The cells that it gives have the names by which
/// ``ColumnRoles`` finds what a column is for, so that times, counts, hidden likes and addresses are read as in any table.
protocol ItemForm: Sendable {
  /// As `--format` names it.
  static var name: String { get }
  /// What its files are, as in `Zeeschuimer's items`.
  static var title: String { get }

  /// By what an item is known to be of this form; nil where it is not.
  static func sign(in item: JSONItem) -> String?

  /// The posts of an item, or why it is none.
  static func posts(of item: JSONItem) -> [ItemPost]
}

/// One post of an item.
enum ItemPost {
  /// The cells that a table of posts would have.
  case cells([String: String])
  /// Left out, as in `advertisement`.
  case skipped(String)
}

/// The forms of JSON: the one place that lists them; the first that knows an item reads the file.
enum ItemForms {
  static let all: [any ItemForm.Type] = [
    ZeeschuimerItems.self, TwarcItems.self, InstaloaderItem.self, LabelStudioTasks.self, DoccanoRows.self,
  ]
}

/// The cells of posts by the names that all forms use.
struct ItemCells {
  private(set) var cells: [String: String] = [:]

  /// The names in the order in which a summary lists them.
  static let names = [
    "id", "caption", "author", "created_at", "image_url", "image_path", "video_url", "video_path", "likes",
    "comments", "shares",
    "views", "saves", "quotes", "likes_hidden", "url", "media_type", "hashtags", "location_name", "language",
  ]

  /// Keeps a text that is there.
  subscript(name: String) -> String? {
    get { cells[name] }
    set { if let newValue, !newValue.isEmpty { cells[name] = newValue } }
  }

  /// Keeps several addresses or paths in one cell.
  mutating func set(_ name: String, to list: [String]) {
    var seen: Set<String> = []
    self[name] = list.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: "|")
  }
}
