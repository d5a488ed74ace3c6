import Foundation

/// What models cost, as data: `Models/prices.json`, and a study's own `prices.json` before it.
///
/// A price that is not in the list is unknown, never 0. Models on this machine cost nothing.
public struct PriceList: Codable, Hashable, Sendable {
  /// The name of the file.
  public static let fileName = "prices.json"
  private static let longestFile = 4 << 20

  /// The price of one model, or of several whose names begin alike.
  public struct Entry: Codable, Hashable, Sendable {
    /// The model's name; one with `*` at its end stands for all names that begin so.
    public var model: String
    /// The host that sells it, or a name that its host ends with after a dot; nil for all.
    public var host: String?
    /// US dollars per million tokens that go in.
    public var input: Double
    /// US dollars per million tokens that go in and are remembered; the same as `input` where it is not given.
    public var cached: Double?
    /// US dollars per million tokens that come out.
    public var output: Double
    /// The part of the price that batches save; 0 where it is not given.
    public var batchDiscount: Double?
    /// The most tokens that one picture counts as, where the model counts more than others.
    public var pictureTokens: Int?

    enum CodingKeys: String, CodingKey {
      case model, host, input, cached, output
      case batchDiscount = "batch-discount"
      case pictureTokens = "picture-tokens"
    }

    /// The price.
    public var price: Price {
      Price(
        input: input, cached: cached, output: output, batchDiscount: batchDiscount ?? 0,
        pictureTokens: pictureTokens)
    }
  }

  /// The day on which the prices were noted, `YYYY-MM-DD`.
  public var date: String
  /// Where they were noted from.
  public var source: String
  /// The prices; of those that fit a model, one with its exact name counts, else the one whose name is longest.
  public var entries: [Entry]

  /// A list.
  public init(date: String = "", source: String = "", entries: [Entry] = []) {
    self.date = date
    self.source = source
    self.entries = entries
  }

  /// Reads a file.
  ///
  /// - Throws: `PriceListError`, with the file and what is wrong in it.
  public init(contentsOf file: URL) throws(PriceListError) {
    do {
      let data = try Data(contentsOf: file)
      guard data.count <= Self.longestFile else {
        throw PriceListError(file: file.path, reason: "it is longer than a list of prices can be")
      }
      self = try JSONDecoder().decode(PriceList.self, from: data)
    } catch let error as PriceListError {
      throw error
    } catch {
      throw PriceListError(file: file.path, reason: PriceListError.words(for: error))
    }
    for entry in entries {
      guard !entry.model.dropLast().contains("*"), !entry.model.isEmpty else {
        throw PriceListError(
          file: file.path,
          reason: "\"\(entry.model)\" fits no model; a * stands at the end only, for names that begin so")
      }
      let numbers = [entry.input, entry.cached ?? 0, entry.output]
      guard numbers.allSatisfy({ (0...1e6).contains($0) }), (0...1).contains(entry.batchDiscount ?? 0),
        (0...1_000_000).contains(entry.pictureTokens ?? 0)
      else {
        throw PriceListError(
          file: file.path,
          reason:
            "the price of \"\(entry.model)\" is no number of dollars from 0, its discount not from 0 to 1, or its "
            + "picture-tokens not from 0 to a million")
      }
    }
  }

  /// What a model costs at an endpoint.
  ///
  /// - Returns: The price: that of the list; else nothing on this machine; else nil, which is unknown.
  public func price(of model: String, at endpoint: EndpointAddress) -> Price? {
    let fitting = entries.filter { $0.fits(model, at: endpoint.host) }
    let exact = fitting.first { $0.model == model }
    // Of several that are as long, the first counts: a study's own come first.
    let longest = fitting.reduce(nil as Entry?) { best, entry in
      best.map { $0.model.utf8.count >= entry.model.utf8.count } ?? false ? best : entry
    }
    return (exact ?? longest)?.price ?? (endpoint.isLoopback ? .free : nil)
  }

  /// This list with another's prices before its own.
  public func overridden(by other: PriceList) -> PriceList {
    PriceList(
      date: date, source: source,
      entries: other.entries
        + entries.filter { entry in
          !other.entries.contains { $0.model == entry.model && ($0.host == nil || $0.host == entry.host) }
        })
  }
}

extension PriceList.Entry {
  fileprivate func fits(_ model: String, at place: String) -> Bool {
    if let host, place != host, !place.hasSuffix(".\(host)") { return false }
    return self.model.hasSuffix("*") ? model.hasPrefix(self.model.dropLast()) : model == self.model
  }
}

/// A list of prices could not be read.
public struct PriceListError: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// The list's path.
  public let file: String
  /// What is wrong in it.
  public let reason: String

  /// The path and the reason.
  public var description: String { "\(file): \(reason)" }
  /// The same as `description`.
  public var errorDescription: String? { description }

  fileprivate static func words(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it cannot be read: \(error)" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\"\(key.stringValue)\" is missing at \(path(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "a value of another kind stands at \(path(context))"
    default: return "it is no JSON"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let steps = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return steps.isEmpty ? "the top" : steps.joined(separator: ".")
  }
}
