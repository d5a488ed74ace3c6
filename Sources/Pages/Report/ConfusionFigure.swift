import ContentCoding
import Reliability

/// A confusion matrix: the drawing, and the same as a table for those who hear or copy it.
struct ConfusionFigure {
  private let matrix: ConfusionMatrix
  private let reference: String
  private let coder: String

  init(_ matrix: ConfusionMatrix, reference: String, coder: String) {
    self.matrix = matrix
    self.reference = reference
    self.coder = coder
  }

  /// Whether the drawing fits beside a table of figures in a window of 1,200 pixels; see `.columns` in `Assets/style.css`.
  var fitsBesideFigures: Bool {
    matrix.categories.count <= ConfusionDrawing.categoryLimit
      && ConfusionDrawing(matrix, reference: reference, coder: coder).width <= 712
  }

  func write(to page: inout Markup) {
    guard matrix.categories.count <= ConfusionDrawing.categoryLimit else {
      largestConfusions.write(to: &page)
      return
    }
    page.element("figure") { page in
      page.element(
        "div",
        ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "Confusion matrix of \(coder)"]
      ) { page in
        ConfusionDrawing(matrix, reference: reference, coder: coder).write(to: &page)
      }
      page.element(
        "figcaption",
        text:
          "Confusion matrix. Rows are gold, columns what \(coder) answered; the stronger the shade, the larger the "
          + "cell’s share of its row. Framed cells are right answers."
          + (matrix.isWeighted
            ? " Cells are sums of weights; the table below has the numbers of posts too." : ""))
    }
    page.element("details") { page in
      page.element("summary", text: "The same as a table")
      table.write(to: &page)
    }
    page.newline()
  }

  private var table: ReportTable {
    var table = ReportTable(
      "Gold in rows, answers of \(coder) in columns",
      columns: [.text("Gold")] + matrix.categories.map { .number($0.shortName) } + [.number("not coded")])
    for (row, category) in matrix.categories.enumerated() {
      let cells =
        matrix.categories.indices.map {
          (matrix.count(gold: row, predicted: $0), matrix[gold: row, predicted: $0])
        } + [(matrix.abstainedCount(gold: row), matrix.abstained[row])]
      table.row([.text(category.shortName)] + cells.map { .number(words($0.0, weighing: $0.1)) })
    }
    if matrix.isWeighted { table.remark("Numbers of posts; in brackets the sums of their weights.") }
    return table
  }

  /// A number of posts, with what they weigh where they have weights.
  private func words(_ count: Int, weighing weight: Double) -> String {
    ReportFigures.count(count) + (matrix.isWeighted && count > 0 ? " (\(ReportFigures.amount(weight)))" : "")
  }

  /// What is shown instead of a matrix of more categories than fit on a page.
  private var largestConfusions: ReportTable {
    var table = ReportTable(
      "Confusion matrix of \(coder): the most frequent confusions",
      columns: [.text("Gold"), .text("Answer"), .number("Posts")])
    let errors = matrix.occurring.filter { $0.gold != $0.predicted }
      .map { (row: $0.gold, column: $0.predicted, count: $0.weight) }
      .sorted { ($1.count, $0.row, $0.column) < ($0.count, $1.row, $1.column) }
    for error in errors.prefix(ConfusionDrawing.categoryLimit) {
      table.row(
        .text(matrix.categories[error.row].shortName), .text(matrix.categories[error.column].shortName),
        .number(words(matrix.count(gold: error.row, predicted: error.column), weighing: error.count)))
    }
    table.remark(
      "\(ReportFigures.count(matrix.categories.count)) categories are too many to draw; the whole matrix is in the output "
        + "of `codeframe evaluate --json`.")
    return table
  }
}
