import ContentCoding
import Foundation

/// An encoder of texts that comes with the program: the terms of a text, each at the place that its hash names.
///
/// Feature hashing with signs (Weinberger and others 2009) over the words, pairs of words and characters in a row of a
/// ``TextSVM``; a term that stands n times counts 1 + ln n, and the vector has length 1. It learns nothing, so no fold can leak
/// through it; it knows words and not what they mean. Two texts are near where they share terms.
public struct HashedTerms: TextExtractor {
  /// The name by which coders ask for it.
  public static let name = "hashed-terms-1024"
  /// How many numbers an embedding has.
  public static let dimension = 1024

  /// The name, and a fingerprint of everything that decides an embedding.
  public let identity: ExtractorIdentity
  /// How many texts one call should hold.
  public let batchSize = 256
  private let forms: TermForms

  /// The encoder.
  public init() {
    forms = TermForms(TextSVMParameters())
    identity = ExtractorIdentity(
      name: Self.name, fingerprint: Fingerprint(of: Recipe(forms: forms, dimension: Self.dimension)))
  }

  private struct Recipe: Encodable {
    let forms: TermForms
    let dimension: Int
    let version = 1
  }

  /// ``dimension``, as of other encoders.
  public func dimension() throws -> Int { Self.dimension }

  /// The embeddings of `texts`, in their order; missing for a text without a term.
  public func features(of texts: [String]) throws -> [Feature] {
    texts.map { text in
      let vector = embedding(of: text)
      return vector.contains { $0 != 0 }
        ? Feature(embedding: vector, by: identity.name) : .missing(Reason(.noText, "the text has no words"))
    }
  }

  private func embedding(of text: String) -> [Float] {
    var counts: [UInt64: Int] = [:]
    forms.each(of: text) { counts[Self.hash($0), default: 0] += 1 }
    var sums = [Double](repeating: 0, count: Self.dimension)
    // In the order of the hashes, so that the sums' last bits are always the same.
    for (hash, count) in counts.sorted(by: { $0.key < $1.key }) {
      let weight = 1 + log(Double(count))
      sums[Int(hash % UInt64(Self.dimension))] += hash >> 63 == 0 ? weight : -weight
    }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sums.map { length > 0 ? Float($0 / length) : 0 }
  }

  /// FNV-1a of 64 bits, its bits mixed by the finaliser of MurmurHash3, for the lowest alone are poor.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}
