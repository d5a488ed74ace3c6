import Synchronization

/// Notices when another model than before answers, as it happens when a provider exchanges what stands behind a name.
final class ModelChangeDetector: Sendable {
  private struct Sightings {
    var models: Set<String> = []
    var fingerprints: Set<String> = []
  }

  private let seen = Mutex<[String: Sightings]>([:])

  /// A sentence where `reply` comes from a model or system that did not answer before in this run; each is told once.
  func notice(_ reply: ChatReply, to request: ChatRequest) -> String? {
    seen.withLock { seen in
      var sightings = seen[request.model, default: Sightings()]
      defer { seen[request.model] = sightings }
      let isOther = reply.model.map { sightings.models.insert($0).inserted && sightings.models.count > 1 }
      if isOther == true, let model = reply.model {
        return "\(request.model) is now answered by \(model), and was by another model before in this run"
      }
      let isChanged = reply.fingerprint.map {
        sightings.fingerprints.insert($0).inserted && sightings.fingerprints.count > 1
      }
      if isChanged == true, let fingerprint = reply.fingerprint {
        return
          "the system behind \(request.model) changed within this run: its fingerprint is now \(fingerprint)"
      }
      return nil
    }
  }
}
