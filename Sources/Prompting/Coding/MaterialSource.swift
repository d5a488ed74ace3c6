import ContentCoding

/// Gets a post ready to be sent: its texts, and its pictures from their source.
struct MaterialSource: Sendable {
  let parameters: PromptedParameters
  let pictures: any PictureSource
  /// What is sent: of `uses`, and of that where there is a template the pictures and what it names.
  private let uses: [PostPart]

  init(parameters: PromptedParameters, pictures: any PictureSource) {
    self.parameters = parameters
    self.pictures = pictures
    let named = parameters.prompt.hasTemplate ? parameters.template.map { PromptTemplate($0).names } : nil
    uses = parameters.uses.filter { $0 == .image || named?.contains($0.text) ?? true }
  }

  /// A post that can be sent.
  struct Ready: Sendable {
    let material: PostMaterial
    /// Pictures that could not be read, with why.
    let unreadable: [String]
  }

  /// Why a post cannot be sent: what each of its variables gets.
  struct Obstacle: Error {
    let answer: Answer
  }

  /// What of `post` is sent.
  ///
  /// While a file is missing (a transient reason) the post fails and nothing is asked, for the answer would have to be paid
  /// again when the file is back. A picture that cannot be read for good is left out and noted where another can be read;
  /// else the post fails with that reason.
  ///
  /// - Throws: `CancellationError`.
  func material(of post: Post) async throws -> Result<Ready, Obstacle> {
    let wantsPictures = uses.contains(.image)
    var found: [ChatPicture] = []
    var videos: [Range<Int>] = []
    var unreadable: [String] = []
    var first: Reason?
    for media in wantsPictures ? post.media : [] {
      let room = parameters.pictures - found.count
      guard room > 0 else { break }
      switch try await pictures.shown(
        of: media, longestSide: parameters.longestSide,
        frames: parameters.frameRule ?? .even(min(parameters.frames, room)), limit: room)
      {
      case .success(let shown):
        let files = shown.files.prefix(room)
        if case .video = shown { videos.append(found.count..<found.count + files.count) }
        found += files.map { ChatPicture(bytes: $0, detail: parameters.detail?.rawValue) }
      case .failure(let problem):
        if problem.reason.code.isTransient { return .failure(Obstacle(answer: .failed(problem.reason))) }
        unreadable.append("\(media.path): \(problem.reason)")
        first = first ?? problem.reason
      }
    }
    let material = PostMaterial(post, uses: uses, pictures: found, videos: videos)
    if found.isEmpty, let first { return .failure(Obstacle(answer: .failed(first))) }
    guard !material.isEmpty else { return .failure(Obstacle(answer: nothing)) }
    return .success(Ready(material: material, unreadable: unreadable))
  }

  /// The post has none of the parts that are used.
  private var nothing: Answer {
    let texts = uses.filter { $0 != .image }.map(\.text).joined(separator: ", ")
    guard uses.contains(.image) else {
      return .abstained(Reason(.noText, "the post has no \(texts.isEmpty ? "text" : texts)"))
    }
    return .abstained(
      Reason(.noPicture, "the post has no picture" + (texts.isEmpty ? "" : " and no \(texts)")))
  }
}
