/// The parameters of an extract coder: the text that `codeframe extract` wrote of a post is the answer.
public struct ExtractParameters: Codable, Hashable, Sendable {
  /// The part of a post that the extractor writes.
  public var part: PostPart

  /// Parameters.
  ///
  /// - Parameter part: One of ``PostPart/extracted``.
  public init(part: PostPart) { self.part = part }
}

extension ExtractParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.extract
  /// The extractor's.
  public static var writesText: Bool { true }
  /// It learns nothing.
  public var teacher: String? { nil }
  /// What is read.
  public var readings: [[PostPart]] { [[part]] }
}
