import ContentCoding
import Exchange
import Foundation
import Inference
import Storage
import Tables

/// Writes an encoder's embeddings as a NumPy array, and a table that says what each row is of.
package struct ExportFeatures: Workflow {
  /// The encoder.
  package var encoder: EncoderQuestion
  /// Where models compute.
  package var provider = Provider.cpu
  /// Takes the bytes of the array.
  let putArray: ([UInt8]) throws -> Void
  /// Takes the bytes of the table with the columns post_id, path and sha256.
  let putIndex: ([UInt8]) throws -> Void

  /// An export of the embeddings by `encoder`.
  package init(
    _ encoder: EncoderQuestion, provider: Provider, array: @escaping ([UInt8]) throws -> Void,
    index: @escaping ([UInt8]) throws -> Void
  ) {
    self.encoder = encoder
    self.provider = provider
    putArray = array
    putIndex = index
  }

  /// The columns of the table that says what each row is of.
  package static let indexColumns = ["post_id", "path", "sha256"]

  /// What was written.
  package struct Outcome: Sendable {
    /// How many rows.
    package let rows: Int
    /// How many numbers a row has.
    package let columns: Int
    /// What a row is of, in the plural.
    package let noun: String
    /// How many rows are NaN, for their picture or text cannot be read.
    package let missing: Int
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let source = try encoder.opened(in: open, on: provider)
    let (total, dimension) = (try source.rowCount(in: open), try source.dimension())
    let table = try TableWriter(columns: Self.indexColumns, to: putIndex)
    try putArray(NumPyHeader(rows: total, columns: dimension).bytes)
    var missing = 0
    try await source.forEachRow(in: open) { row in
      if row.vector == nil { missing += 1 }
      let vector = row.vector ?? [Float](repeating: .nan, count: dimension)
      try putArray(vector.withUnsafeBytes { Array($0) })
      try table.write([row.post, row.path, row.sha256])
    }
    try table.finish()
    return Outcome(rows: total, columns: dimension, noun: source.noun, missing: missing)
  }
}
