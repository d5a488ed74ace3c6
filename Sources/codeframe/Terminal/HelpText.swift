/// What a command's help says at length, so that the terminal's width alone breaks its lines.
///
/// The argument parser wraps each line that it is given; lines that the source broke would be broken a second time. So
/// the lines of a paragraph become one. Indented lines (examples) stay lines; one too long for a terminal of 80 columns
/// goes on in the next, in the way a shell reads it.
///
/// - Parameter text: Paragraphs, and examples indented by two spaces.
/// - Returns: The same with a line a paragraph and a line or more an example.
func helpText(_ text: String) -> String {
  var lines: [String] = []
  var inParagraph = false
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let isProse = line.first.map { $0 != " " } ?? false
    if isProse, inParagraph {
      lines[lines.count - 1] += " " + line
    } else {
      lines += isProse ? [String(line)] : continued(line)
    }
    inParagraph = isProse
  }
  return lines.joined(separator: "\n")
}

/// The usage of a help text in lines of its width, which the argument parser leaves as one line.
///
/// - Parameters:
///   - help: A whole help text, wrapped but for its line that begins with `USAGE:`.
///   - width: The columns of a line.
/// - Returns: The help with that line broken before an option or argument, and what follows indented.
func wrappingUsage(_ help: String, width: Int) -> String {
  let lines = help.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
    guard line.hasPrefix("USAGE:"), line.count > width else { return [String(line)] }
    return usageWords(line).reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(lines.isEmpty ? word : "         " + word)
      }
    }
  }
  return lines.joined(separator: "\n")
}

/// The words of a usage; what stands in brackets is one word.
private func usageWords(_ usage: Substring) -> [String] {
  usage.split(separator: " ").reduce(into: [String]()) { words, part in
    if let last = words.last, last.hasPrefix("["), !last.hasSuffix("]"), !last.hasSuffix("] ...") {
      words[words.count - 1] += " " + part
    } else {
      words.append(String(part))
    }
  }
}

/// An example as lines of a terminal's columns, broken before an option.
private func continued(_ example: Substring) -> [String] {
  let columns = 79
  var lines: [String] = []
  var rest = String(example)
  while rest.count > columns {
    let ends = rest.indices.filter { rest[$0...].hasPrefix(" -") }
    let start = rest.prefix(columns - 1).endIndex
    guard let end = ends.last(where: { $0 < start && rest[..<$0].contains { $0 != " " } }) else { break }
    lines.append(rest[..<end] + " \\")
    rest = "     " + rest[end...]
  }
  return lines + [rest]
}
