import Foundation

/// What the hub says of a repository at one commit.
public struct RepositoryListing: Hashable, Sendable {
  /// A file of the repository.
  public struct File: Hashable, Sendable {
    /// The path from the repository's root, which leads nowhere else.
    public let path: String
    /// The length in bytes.
    public let size: Int64
    /// What its bytes are known by.
    public let blob: BlobName
  }

  /// The commit: 40 lower-case hexadecimal digits.
  public let commit: String
  /// The files of which the hub gives length and hash.
  public let files: [File]

  /// No answer of the hub is read further.
  static let longest = 16 << 20
  /// No repository has more files, and none of them is larger: 16 TiB.
  private static let mostFiles = 100_000
  private static let largest: Int64 = 1 << 44

  private struct Answer: Decodable {
    struct Sibling: Decodable {
      struct Large: Decodable {
        let sha256: String?
        let size: Int64?
      }

      let rfilename: String
      let size: Int64?
      let blobId: String?
      let lfs: Large?
    }

    let sha: String
    let siblings: [Sibling]
  }

  /// Reads and checks the hub's answer: it comes from outside, and its paths and hashes become names of files.
  ///
  /// - Parameters:
  ///   - json: The answer.
  ///   - host: Who gave it.
  /// - Throws: `PullProblem.badListing`.
  init(_ json: [UInt8], from host: String) throws(PullProblem) {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(json)) else {
      throw .badListing(host: host, reason: "it is not the JSON that a hub gives")
    }
    guard case .git(let commit)? = BlobName(answer.sha) else {
      throw .badListing(host: host, reason: "it names no commit")
    }
    guard answer.siblings.count <= Self.mostFiles else {
      throw .badListing(host: host, reason: "it lists more than \(Self.mostFiles) files")
    }
    self.commit = commit
    var files: [File] = []
    var seen: Set<String> = []
    for sibling in answer.siblings {
      guard Self.isSafe(sibling.rfilename), seen.insert(sibling.rfilename).inserted else {
        let shown = sibling.rfilename.prefix(200)
        throw .badListing(
          host: host, reason: "the path \"\(shown)\" leads out of the model's folder or is there twice")
      }
      guard let size = sibling.lfs?.size ?? sibling.size, (0...Self.largest).contains(size),
        let name = (sibling.lfs?.sha256 ?? sibling.blobId).flatMap(BlobName.init)
      else { continue }
      files.append(File(path: sibling.rfilename, size: size, blob: name))
    }
    guard files.isEmpty == answer.siblings.isEmpty else {
      throw .badListing(
        host: host, reason: "it gives no lengths and hashes, so that files could not be checked")
    }
    self.files = files
  }

  private static func isSafe(_ path: String) -> Bool {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    return (1...32).contains(steps.count)
      && steps.allSatisfy { step in
        !step.isEmpty && step != "." && step != ".." && step.utf8.count <= 200
          && step.utf8.allSatisfy { $0 >= 32 && $0 != 127 && $0 != UInt8(ascii: "\\") }
      }
  }

  /// The file at a path.
  subscript(path: String) -> File? { files.first { $0.path == path } }
}
