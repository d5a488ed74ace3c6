import ArgumentParser
import Workflows

/// How a command that makes one table prints it.
struct TableOptions: ParsableArguments {
  @Option(help: "Write the table as csv, md or tex.") var format: PaperFormat?
  @Flag(help: "Print everything as JSON.") var json = false

  func validate() throws {
    if json, format != nil { throw ValidationError("--json and --format are two outputs; leave one out") }
  }

  /// Prints `everything`, or `table` for a paper, where that was asked for.
  ///
  /// - Returns: Whether it was; else the command speaks to people.
  func put(_ everything: some Encodable, _ table: @autoclosure () -> TextTable) throws -> Bool {
    if json {
      try Console.put(json: everything)
    } else if let format {
      Output.put(try table().text(as: format))
    }
    return json || format != nil
  }
}

/// The option that breaks figures down.
struct BreakdownOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Each part apart: a column, year(time), month(time), day(time), or cluster(NAME) of a clustering.",
      valueName: "column"))
  var by: String?
}
