import Tables

/// Gives the answers of Label Studio's export as rows of a table of codings.
///
/// Annotations are those of people; one that was cancelled counts not. With `ofModels` predictions are read in their place. Who a person is says
/// `codeframe_coders` in the task's data, or their e-mail address, or `person N`.
final class LabelStudioCodings: RecordSource {
  let header: TableHeader
  let notices: [TableNotice] = []
  /// Annotations or predictions that were not read.
  private(set) var left = 0

  private let values: JSONValues
  private let ofModels: Bool
  private var waiting: [Record] = []

  /// The file at `path`, where it is Label Studio's; nil where it is not.
  init?(path: String, ofModels: Bool) throws {
    guard let origin = PostOrigin(path: path), let item = origin.firstItem,
      LabelStudioTasks.sign(in: item) != nil,
      let values = try JSONValues(path: path)
    else { return nil }
    var notices: [TableNotice] = []
    header = try TableHeader(
      ["post_id", "variable", "value", "coder", "coder_kind", "confidence", "coded_at"], notices: &notices)
    (self.values, self.ofModels) = (values, ofModels)
  }

  func next() throws -> Record? {
    while waiting.isEmpty {
      guard let line = try values.next() else { return nil }
      do {
        let task = JSONItem(try line.object())
        waiting = records(of: task, line: line.line).reversed()
      } catch let error as TableError {
        return Record(line: line.line, cells: [:], problem: error.kind.description)
      }
    }
    return waiting.popLast()
  }

  private func records(of task: JSONItem, line: Int) -> [Record] {
    let id = task.text("data.id", "data.post_id", "data.item_id", "id") ?? ""
    let (read, rest) = ofModels ? ("predictions", "annotations") : ("annotations", "predictions")
    left += task.list(rest).count
    var votes = task.list(read)
    if votes.isEmpty, !ofModels { votes = task.list("completions") }
    return votes.flatMap { vote -> [Record] in
      guard !vote.isTrue("was_cancelled") else {
        left += 1
        return []
      }
      let coder = ofModels ? Self.model(vote) : Self.person(vote, in: task)
      return vote.list("result").compactMap { part in
        guard let variable = part.text("from_name"), let value = Self.value(of: part) else { return nil }
        var cells = ["post_id": id, "variable": variable, "value": value, "coder": coder]
        cells["coder_kind"] = ofModels ? "model" : "person"
        if ofModels, let score = vote.text("score"), let number = Double(score), (0...1).contains(number) {
          cells["confidence"] = score
        }
        if let time = vote.text("created_at"), TimeCell.date(time) != nil { cells["coded_at"] = time }
        return Record(line: line, cells: cells)
      }
    }
  }

  private static func person(_ vote: JSONItem, in task: JSONItem) -> String {
    guard let number = vote.text("completed_by", "completed_by.id") else {
      return vote.text("completed_by.email") ?? "person"
    }
    return task["data.codeframe_coders"]?.value(of: number)?.text ?? vote.text("completed_by.email")
      ?? "person \(number)"
  }

  /// The version without the run that stands behind it in brackets.
  private static func model(_ vote: JSONItem) -> String {
    let version = vote.text("model_version") ?? "model"
    return version.replacing(#/ \([0-9a-z-]+\)$/#, with: "")
  }

  private static func value(of part: JSONItem) -> String? {
    guard let value = part["value"] else { return nil }
    let choices = value.list("choices").compactMap(\.text)
    if value["choices"] != nil { return choices.joined(separator: "|") }
    if let taxonomy = value.list("taxonomy").first { return taxonomy.items.last?.text }
    return value.text("number", "rating") ?? value.list("text").first?.text ?? value.text("text")
  }
}
