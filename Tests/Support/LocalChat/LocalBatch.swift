/// A batch on the local chat.
struct LocalBatch: Sendable {
  let id: String
  let input: String
  var looks = 0
  var status = "validating"
  var output: String?
  var errors: String?
  var total = 0
  var completed = 0
  var failed = 0

  /// The batch as the API gives it.
  var fields: [String: Any] {
    var fields: [String: Any] = [
      "id": id, "object": "batch", "endpoint": "/v1/chat/completions", "input_file_id": input,
      "status": status, "completion_window": "24h",
      "request_counts": ["total": total, "completed": completed, "failed": failed],
    ]
    if let output { fields["output_file_id"] = output }
    if let errors { fields["error_file_id"] = errors }
    if status == "failed" {
      fields["errors"] = [
        "data": [
          ["code": "invalid_json_line", "message": "This line is not parseable as valid JSON.", "line": 1]
        ]
      ]
    }
    return fields
  }
}
