import ContentCoding
import Foundation

/// Reads a folder of pictures: one post a picture, whose id is the picture's path in the folder without the ending.
public struct PostsFolder {
  private let folder: URL
  private let study: URL
  private let classes: ClassFolders?

  /// A reader of `folder` for the study in `study`; with `classes`, pictures in class folders bring their gold category.
  public init(folder: URL, study: URL, classes: ClassFolders? = nil) {
    (self.folder, self.study, self.classes) = (folder, study, classes)
  }

  /// Reads the whole folder in the order of paths, handing on batches as long as nothing is wrong.
  ///
  /// - Parameters:
  ///   - batchSize: The most posts in a batch.
  ///   - take: Takes a batch.
  /// - Returns: What was found.
  /// - Throws: ``ImportProblems`` where two pictures would get the same id, an id cannot be used or a folder cannot be read,
  ///   and what `take` throws.
  public func read(batchSize: Int = 5_000, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    var pictures = PictureFolder(folder)
    let paths = MediaPath(study: study, base: pictures.root)
    var problems = ImportProblems(file: folder.path)
    var summary = PostsSummary()
    var places: [String] = []
    var seen = SeenKeys()
    var batch = PostBatch(size: batchSize)
    try pictures.forEachPicture { path in
      places.append(path)
      let written = String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)])
      let id: String
      switch PostIDRule.check(written) {
      case .success(let checked): id = checked
      case .failure(let fault):
        problems.add(0, "\(quoted(path)): \(fault.message); rename the file")
        return
      }
      if let first = seen.firstLine(of: [id], on: places.count - 1) {
        problems.add(0, "\(quoted(places[first])) and \(quoted(path)) would have the same id; rename one")
      }
      guard problems.count == 0 else { return batch.drop() }
      let place = classes?.place(of: path)
      let post = Post(id: id, media: [Media(path: paths.place(of: path).stored)])
      let imported = ImportedPost(post: post, part: place?.part, goldCategory: place?.category)
      summary.count(imported)
      try batch.add(imported, take: take)
    }
    if problems.count > 0 { throw problems }
    if summary.posts == 0 {
      throw ImportProblems(
        file: folder.path,
        "no pictures; read are files that end in \(MediaPath.pictureEndings.sorted().joined(separator: ", "))"
      )
    }
    try batch.finish(take)
    summary.leftOut = pictures.leftOut
    return summary
  }
}

extension PostsFolder: PostReader {
  /// A folder and nothing more.
  public static let names = ["folder"]

  /// Every folder.
  public static func claim(to origin: PostOrigin) -> PostClaim? {
    origin.isFolder ? PostClaim(.possible, "a folder of pictures") : nil
  }

  /// A reader of a folder, whose class folders are found.
  ///
  /// - Throws: what ``ClassFolders/find(in:codebook:variable:)`` throws.
  public init(_ origin: PostOrigin, for setting: PostSetting) throws {
    self.init(
      folder: origin.url, study: setting.study,
      classes: try ClassFolders.find(
        in: origin.url, codebook: setting.codebook, variable: setting.variable))
  }

  /// The variable that class folders are named by.
  public var goldVariable: String? { classes?.variable }
  /// The folder itself.
  public var mediaFolder: URL { folder }
}
