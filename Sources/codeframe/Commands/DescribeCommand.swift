import ArgumentParser
import ContentCoding
import Reliability
import Workflows

/// `codeframe describe`: what a corpus holds.
struct DescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what the corpus holds, and what of it is missing.",
    discussion: helpText(
      """
      Posts, texts, counts; with a variable how often each category was coded, and the counts of its posts: the median with an
      interval that takes no distribution for granted. Hidden likes are missing, never 0. Shares are those of the coder's own
      answers; codeframe prevalence corrects them for its errors.

        codeframe describe
        codeframe describe --by 'month(time)'
        codeframe describe ces --coder probe
        codeframe describe ces --by place --format csv
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The variable; the posts alone if left out.", completion: NameCompletion.variables)
  var variable: String?
  @Option(help: "Who coded the variable; the study's gold if left out.", completion: NameCompletion.coders)
  var coder: String?
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions
  @OptionGroup var broken: BreakdownOption
  @OptionGroup var output: TableOptions

  func validate() throws {
    if coder != nil, variable == nil { throw ValidationError("--coder goes with a variable") }
  }

  func run() async throws {
    let open = try options.open()
    var describe = Describe()
    describe.variable = variable
    describe.coder = coder
    describe.by = broken.by
    describe.posts = PostChoice(sample: sample, filters: selected.filters)
    let workflow = describe
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      let table = Self.table(of: found)
      if try output.put(found, table) { return }
      let missing = ["text", "picture", "time", "author"].compactMap { part in
        found.missing[part].flatMap { $0 > 0 ? "\(Figures.count($0)) without \(part)" : nil }
      }
      Console.put(
        "\(Figures.count(found.posts, "post")) by \(Figures.count(found.authors, "author"))"
          + (missing.isEmpty ? "" : "; " + missing.joined(separator: ", ")))
      if let coder = found.coder { Console.put("\(found.variable ?? ""), coded by \(coder)") }
      Console.put("")
      Console.put(table)
    }
  }

  private static func table(of found: Describe.Outcome) -> TextTable {
    let names = found.rows.first?.numbers.map(\.name) ?? []
    var table = TextTable(
      (found.by.map { [($0, .left)] } ?? []) + (found.variable == nil ? [] : [("category", .left)])
        + [("posts", .right), ("share", .left)]
        + names.flatMap { [("median of \($0)", .left), ("missing", .right)] })
    for row in found.rows {
      var cells: [String] = []
      if found.by != nil { cells.append(row.part ?? "all") }
      if found.variable != nil { cells.append(row.category ?? "") }
      cells += [Figures.count(row.posts), share(of: row)]
      for numbers in row.numbers {
        cells += [median(numbers), numbers.missing > 0 ? Figures.count(numbers.missing) : "-"]
      }
      table.add(cells)
    }
    return table
  }

  private static func share(of row: Describe.Row) -> String {
    guard let share = row.share else { return "" }
    let interval = row.interval.map { interval in
      let ends = [interval.lower, interval.upper].map { Figures.decimal(100 * $0, places: 1) }
      return " [\(ends[0]), \(ends[1])]"
    }
    return Figures.percent(share) + (interval ?? "")
  }

  private static func median(_ numbers: Describe.Numbers) -> String {
    guard let median = numbers.median.median.value else { return "-" }
    let interval = numbers.median.interval.value.map { " [\(short($0.lower)), \(short($0.upper))]" } ?? ""
    return short(median) + interval
  }

  private static func short(_ value: Double) -> String {
    Figures.decimal(value, places: value == value.rounded() ? 0 : 1)
  }
}
