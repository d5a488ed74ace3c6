import ArgumentParser
import Tables
import Workflows

/// How a table is written for a paper or a spreadsheet.
enum PaperFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  /// Markdown.
  case md
  /// LaTeX, for the package booktabs.
  case tex
}

extension TextTable {
  /// The table in `format`, with a line break at the end.
  func text(as format: PaperFormat) throws -> String {
    switch format {
    case .csv: try csv
    case .md: markdown
    case .tex: latex
    }
  }

  private var csv: String {
    get throws {
      var bytes: [UInt8] = []
      // Two columns of one name would be one to whoever reads the table.
      var names: [String] = []
      for (place, name) in header.enumerated() {
        let name = name.isEmpty ? "column \(place + 1)" : name
        names.append(names.contains(name) ? "\(name) \(place + 1)" : name)
      }
      let writer = try TableWriter(columns: names) { bytes += $0 }
      for row in rows { try writer.write(header.indices.map { $0 < row.count ? row[$0] : "" }) }
      try writer.finish()
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private var markdown: String {
    func line(_ cells: [String]) -> String {
      "| "
        + header.indices.map { place in
          (place < cells.count ? cells[place] : "").replacing("\\", with: "\\\\").replacing("|", with: "\\|")
            .replacing("<", with: "&lt;")
        }.joined(separator: " | ") + " |\n"
    }
    let rule = "|" + alignment.map { $0 == .left ? " --- |" : " ---: |" }.joined() + "\n"
    return line(header) + rule + rows.map(line).joined()
  }

  private var latex: String {
    func line(_ cells: [String]) -> String {
      header.indices.map { Self.escapedForLaTeX($0 < cells.count ? cells[$0] : "") }
        .joined(separator: " & ") + " \\\\\n"
    }
    let columns = alignment.map { $0 == .left ? "l" : "r" }.joined()
    return "\\begin{tabular}{\(columns)}\n\\toprule\n" + line(header) + "\\midrule\n"
      + rows.map(line).joined()
      + "\\bottomrule\n\\end{tabular}\n"
  }

  private static func escapedForLaTeX(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\textbackslash{}"
      case "&", "%", "$", "#", "_", "{", "}": escaped += "\\\(character)"
      case "~": escaped += "\\textasciitilde{}"
      case "^": escaped += "\\textasciicircum{}"
      case "<": escaped += "\\textless{}"
      case ">": escaped += "\\textgreater{}"
      case "²": escaped += "\\textsuperscript{2}"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
