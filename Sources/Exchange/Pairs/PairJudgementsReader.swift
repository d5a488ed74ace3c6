import ContentCoding
import Tables

/// Reads a person's judgements of pairs from the table that ``PairTable`` makes, or any table with the columns `pair` and
/// `belong`.
///
/// `belong` is `yes`, `true` or `1`, or `no`, `false` or `0`, in any case and also by the first letter; an empty cell is a pair
/// that was not judged. Where the table has `first` and `second` they must be the pair's posts, in either order.
public struct PairJudgementsReader {
  /// What was read.
  public struct Judgements: Equatable, Sendable {
    /// Whether each judged pair belongs together, by its number.
    public var answers: [Int: Bool] = [:]
    /// How many rows have no judgement.
    public var empty = 0
    /// What was put right in the file.
    public var notices: [TableNotice] = []
  }

  private let path: String
  private let pairs: [Int: PostPair]

  /// A reader of the file at `path` about `pairs`; nothing is opened yet.
  public init(path: String, pairs: [PostPair]) {
    self.path = path
    self.pairs = Dictionary(pairs.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads the whole table.
  ///
  /// - Throws: ``ImportProblems`` with the first 20 problems and their number, ``TableError`` where the file cannot be read.
  public func read() throws -> Judgements {
    let stream = try RecordStream(path: path)
    guard stream.header.index(of: "pair") != nil, stream.header.index(of: "belong") != nil else {
      throw ImportProblems(
        file: path,
        "the table needs the columns pair and belong; it has \(stream.header.names.joined(separator: ", "))")
    }
    var judgements = Judgements()
    var problems = ImportProblems(file: path)
    var lines: [Int: Int] = [:]
    while let record = try stream.next() {
      if let problem = record.problem {
        problems.add(record.line, problem)
        continue
      }
      guard let number = number(of: record, problems: &problems) else { continue }
      if let line = lines.updateValue(record.line, forKey: number) {
        problems.add(record.line, "pair \(number) stands on line \(line) already; keep one of the two")
      }
      let written = (record["belong"] ?? "").trimmed
      switch Self.answer(written) {
      case .some(let answer): judgements.answers[number] = answer
      case nil where written.isEmpty: judgements.empty += 1
      case nil:
        problems.add(record.line, "belong is \(quoted(written)); accepted are yes and no, or an empty cell")
      }
    }
    if problems.count > 0 { throw problems }
    judgements.notices = stream.notices
    return judgements
  }

  /// The number of the row's pair; nil, and a problem, where the sample has no such pair or it has other posts.
  private func number(of record: Record, problems: inout ImportProblems) -> Int? {
    let written = (record["pair"] ?? "").trimmed
    guard let number = Int(written) ?? Double(written).flatMap({ Int(exactly: $0) }), let pair = pairs[number]
    else {
      problems.add(record.line, "the sample has no pair \(quoted(written))")
      return nil
    }
    if let first = record["first"]?.trimmed, let second = record["second"]?.trimmed,
      Set([first, second]) != Set([pair.first, pair.second])
    {
      problems.add(
        record.line,
        "pair \(number) is of the posts \(quoted(pair.first)) and \(quoted(pair.second)), not \(quoted(first)) and "
          + "\(quoted(second)); is it the table of another sample? Where a spreadsheet has rounded the ids, remove the "
          + "columns first and second")
      return nil
    }
    return number
  }

  private static func answer(_ written: String) -> Bool? {
    switch written.lowercased() {
    case "yes", "true", "1", "y", "t", "1.0": true
    case "no", "false", "0", "n", "f", "0.0": false
    default: nil
    }
  }
}
