import ContentCoding
import Tables

/// Writes posts with their codings as Label Studio's tasks: an annotation for each person, a prediction for each model.
///
/// Ids never come twice. Who an annotation is by stands in the task's `data` as `codeframe_coders`, for Label Studio knows people by number.
public final class LabelStudioWriter {
  private let codebook: Codebook
  private let put: ([UInt8]) throws -> Void
  private var tasks = 0
  private var votes = 0
  private var numbers: [String: Int] = [:]

  /// A writer that hands its bytes to `put`.
  public init(_ codebook: Codebook, to put: @escaping ([UInt8]) throws -> Void) {
    (self.codebook, self.put) = (codebook, put)
  }

  /// Writes a post.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - pictures: The addresses under which Label Studio finds its pictures.
  ///   - records: Codings of the post.
  /// - Throws: What takes the bytes throws.
  public func write(_ post: Post, pictures: [String], _ records: [CodingRecord]) throws {
    tasks += 1
    let coded = records.filter { $0.coding.answer.value != nil }
    let byCoder = Dictionary(grouping: coded) { $0.coder.name }.sorted { $0.key < $1.key }
    var annotations: [JSONOutput] = []
    var predictions: [JSONOutput] = []
    var people: [JSONOutput.Member] = []
    for (name, records) in byCoder {
      guard let kind = records.first?.coder.kind else { continue }
      votes += 1
      let result = JSONOutput.list(records.enumerated().compactMap { part($1, number: $0) })
      if kind == .person || kind == .consensus {
        let number = numbers[name] ?? numbers.count + 1
        numbers[name] = number
        people.append(.init("\(number)", .text(name)))
        annotations.append(
          .object([
            .init("id", .integer(votes)), .init("completed_by", .integer(number)),
            .init("was_cancelled", .boolean(false)),
            .init("ground_truth", .boolean(kind == .consensus)), .init("result", result),
          ]))
      } else {
        let version = records.lazy.compactMap(\.run).first.map { "\(name) (\($0))" } ?? name
        var members: [JSONOutput.Member] = [
          .init("id", .integer(votes)), .init("model_version", .text(version)),
        ]
        if let score = records.compactMap(\.coding.answer.confidence).min() {
          members.append(.init("score", .number(score)))
        }
        predictions.append(.object(members + [.init("result", result)]))
      }
    }
    var data: [JSONOutput.Member] = [.init("id", .text(post.id)), .init("caption", .text(post.text))]
    if let first = pictures.first { data.append(.init("image", .text(first))) }
    if pictures.count > 1 { data.append(.init("images", .list(pictures.map { .text($0) }))) }
    if !people.isEmpty { data.append(.init("codeframe_coders", .object(people))) }
    try put(Array((tasks == 1 ? "[\n" : ",\n").utf8))
    var bytes: [UInt8] = []
    let line = JSONLinesWriter { bytes += $0 }
    try line.write([
      .init("id", .integer(tasks)), .init("data", .object(data)), .init("annotations", .list(annotations)),
      .init("predictions", .list(predictions)),
    ])
    try line.finish()
    try put(bytes.dropLast())
  }

  /// Ends the list.
  public func finish() throws { try put(Array((tasks == 0 ? "[]\n" : "\n]\n").utf8)) }

  private func part(_ record: CodingRecord, number: Int) -> JSONOutput? {
    guard let variable = codebook[record.coding.variable], let value = record.coding.answer.value else {
      return nil
    }
    let (type, written): (String, JSONOutput.Member) =
      switch value {
      case .category(let label): ("choices", .init("choices", .list([.text(label)])))
      case .boolean(let flag): ("choices", .init("choices", .list([.text(flag ? "true" : "false")])))
      case .tags(let tags):
        ("choices", .init("choices", .list(variable.labels.filter(tags.contains).map { .text($0) })))
      case .openText(let words): ("textarea", .init("text", .list([.text(words)])))
      case .number(let number): ("number", .init("number", .number(number)))
      }
    return .object([
      .init("id", .text("t\(tasks)v\(votes)r\(number + 1)")), .init("from_name", .text(variable.name)),
      .init("to_name", .text(LabelStudioConfig.picture)), .init("type", .text(type)),
      .init("value", .object([written])),
    ])
  }
}
