import Foundation

extension LocalHub {
  /// Notes a request and answers it.
  func answer(_ request: HubRequest) -> HubAnswer {
    state.withLock { state in
      state.requests.append(request)
      let place = String(request.uri.split(separator: "?", maxSplits: 1)[0])
      let steps = place.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
      func fault(_ key: String) -> HubFault? {
        guard let first = state.faults[key]?.first else { return nil }
        state.faults[key]?.removeFirst()
        return first
      }
      if let other = HubAnswer.instead(of: fault(String(place.dropFirst()))) { return other }
      switch (request.server, steps.first) {
      case (.cdn, "cdn"): return Self.large(request, steps, state, fault)
      case (.cdn, _), (.hub, nil): return .error(404)
      case (.hub, "echo"): return HubAnswer(fields: ["X-Method": request.method], body: request.body)
      case (.hub, "api") where place == "/api/models": return Self.search(request, state)
      case (.hub, "api") where steps.starts(with: ["api", "resolve-cache"]):
        return Self.small(request, steps, state, fault)
      case (.hub, "api"): return Self.listing(request, steps, state, fault("api"))
      case (.hub, _): return Self.resolve(request, steps, state)
      }
    }
  }

  private static func allows(_ request: HubRequest, _ access: HubRepository.Access, _ state: State)
    -> HubAnswer?
  {
    let token = request.fields["authorization"]?.dropFirst("Bearer ".count)
    if let token, !state.tokens.contains(String(token)) {
      return .error(401, message: "Invalid credentials in Authorization header")
    }
    switch access {
    case .gated where token == nil: return .error(401, code: "GatedRepo", message: "Access is restricted")
    case .hidden where token == nil:
      return .error(401, code: "RepoNotFound", message: "Invalid username or password.")
    default: return nil
    }
  }

  // /api/models/OWNER/NAME/revision/REVISION
  private static func listing(
    _ request: HubRequest, _ steps: [String], _ state: State, _ fault: HubFault?
  ) -> HubAnswer {
    if let other = HubAnswer.instead(of: fault) { return other }
    guard steps.count == 6, steps[4] == "revision" else { return .error(404) }
    guard let repository = state.repositories["\(steps[2])/\(steps[3])"] else {
      // The hub does not tell strangers which repositories there are not.
      return request.fields["authorization"] == nil
        ? .error(401, code: "RepoNotFound", message: "Invalid username or password.")
        : .error(404, code: "RepoNotFound", message: "Repository not found")
    }
    let access = repository.access == .gated ? .open : repository.access
    if let refusal = allows(request, access, state) { return refusal }
    guard ["main", repository.commit].contains(steps[5]) else {
      return .error(404, code: "RevisionNotFound", message: "Invalid rev id: \(steps[5])")
    }
    return .json(repository.listing)
  }

  // /OWNER/NAME/resolve/COMMIT/PATH
  private static func resolve(_ request: HubRequest, _ steps: [String], _ state: State) -> HubAnswer {
    guard steps.count >= 5, steps[2] == "resolve",
      let repository = state.repositories["\(steps[0])/\(steps[1])"]
    else { return .error(404, code: "RepoNotFound") }
    if let refusal = allows(request, repository.access, state) { return refusal }
    let path = steps[4...].joined(separator: "/")
    guard let file = repository.files[path] else { return .error(404, code: "EntryNotFound") }
    let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    let place =
      file.isLarge
      ? "http://127.0.0.1:\(state.cdnPort)/cdn/\(repository.name)/\(encoded)?Signature=x"
      : "/api/resolve-cache/models/\(repository.name)/\(steps[3])/\(encoded)"
    var fields = [
      "Location": place, "X-Repo-Commit": repository.commit, "X-Linked-Size": "\(file.bytes.count)",
      "X-Linked-Etag": "\"\(file.etag)\"",
    ]
    if !file.isLarge { fields["ETag"] = "\"\(file.etag)\"" }
    return HubAnswer(status: file.isLarge ? 302 : 307, fields: fields)
  }

  // /api/resolve-cache/models/OWNER/NAME/COMMIT/PATH
  private static func small(
    _ request: HubRequest, _ steps: [String], _ state: State, _ fault: (String) -> HubFault?
  ) -> HubAnswer {
    guard steps.count >= 7, let repository = state.repositories["\(steps[3])/\(steps[4])"] else {
      return .error(404)
    }
    if let refusal = allows(request, repository.access, state) { return refusal }
    return file(steps[6...].joined(separator: "/"), of: repository, request, fault)
  }

  // /cdn/OWNER/NAME/PATH
  private static func large(
    _ request: HubRequest, _ steps: [String], _ state: State, _ fault: (String) -> HubFault?
  ) -> HubAnswer {
    // A signed address with a token beside it is refused, as a CDN does.
    guard request.fields["authorization"] == nil else { return .error(400, message: "two ways to sign") }
    guard steps.count >= 4, let repository = state.repositories["\(steps[1])/\(steps[2])"] else {
      return .error(404)
    }
    return file(steps[3...].joined(separator: "/"), of: repository, request, fault)
  }

  private static func file(
    _ path: String, of repository: HubRepository, _ request: HubRequest, _ fault: (String) -> HubFault?
  ) -> HubAnswer {
    guard let file = repository.files[path] else { return .error(404, code: "EntryNotFound") }
    let fault = fault(path)
    return HubAnswer.instead(of: fault) ?? .bytes(file, range: request.range, fault: fault)
  }

  // /api/models?search=WORD
  private static func search(_ request: HubRequest, _ state: State) -> HubAnswer {
    let query = URLComponents(string: request.uri)?.queryItems ?? []
    let word = query.first { $0.name == "search" }?.value?.lowercased() ?? ""
    let needsOnnx = query.contains { $0.name == "filter" && $0.value == "onnx" }
    let found = state.repositories.values.filter { repository in
      repository.access != .hidden && repository.name.lowercased().contains(word)
        && (!needsOnnx || repository.files.keys.contains { $0.hasSuffix(".onnx") })
    }
    let rows = found.map(\.name).sorted().map { #"{"id":"\#($0)","modelId":"\#($0)"}"# }
    return .json("[\(rows.joined(separator: ","))]")
  }
}
