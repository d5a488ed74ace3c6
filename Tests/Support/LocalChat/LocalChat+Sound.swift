import Foundation

extension LocalChat {
  /// `/v1/audio/transcriptions`: what is said of the model and the number of the sound's bytes, or what was planned to go wrong.
  func transcription(_ call: ChatCall, _ conduct: ChatConduct) -> ChatAnswer {
    let planned = state.withLock { $0.faults.isEmpty ? nil : $0.faults.removeFirst() }
    if let other = ChatAnswer.instead(of: planned ?? fault(call)) { return other }
    let form = Multipart(call.body, contentType: call.fields["content-type"] ?? "")
    func text(_ name: String) -> String? { form.parts[name].map { String(decoding: $0, as: UTF8.self) } }
    guard let file = form.parts["file"], let model = text("model") else {
      return .error(400, "'file' and 'model' are required properties", parameter: "file")
    }
    if let models = conduct.models, !models.contains(model) {
      return .error(404, "The model `\(model)` does not exist", code: "model_not_found", parameter: "model")
    }
    // MP3 begins with a frame's sync, or a tag.
    guard file.prefix(3) == Array("ID3".utf8)[...] || file.first == 0xff else {
      return .error(400, "Invalid file format.", parameter: "file")
    }
    return .json(["text": " \(model) hears \(text("language") ?? "something") "])
  }
}
