import Foundation
import HTTP

/// A model could not be pulled.
public enum PullProblem: Error, Hashable, Sendable {
  /// What was given is no name of a model.
  case noName(String)
  /// `HF_ENDPOINT` is no address.
  case badEndpoint(String)
  /// The token holds blanks or other characters that none holds.
  case badToken
  /// Nothing in the environment says where the cache is.
  case noCache
  /// The model comes with Codeframe.
  case embedded(String)
  /// `HF_HUB_OFFLINE` is set.
  case offline(String)
  /// The hub, or the server that it redirects to, gave no answer.
  case unreachable(HTTPFailure)
  /// There is no such repository, or it is kept from whoever asks.
  case notFound(repository: String, endpoint: String, nearNames: [String], hasToken: Bool)
  /// The repository has no such branch, tag or commit.
  case noRevision(repository: String, revision: String)
  /// The repository's conditions must be accepted first.
  case gated(repository: String, page: String, hasToken: Bool)
  /// The hub does not know the token.
  case tokenRefused(endpoint: String)
  /// The server refused or failed.
  case status(Int, host: String, asked: String, message: String?)
  /// The server redirects too often, or to where it may not.
  case redirection(host: String, reason: String)
  /// The repository has no `.onnx` files.
  case noExport(repository: String, exports: [String])
  /// A part is not there in the precision that is wanted.
  case noPrecision(repository: String, component: String, wanted: Precision, available: [Precision])
  /// A part that the catalogue names is not in the repository.
  case noComponent(repository: String, component: String)
  /// What the hub says of the repository cannot be used.
  case badListing(host: String, reason: String)
  /// There is no room.
  case diskFull(folder: String, needed: Int64?, free: Int64?)
  /// A file or folder of the cache cannot be written.
  case cannotWrite(path: String, reason: String)
  /// A file arrived with other bytes than the hub's hash says.
  case wrongBytes(path: String, host: String, expected: BlobName, found: String)
  /// A server sends another number of bytes than the hub lists.
  case wrongLength(path: String, host: String, expected: Int64)
  /// The connection broke too often.
  case interrupted(path: String, reason: String, attempts: Int)
}

extension PullProblem: CustomStringConvertible, LocalizedError {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .noName(let name):
      "\"\(name.prefix(200))\" is no name of a model: it is OWNER/NAME or OWNER/NAME@REVISION, of letters, digits, "
        + "-, _ and ."
    case .badEndpoint(let address):
      "HF_ENDPOINT is \"\(address)\", which is no address; it is https://HOST, or unset for https://huggingface.co"
    case .badToken:
      "the token in HF_TOKEN, or in the file that HF_TOKEN_PATH names, holds blanks or control characters; copy it again"
    case .noCache: "nothing says where the models' cache is; set HOME, or HF_HOME to a folder"
    case .embedded(let name): "\(name) comes with Codeframe; there is nothing to pull"
    case .offline(let name):
      "\(name) is not in the cache, and HF_HUB_OFFLINE forbids to fetch it; unset HF_HUB_OFFLINE and pull it once"
    case .unreachable(let failure): "\(failure)"
    case .notFound(let repository, let endpoint, let near, let hasToken):
      "\(repository) is not on \(endpoint)"
        + (hasToken
          ? ", or your token may not see it."
          : ", or it is private: then set HF_TOKEN to a token that may read it.")
        + (near.isEmpty ? " Check the name." : " Did you mean \(near.joined(separator: ", "))?")
    case .noRevision(let repository, let revision):
      "\(repository) has no branch, tag or commit \(revision); leave out @\(revision) for the newest"
    case .gated(let repository, let page, let hasToken):
      hasToken
        ? "\(repository) is gated, and the account of your token has not been let in: accept its conditions at \(page)"
        : "\(repository) is gated: accept its conditions at \(page), then set HF_TOKEN to a token of that account"
    case .tokenRefused(let endpoint):
      "\(endpoint) does not know the token; set HF_TOKEN to one that is valid, or unset it and remove the file token in HF_HOME"
    case .status(let status, let host, let asked, let message):
      "\(host) answered with status \(status)\(message.map { " (\($0))" } ?? "") when asked for \(asked); "
        + (RetryPolicy.isTransient(status: status) ? "try again later" : "nothing was changed")
    case .redirection(let host, let reason): "\(host) \(reason); is HF_ENDPOINT right?"
    case .noExport(let repository, let exports):
      "\(repository) has no .onnx files, which Codeframe needs. "
        + (exports.isEmpty
          ? "Export it with Optimum (optimum-cli export onnx) and put the folder into the study's models/."
          : "Exports of it may be \(exports.joined(separator: ", ")).")
    case .noPrecision(let repository, let component, let wanted, let available):
      "\(repository) has no \(component) in \(wanted.rawValue); it has "
        + "\(available.map(\.rawValue).joined(separator: ", ")): choose with --precision"
    case .noComponent(let repository, let component):
      "\(repository) has no \(component).onnx, which the catalogue expects; it may have been rearranged: pin an older commit with @REVISION"
    case .badListing(let host, let reason):
      "what \(host) says of the repository cannot be used: \(reason); is HF_ENDPOINT right?"
    case .diskFull(let folder, let needed, let free):
      "the disk of \(folder) is full"
        + (needed.flatMap { needed in free.map { ": \(needed) bytes are needed, \($0) are free" } } ?? "")
        + "; make room, or set HF_HOME to a folder on another disk"
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
    case .wrongBytes(let path, let host, let expected, let found):
      "\(path) from \(host) is damaged: its \(expected.kind) is \(found), not \(expected.text); it was not kept. Pull again; if it is "
        + "damaged again, a proxy or mirror changes it"
    case .wrongLength(let path, let host, let expected):
      "\(path) from \(host) is refused: it does not have the \(expected) bytes that the hub lists; a proxy or mirror changes it"
    case .interrupted(let path, let reason, let attempts):
      "\(path) was not fetched in \(attempts) attempts: \(reason). What came is kept; the same command goes on from there"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
