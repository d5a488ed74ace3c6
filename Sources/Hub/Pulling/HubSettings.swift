import Foundation

/// How the hub is reached and where its cache is, as the environment says; the variables are those of Python's
/// `huggingface_hub`.
public struct HubSettings: Hashable, Sendable {
  /// The hub, without a slash at the end: `HF_ENDPOINT`, else `https://huggingface.co`.
  public let endpoint: String
  /// What says who asks: `HF_TOKEN`, else what the file `HF_TOKEN_PATH` or `HF_HOME/token` holds; nil for nobody.
  public let token: String?
  /// The folder of the cache: `HF_HUB_CACHE`, else `HF_HOME/hub`, else `~/.cache/huggingface/hub`.
  public let cache: URL
  /// Whether no connection may be opened: `HF_HUB_OFFLINE` or `TRANSFORMERS_OFFLINE` is 1, ON, YES or TRUE.
  public let isOffline: Bool

  private static let longestToken = 4096

  /// Reads the environment.
  ///
  /// - Throws: `PullProblem` where `HF_ENDPOINT` is no address, the token holds what no token does, or nothing says
  ///   where the cache is.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(PullProblem) {
    let value = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let given = value("HF_ENDPOINT") ?? "https://huggingface.co"
    var address = given
    while address.hasSuffix("/") { address.removeLast() }
    guard let url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false, url.query == nil, url.fragment == nil
    else { throw .badEndpoint(given) }
    guard let cache = ModelLocation.hubCache(environment) else { throw .noCache }
    endpoint = address
    self.cache = cache
    isOffline = Self.isTrue(value("HF_HUB_OFFLINE") ?? value("TRANSFORMERS_OFFLINE"))
    token = Self.isTrue(value("HF_HUB_DISABLE_IMPLICIT_TOKEN")) ? nil : Self.token(environment)
    if let token, !token.utf8.allSatisfy({ (33...126).contains($0) }) { throw .badToken }
  }

  /// As `huggingface_hub` reads it.
  private static func isTrue(_ value: String?) -> Bool {
    ["1", "ON", "YES", "TRUE"].contains(value?.uppercased())
  }

  private static func token(_ environment: [String: String]) -> String? {
    let trimmed = { (text: String?) -> String? in
      let token = text?.trimmingCharacters(in: .whitespacesAndNewlines)
      return token?.isEmpty == false ? token : nil
    }
    if let token = trimmed(environment["HF_TOKEN"]) ?? trimmed(environment["HUGGING_FACE_HUB_TOKEN"]) {
      return token
    }
    let path =
      ModelLocation.folder(environment["HF_TOKEN_PATH"])
      ?? ModelLocation.hubHome(environment)?
      .appendingPathComponent("token")
    guard let path, let file = ModelFile(path.lastPathComponent, in: path.deletingLastPathComponent()),
      file.size <= longestToken
    else { return nil }
    return trimmed(try? String(contentsOf: file.url, encoding: .utf8))
  }
}

extension HubSettings {
  /// What the hub says of a repository at a branch, tag or commit, with the sizes and hashes of its files.
  func listing(of repository: ModelName, at revision: String) -> URL? {
    URL(string: "\(endpoint)/api/models/\(repository.path)/revision/\(Self.encoded(revision))?blobs=true")
  }

  /// The bytes of a file at a commit.
  func file(_ path: String, of repository: ModelName, at commit: String) -> URL? {
    let steps = path.split(separator: "/").map { Self.encoded(String($0)) }
    return URL(string: "\(endpoint)/\(repository.path)/resolve/\(commit)/\(steps.joined(separator: "/"))")
  }

  /// Repositories whose names hold a word, most used first.
  func search(_ word: String, onlyExports: Bool) -> URL? {
    let filter = onlyExports ? "&filter=onnx" : ""
    return URL(string: "\(endpoint)/api/models?search=\(Self.encoded(word))&limit=5&sort=downloads\(filter)")
  }

  /// The page of a repository, for people.
  func page(of repository: ModelName) -> String { "\(endpoint)/\(repository.path)" }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  private static func encoded(_ step: String) -> String {
    step.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
