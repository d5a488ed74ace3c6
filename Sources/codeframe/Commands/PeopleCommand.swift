import ArgumentParser
import Foundation
import Storage
import Workflows

/// `codeframe people`: who may log in to the app.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Say who may log in to `codeframe serve` from other machines.",
    discussion: helpText(
      """
      A coder sees and codes the own posts; a lead sees and does everything. Passwords are kept as scrypt keys in
      access.sqlite beside the study, which only its owner can read; leave that file out when you hand the study on.

        codeframe people add anna --role coder
        codeframe people list
        codeframe people remove anna
        codeframe people log
      """),
    subcommands: [
      PeopleAddCommand.self, PeopleListCommand.self, PeopleRemoveCommand.self, PeopleLogCommand.self,
    ], defaultSubcommand: PeopleListCommand.self)
}

extension Role: ExpressibleByArgument {}

/// `codeframe people add`.
struct PeopleAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let somebody log in.",
    discussion: helpText(
      """
      The password is asked for twice and not shown; where nobody types, it is the first line of standard input.

        codeframe people add anna --role coder
        codeframe people add maria --role lead
        codeframe people add anna --role coder --replace < new-password
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The name under which the person codes.") var name: String
  @Option(help: "What they may do: coder or lead.") var role: Role
  @Flag(help: "Change the password and the role of somebody who may log in already.") var replace = false

  func run() throws {
    let open = try options.open()
    var save = SaveAccount(name, role: role, password: try HiddenQuestion.password(for: name))
    save.replaces = replace
    let account = try save.run(in: open)
    Console.say("\(account.name) may log in as \(account.role.rawValue)")
    Console.say("next: codeframe serve --host 0.0.0.0 --tls-certificate FILE --tls-key FILE")
  }
}

/// `codeframe people list`.
struct PeopleListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List who may log in.")

  @OptionGroup var options: StudyOptions
  @Flag(help: "Print as JSON.") var json = false

  private struct Listed: Encodable {
    let name: String
    let role: Role
    let changedAt: Date
  }

  func run() throws {
    let open = try options.open()
    let accounts = AccessBook.exists(in: open.folder) ? try AccessBook(of: open.folder).accounts() : []
    if json {
      return try Console.put(
        json: accounts.map { Listed(name: $0.name, role: $0.role, changedAt: $0.changedAt) })
    }
    guard !accounts.isEmpty else {
      return Console.say("nobody may log in; codeframe people add NAME --role lead makes an account")
    }
    var table = TextTable([("name", .left), ("role", .left), ("changed", .left)])
    for account in accounts {
      table.add([account.name, account.role.rawValue, account.changedAt.formatted(.iso8601)])
    }
    Console.put(table)
  }
}

/// `codeframe people remove`.
struct PeopleRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Let somebody log in no more; what they coded stays.")

  @OptionGroup var options: StudyOptions
  @Argument(help: "The person's name.") var name: String

  func run() throws {
    try RemoveAccount(name).run(in: try options.open())
    Console.say("\(name) may not log in any more")
  }
}

/// `codeframe people log`.
struct PeopleLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List who logged in, who was refused, and what was done, the newest first.",
    discussion: helpText(
      """
      Saves of single codings are not in it: each coding has its time, its coder and its history in the study.

        codeframe people log -n 100
        codeframe people log --json
      """))

  @OptionGroup var options: StudyOptions
  @Option(name: [.customShort("n"), .long], help: "How many lines.") var count = 50
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if count < 1 { throw ValidationError("-n takes a whole number from 1") }
  }

  func run() throws {
    let open = try options.open()
    let entries = AccessBook.exists(in: open.folder) ? try AccessBook(of: open.folder).entries(count) : []
    if json { return try Console.put(json: entries) }
    guard !entries.isEmpty else { return Console.say("nobody has logged in yet") }
    var table = TextTable([
      ("time", .left), ("who", .left), ("from", .left), ("what", .left), ("outcome", .left),
    ])
    for entry in entries {
      table.add([
        entry.at.formatted(.iso8601), Console.printable(entry.person), Console.printable(entry.client),
        Console.printable(entry.what), Console.printable(entry.outcome),
      ])
    }
    Console.put(table)
  }
}
