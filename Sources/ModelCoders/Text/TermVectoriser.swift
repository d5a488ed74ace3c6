import ContentCoding
import Foundation
import Learning

/// Turns texts into rows of term weights: TF-IDF as in scikit-learn's `TfidfVectorizer`.
///
/// The entry of a term is tf x idf: tf how often it stands in the text (or 1 + ln of that), idf = ln((1 + n) / (1 + df)) + 1
/// with df of the n texts that were learned from holding it (`smooth_idf`). A row is divided by its Euclidean length.
/// A text without a known term is a row without entries.
public struct TermVectoriser: Sendable {
  /// A term that a column stands for.
  public struct Term: Hashable, Sendable, Codable {
    /// What a term is made of.
    public enum Kind: String, Codable, Sendable {
      case word
      case characters
    }

    /// Words in a row, or characters in a row.
    public let kind: Kind
    /// The term as it stands in lower-case text; characters at the edge of a run have a space there.
    public let text: String
  }

  private let forms: TermForms
  private let sublinear: Bool
  private let table: TermTable
  private let idf: [Float]

  /// The number of columns.
  public var count: Int { idf.count }

  /// Learns terms and their idf from some of the counted texts.
  ///
  /// Kept are the terms that most texts hold, of equals those whose bytes come first; columns are in the order of bytes.
  ///
  /// - Parameters:
  ///   - counts: the texts.
  ///   - chosen: the texts that are learned from.
  ///   - forms: what `counts` were made with.
  ///   - limit: how many terms are kept.
  ///   - sublinear: whether tf is 1 + ln of the count.
  init(learning counts: TermCounts, from chosen: [Int], forms: TermForms, limit: Int, sublinear: Bool) {
    var frequency = [Int32](repeating: 0, count: counts.table.count)
    for text in chosen {
      for term in counts.texts[text].terms { frequency[Int(term)] += 1 }
    }
    func precedes(_ one: Int, _ other: Int) -> Bool {
      counts.table[one].lexicographicallyPrecedes(counts.table[other])
    }
    let found = frequency.indices.filter { frequency[$0] > 0 }
    let kept =
      found.count <= limit
      ? found
      : Array(
        found.sorted { one, other in
          frequency[one] == frequency[other] ? precedes(one, other) : frequency[one] > frequency[other]
        }.prefix(max(limit, 1)))
    let terms = kept.sorted(by: precedes)
    self.init(
      terms: terms.map { counts.table[$0] },
      idf: terms.map { Float(log(Double(1 + chosen.count) / Double(1 + frequency[$0])) + 1) }, forms: forms,
      sublinear: sublinear)
  }

  private init(terms: [ArraySlice<UInt8>], idf: [Float], forms: TermForms, sublinear: Bool) {
    var table = TermTable()
    for term in terms { _ = term.withUnsafeBufferPointer { table.insert($0) } }
    self.table = table
    self.idf = idf
    self.forms = forms
    self.sublinear = sublinear
  }

  /// The term of a column.
  public func term(_ column: Int) -> Term {
    let bytes = table[column]
    return Term(
      kind: bytes.first == TermForms.wordMark ? .word : .characters,
      text: String(decoding: bytes.dropFirst(), as: UTF8.self))
  }

  /// The row of a text.
  public func row(of text: String) -> SparseRow {
    var columns: [Int32] = []
    forms.each(of: text) { term in
      if let column = table.number(of: term) { columns.append(column) }
    }
    return row(TermCounts.OfText(columns))
  }

  /// The rows of texts that were counted with the same forms.
  func rows(of counts: TermCounts) -> [SparseRow] {
    var columns = [Int32](repeating: -1, count: counts.table.count)
    for number in 0..<counts.table.count {
      if let column = counts.table[number].withUnsafeBufferPointer({ table.number(of: $0) }) {
        columns[number] = column
      }
    }
    return counts.texts.map { text in
      let known = zip(text.terms, text.counts).compactMap { term, count in
        columns[Int(term)] < 0 ? nil : (columns[Int(term)], count)
      }.sorted { $0.0 < $1.0 }
      return row(known)
    }
  }

  private func row(_ text: TermCounts.OfText) -> SparseRow {
    row(Array(zip(text.terms, text.counts)))
  }

  private func row(_ entries: [(column: Int32, count: Int32)]) -> SparseRow {
    let weights = entries.map { entry in
      let tf = sublinear ? 1 + log(Double(entry.count)) : Double(entry.count)
      return tf * Double(idf[Int(entry.column)])
    }
    let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, length.isFinite,
      let row = try? SparseRow(
        indices: entries.map(\.column), values: weights.map { Float($0 / length) })
    else { return SparseRow() }
    return row
  }
}

extension TermVectoriser: Codable {
  private enum CodingKeys: String, CodingKey { case terms, idf, forms, sublinear }

  /// Reads what `encode(to:)` wrote; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let text = try container.decode(String.self, forKey: .terms)
    let terms = text.isEmpty ? [] : Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    let idf = try container.decode(Matrix.self, forKey: .idf)
    self.init(
      terms: terms, idf: idf.storage, forms: try container.decode(TermForms.self, forKey: .forms),
      sublinear: try container.decode(Bool.self, forKey: .sublinear))
    guard table.count == idf.storage.count, terms.count == table.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .idf, in: container,
        debugDescription: "\(idf.storage.count) weights for \(table.count) different terms")
    }
  }

  /// Writes the terms as lines (no term holds a line break), their idf, and what they were made with.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let lines = (0..<count).map { String(decoding: table[$0], as: UTF8.self) }
    try container.encode(lines.joined(separator: "\n"), forKey: .terms)
    try container.encode(Matrix(rows: 1, columns: idf.count, storage: idf), forKey: .idf)
    try container.encode(forms, forKey: .forms)
    try container.encode(sublinear, forKey: .sublinear)
  }
}
