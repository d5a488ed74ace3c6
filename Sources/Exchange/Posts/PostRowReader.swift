import ContentCoding
import Foundation
import Tables

/// Makes posts of records and collects what is wrong with them.
struct PostRowReader {
  var problems: ImportProblems
  var summary = PostsSummary()

  private let names: [ColumnRole: [String]]
  private let fallbacks: [ColumnRole: [String]]
  private let kept: [String]
  private let known: Set<String>
  private let id: String
  private let partOf: String?
  private let split: String?
  private let requiresSplit: Bool
  private let clearsEmpty: Bool
  private let hasDecimalComma: Bool
  /// Whether the id is a file's name, whose ending does not count.
  private let namesFiles: Bool
  /// Whether several rows may be of one post.
  private let mayRepeat: Bool
  private let media: MediaPath
  private var seen = SeenKeys()

  /// A reader of rows; `files` is the column of file names that are the ids, as ``ColumnRole/normalised(_:)`` gives it, and nil where
  /// ids are written.
  init(
    roles: ColumnRoles, options: PostsTable.Options, media: MediaPath, files: String? = nil, file: String
  ) throws {
    problems = ImportProblems(file: file)
    self.media = media
    clearsEmpty = options.clearsEmpty
    hasDecimalComma = options.hasDecimalComma
    let header = roles.header.names
    func named(_ places: [Int]) -> [String] { places.map { header[$0] } }
    names = Dictionary(uniqueKeysWithValues: ColumnRole.allCases.map { ($0, named(roles.places(of: $0))) })
    fallbacks = Dictionary(
      uniqueKeysWithValues: ColumnRole.allCases.map { ($0, named(roles.fallbacks(of: $0))) })
    let ofFiles = files.flatMap { files in header.first { ColumnRole.normalised($0) == files } }
    let isChosen = options.choice.columns[.id] != nil || options.onePostPer != nil
    let written = roles.places(of: .id).first.map { header[$0] }
    namesFiles = !isChosen && ofFiles != nil
    mayRepeat = options.onePostPer != nil
    guard let id = isChosen ? written : ofFiles ?? written else {
      throw ImportProblems(
        file: file,
        "no column of ids; name it with --id COLUMN. The columns are \(enumerated(header))")
    }
    self.id = id
    kept = named(roles.extras) + [.group, .likesHidden, .partialItem].flatMap { [names] in names[$0] ?? [] }
    known = Set(header)
    partOf = header.first { ColumnRole.normalised($0) == "part_of" }
    if let column = options.splitColumn {
      guard roles.header.index(of: column) != nil else {
        throw ImportProblems(
          file: file,
          "there is no column \(quoted(column)) for --split-column; the columns are \(enumerated(header))")
      }
      (split, requiresSplit) = (column, true)
    } else {
      (split, requiresSplit) = (header.first { ColumnRole.normalised($0) == "split" }, false)
    }
  }

  /// The post of a record, nil where something is wrong with it.
  mutating func post(of record: Record, rounded: inout RoundedIDs) -> ImportedPost? {
    if let problem = record.problem {
      problems.add(record.line, problem)
      return nil
    }
    var written = record[id] ?? ""
    if namesFiles, let dot = written.lastIndex(of: ".") { written = String(written[..<dot]) }
    rounded.observe(written, line: record.line)
    let identifier: String
    switch PostIDRule.check(written) {
    case .success(let checked): identifier = checked
    case .failure(let fault):
      problems.add(record.line, fault.message)
      return nil
    }
    if !mayRepeat, let first = seen.firstLine(of: [identifier], on: record.line) {
      problems.add(
        record.line,
        "the id \(quoted(identifier)) stands on line \(first) already; every post needs an id of its own, or, where each row is a picture, --one-post-per \(id)"
      )
      return nil
    }
    if let bare = bareNA(record) {
      summary.bareNA += 1
      if summary.firstBareNA == nil { summary.firstBareNA = bare }
    }
    var post = Post(
      id: identifier, text: cell(record, .text) ?? "", author: cell(record, .author)?.precomposed)
    for name in kept { if let text = record[name], !text.isEmpty { post.columns[name] = text } }
    for name in record.names where !known.contains(name) { post.columns[name] = record[name] }
    readTime(record, into: &post)
    readCounts(record, into: &post)
    readMedia(record, into: &post)
    if let partOf, let text = record[partOf]?.trimmed, !text.isEmpty {
      post.partOf = text.precomposed
    }
    return ImportedPost(post: post, part: part(of: record), cleared: clearsEmpty ? cleared(record) : [])
  }

  private func cell(_ record: Record, _ role: ColumnRole) -> String? {
    guard let name = names[role]?.first, let text = record[name], !text.isEmpty, !record.isBareNA(name) else {
      return nil
    }
    if role != .author { return text }
    let author = text.trimmed
    return author.isEmpty ? nil : author
  }

  /// The column of a text or an author that says NA without quotes.
  private func bareNA(_ record: Record) -> String? {
    [ColumnRole.text, .author].lazy.compactMap { names[$0]?.first }.first(where: record.isBareNA)
  }

