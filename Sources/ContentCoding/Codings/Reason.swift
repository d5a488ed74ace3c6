/// Why a coding has no value.
public struct Reason: Codable, Hashable, Sendable, CustomStringConvertible {
  /// Which kind of reason; decides whether it is worth trying again.
  public var code: Code
  /// One sentence: what happened, and to which file.
  public var message: String

  /// A reason.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Kinds of reasons.
  public enum Code: String, Codable, CaseIterable, Sendable {
    /// The post has no media.
    case noPicture = "no-picture"
    /// The post has no text that the coder uses.
    case noText = "no-text"
    /// The features that were imported have no row for the post.
    case noFeatures = "no-features"
    /// The file's bytes are no readable picture.
    case unreadable = "unreadable"
    /// The file is not where the study says.
    case missingFile = "missing-file"
    /// The file is there and cannot be opened or read.
    case fileAccess = "file-access"
    /// A filter question rules the variable out for this post.
    case notApplicable = "not-applicable"
    /// The coder declined: none of the answers fits.
    case undecided
    /// A model refused to answer.
    case refused
    /// The network or the endpoint did not answer.
    case network
    /// A model's answer could not be read.
    case invalidAnswer = "invalid-answer"
    /// The extractor gave numbers that cannot be used.
    case invalidFeature = "invalid-feature"
    /// Said by an imported table in its own words.
    case other

    /// Whether trying again may help although nothing about the post changed.
    public var isTransient: Bool {
      switch self {
      case .missingFile, .fileAccess, .network: true
      default: false
      }
    }
  }

  /// The written form in tables, `code: message`.
  public var description: String {
    message.isEmpty ? code.rawValue : "\(code.rawValue): \(message)"
  }

  /// Reads the written form; words without a known code become ``Code/other``.
  public init(reading text: String) {
    if let code = Code(rawValue: text) {
      self.init(code, "")
    } else if let colon = text.firstRange(of: ": "),
      let code = Code(rawValue: String(text[..<colon.lowerBound]))
    {
      self.init(code, String(text[colon.upperBound...]))
    } else {
      self.init(.other, text)
    }
  }
}
