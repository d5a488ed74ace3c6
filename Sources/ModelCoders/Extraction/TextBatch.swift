import Inference

/// Texts of one run of a model, filled up to one length.
struct TextBatch {
  /// A text's tokens.
  struct Row: Sendable {
    /// The position of the text among those that were asked for.
    let index: Int
    let ids: [Int]
    let typeIDs: [Int]
  }

  /// Rows of the batch; where the model takes a fixed number, the last one stands again for each that is lacking.
  let rows: [Row]
  /// Tokens of each row.
  let length: Int
  let padding: Int
  /// Whether the model is to read padding like text.
  let readsPadding: Bool

  /// 1 for a text's own tokens, 0 for padding, row after row.
  var ownTokens: [Int64] {
    values { $0.ids.count > $1 ? 1 : 0 }
  }

  /// The tensor for one of a model's inputs; nil where no such input is known.
  func tensor(for input: TensorDescription) throws -> Tensor? {
    let wanted: [Int64]? =
      switch input.name {
      case "input_ids": values { Int64($0.ids.count > $1 ? $0.ids[$1] : padding) }
      case "attention_mask": readsPadding ? values { _, _ in 1 } : ownTokens
      case "token_type_ids": values { Int64($0.typeIDs.count > $1 ? $0.typeIDs[$1] : 0) }
      case "position_ids": values { Int64($1) }
      default: nil
      }
    guard let wanted else { return nil }
    let shape = [rows.count, length]
    return input.type == .int32
      ? try Tensor(wanted.map { Int32(clamping: $0) }, shape: shape) : try Tensor(wanted, shape: shape)
  }

  private func values(_ value: (Row, Int) -> Int64) -> [Int64] {
    rows.flatMap { row in (0..<length).map { value(row, $0) } }
  }
}

extension TextBatch {
  /// Cuts texts into batches, shortest first, so that little is filled up.
  ///
  /// - Parameters:
  ///   - rows: the texts.
  ///   - size: the most texts a batch.
  ///   - masked: whether the model is told what is padding. Where it is not, and `fixed` is nil, texts of different
  ///     lengths never share a batch, for what the model reads would depend on its neighbours.
  ///   - fixed: the length of every row, where the model or its rules fix it.
  ///   - padding: the id of the token that rows are filled up with.
  ///   - readsPadding: whether the model is to read the filling like text.
  /// - Returns: batches that hold each row once.
  static func batches(
    of rows: [Row], size: Int, masked: Bool, fixed: Int?, padding: Int, readsPadding: Bool
  ) -> [TextBatch] {
    let sorted = rows.sorted { ($0.ids.count, $0.index) < ($1.ids.count, $1.index) }
    var batches: [TextBatch] = []
    var open: [Row] = []
    func close() {
      guard let longest = open.last else { return }
      batches.append(
        TextBatch(
          rows: open, length: fixed ?? longest.ids.count, padding: padding, readsPadding: readsPadding))
      open = []
    }
    for row in sorted {
      let fits = masked || fixed != nil || open.last?.ids.count == row.ids.count
      if open.count >= max(size, 1) || !fits { close() }
      open.append(row)
    }
    close()
    return batches
  }
}