  private mutating func readTime(_ record: Record, into post: inout Post) {
    guard let name = names[.time]?.first, let text = record[name] else { return }
    switch TimeCell(text) {
    case .missing: break
    case .moment(let date): post.time = date
    case .ambiguous, .unreadable:
      summary.unreadableTimes += 1
      summary.firstUnreadableTime = summary.firstUnreadableTime ?? text
      post.columns[name] = text
    }
  }

  private mutating func readCounts(_ record: Record, into post: inout Post) {
    for name in names[.count] ?? [] {
      guard let text = record[name] else { continue }
      let normalised = ColumnRole.normalised(name)
      let count = CountCell(text, hasDecimalComma: hasDecimalComma).qualified(
        isLikes: normalised.contains("like") || normalised.contains("favo"),
        likesHidden: names[.likesHidden]?.first.flatMap { record[$0] },
        partialItem: names[.partialItem]?.first.flatMap { record[$0] })
      switch count {
      case .missing:
        if isHidden(text, of: name, in: record) { summary.hiddenLikes += 1 }
      case .count(let number): post.counts[name] = Double(number)
      case .unreadable:
        summary.unreadableCounts += 1
        summary.firstUnreadableCount = summary.firstUnreadableCount ?? text
        post.columns[name] = text
      }
    }
  }

  /// Whether a count is missing because the platform hid it.
  private func isHidden(_ text: String, of name: String, in record: Record) -> Bool {
    guard ColumnRole.normalised(name).contains("like") else { return false }
    if let flag = names[.likesHidden]?.first.flatMap({ record[$0] })?.trimmed.lowercased(),
      ["true", "yes", "y", "t", "1", "1.0"].contains(flag)
    {
      return true
    }
    return ["hidden", "-1"].contains(text.trimmed.lowercased())
  }

  /// What the record has a column for and nothing in it.
  private func cleared(_ record: Record) -> Set<PostField> {
    var fields: Set<PostField> = []
    func isEmpty(_ role: ColumnRole) -> Bool {
      let columns = names[role] ?? []
      return !columns.isEmpty && columns.allSatisfy { record[$0]?.trimmed.isEmpty ?? false }
    }
    if isEmpty(.text) { fields.insert(.text) }
    if isEmpty(.author) { fields.insert(.author) }
    if isEmpty(.time) { fields.insert(.time) }
    if isEmpty(.image), names[.video, default: []].isEmpty || isEmpty(.video) { fields.insert(.media) }
    if let partOf, record[partOf]?.trimmed.isEmpty ?? false { fields.insert(.partOf) }
    for name in names[.count] ?? [] where record[name]?.trimmed.isEmpty ?? false {
      fields.insert(.count(name))
    }
    for name in kept where record[name]?.trimmed.isEmpty ?? false { fields.insert(.column(name)) }
    return fields
  }

  private mutating func readMedia(_ record: Record, into post: inout Post) {
    var hasAddress = false
    for role in [ColumnRole.image, .video] {
      var found = readMedia(names[role] ?? [], of: record, into: &post, hasAddress: &hasAddress)
      for name in fallbacks[role] ?? [] {
        if found {
          if let text = record[name], !text.isEmpty { post.columns[name] = text }
        } else {
          found = readMedia([name], of: record, into: &post, hasAddress: &hasAddress)
        }
      }
    }
    if hasAddress && post.media.isEmpty { summary.onlyAddresses += 1 }
  }

  private mutating func readMedia(
    _ columns: [String], of record: Record, into post: inout Post, hasAddress: inout Bool
  ) -> Bool {
    var found = false
    for name in columns {
      guard let text = record[name] else { continue }
      let cell = MediaCell(text, exists: media.exists)
      if !cell.addresses.isEmpty {
        post.columns[name] = text
        hasAddress = true
      }
      if cell.isData {
        post.columns[name] = text
        summary.mediaAsData += 1
        summary.firstMediaAsData = summary.firstMediaAsData ?? name
      }
      for written in cell.paths {
        let path = media.spelled(written)
        if path.hasControlCharacter {
          problems.add(record.line, "the path \(quoted(path)) has a control character; remove it")
          continue
        }
        let place = media.place(of: path)
        guard place.isAllowed else {
          problems.add(
            record.line,
            "\(quoted(path)) lies outside the folders of the table and the study; allow its folder with "
              + "--media-root DIR")
          continue
        }
        found = true
        if !place.exists {
          summary.missingFiles += 1
          if summary.firstMissing.count < 20 { summary.firstMissing.append(path) }
        }
        post.media.append(Media(path: place.stored))
      }
    }
    return found
  }

  private mutating func part(of record: Record) -> ImportedPost.SplitPart? {
    guard let split, let text = record[split]?.trimmed, !text.isEmpty else {
      return nil
    }
    switch text.lowercased() {
    case "train", "training": return .train
    case "test", "testing": return .test
    default:
      if requiresSplit {
        problems.add(record.line, "the column \(quoted(split)) says \(quoted(text)); accepted: train, test")
      }
      return nil
    }
  }
}
