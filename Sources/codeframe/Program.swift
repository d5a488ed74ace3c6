import ArgumentParser
import Foundation
import Workflows

/// The program's start and its end: what goes wrong is said in one way.
@main
enum Program {
  static func main() async {
    // A reader that is gone is an error of the write, and said.
    signal(SIGPIPE, SIG_IGN)
    MemoryLimit.set()
    atexit { PartialFiles.remove() }
    do {
      var command = try Codeframe.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Says what went wrong and ends; help that was asked for is data and no error.
  private static func end(with error: any Error) -> Never {
    let code = Codeframe.exitCode(for: error)
    let arguments = Array(CommandLine.arguments.dropFirst())
    if code == .success, let hint = ArgumentHint.ofHelp(arguments) {
      Console.say("Error: \(hint)")
      exit(ExitCode.validationFailure.rawValue)
    }
    if code == .success {
      let text = Codeframe.fullMessage(for: error)
      if !text.isEmpty { Output.put(wrappingUsage(text, width: Terminal.helpWidth) + "\n") }
      exit(code.rawValue)
    }
    var text = SystemWords.text(of: error).map { "Error: \($0)" } ?? Codeframe.fullMessage(for: error)
    if code == .validationFailure, let hint = ArgumentHint.of(arguments) {
      text += "\n\(hint)"
    }
    if !text.isEmpty { Console.say(text) }
    exit(code.rawValue)
  }
}
