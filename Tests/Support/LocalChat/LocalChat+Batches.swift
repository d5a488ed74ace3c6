import Foundation

extension LocalChat {
  /// `/v1/files` and `/v1/batches`.
  func batchAnswer(_ call: ChatCall, _ conduct: ChatConduct) -> ChatAnswer {
    let steps = call.uri.split(separator: "?")[0].split(separator: "/").map(String.init)
    switch (call.method, steps.count, steps.dropFirst().first) {
    case ("POST", 2, "files"): return upload(call)
    case ("GET", 4, "files"):
      guard let bytes = state.withLock({ $0.files[steps[2]] }) else {
        return .error(404, "No such File object: \(steps[2])")
      }
      return ChatAnswer(fields: ["Content-Type": "application/octet-stream"], body: bytes)
    case ("POST", 2, "batches"): return create(call)
    case ("GET", 3, "batches"): return look(steps[2], conduct)
    case ("POST", 4, "batches") where steps[3] == "cancel":
      return state.withLock { state in
        state.batches[steps[2]]?.status = "cancelled"
        return state.batches[steps[2]].map { .json($0.fields) } ?? .error(404, "No batch \(steps[2])")
      }
    default: return .error(404, "Invalid URL (\(call.method) \(call.uri))")
    }
  }

  private func upload(_ call: ChatCall) -> ChatAnswer {
    let form = Multipart(call.body, contentType: call.fields["content-type"] ?? "")
    guard let file = form.parts["file"], form.parts["purpose"] == Array("batch".utf8) else {
      return .error(400, "'file' and 'purpose' are required properties", parameter: "file")
    }
    return state.withLock { state in
      let id = "file-\(state.files.count + 1)"
      state.files[id] = file
      return .json([
        "id": id, "object": "file", "bytes": file.count, "purpose": "batch", "filename": "requests.jsonl",
      ])
    }
  }

  private func create(_ call: ChatCall) -> ChatAnswer {
    let fields = (try? JSONSerialization.jsonObject(with: Data(call.body))) as? [String: Any]
    guard let input = fields?["input_file_id"] as? String,
      fields?["endpoint"] as? String == "/v1/chat/completions",
      fields?["completion_window"] as? String == "24h"
    else { return .error(400, "Missing required parameter: 'input_file_id'.", parameter: "input_file_id") }
    return state.withLock { state in
      guard let bytes = state.files[input] else { return .error(400, "No such File object: \(input)") }
      var batch = LocalBatch(id: "batch-\(state.batches.count + 1)", input: input)
      batch.total = bytes.split(separator: UInt8(ascii: "\n")).count
      state.batches[batch.id] = batch
      return .json(batch.fields)
    }
  }

  private func look(_ id: String, _ conduct: ChatConduct) -> ChatAnswer {
    guard var batch = state.withLock({ $0.batches[id] }) else { return .error(404, "No batch \(id)") }
    batch.looks += 1
    let ends = ["completed", "failed", "expired", "cancelled"]
    if !ends.contains(batch.status) {
      batch.status = batch.looks < conduct.looksPerBatch ? "in_progress" : conduct.batchEnd
      if ends.contains(batch.status), batch.status != "failed" { finish(&batch, conduct) }
    }
    state.withLock { [batch] in $0.batches[id] = batch }
    return .json(batch.fields)
  }

  /// Answers the batch's requests from the last to the first, as the order is not kept.
  private func finish(_ batch: inout LocalBatch, _ conduct: ChatConduct) {
    struct Line: Decodable {
      let custom_id: String
      let body: ChatCall.Question
    }
    let input = state.withLock { $0.files[batch.input] } ?? []
    let lines = input.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0))
    }
    var output: [UInt8] = []
    var errors: [UInt8] = []
    let count = conduct.batchAnswers ?? lines.count
    for (place, line) in lines.enumerated().reversed() {
      guard place < count else {
        errors += Self.line([
          "custom_id": line.custom_id, "response": NSNull(),
          "error": ["code": "batch_expired", "message": "This request could not be executed in time."],
        ])
        continue
      }
      let planned = state.withLock { $0.faults.isEmpty ? nil : $0.faults.removeFirst() }
      let answer =
        Self.refusal(of: line.body, conduct) ?? ChatAnswer.instead(of: planned)
        ?? reply(to: line.body, conduct, planned)
      let value = (try? JSONSerialization.jsonObject(with: Data(answer.body))) ?? NSNull()
      let fields: [String: Any] = [
        "id": "batch_req_\(place)", "custom_id": line.custom_id, "error": NSNull(),
        "response": ["status_code": answer.status, "request_id": "r\(place)", "body": value],
      ]
      if answer.status == 200 { output += Self.line(fields) } else { errors += Self.line(fields) }
    }
    batch.completed = output.split(separator: UInt8(ascii: "\n")).count
    batch.failed = lines.count - batch.completed
    state.withLock { [id = batch.id, output, errors] in
      $0.files["file-out-\(id)"] = output
      $0.files["file-errors-\(id)"] = errors
    }
    if !output.isEmpty { batch.output = "file-out-\(batch.id)" }
    if !errors.isEmpty { batch.errors = "file-errors-\(batch.id)" }
  }

  private static func line(_ fields: [String: Any]) -> [UInt8] {
    ChatAnswer.json(fields).body + [UInt8(ascii: "\n")]
  }
}
