import Foundation
import Testing

extension EndToEnd {
  /// The command reference is what the program says.
  struct DocumentationTests {
    @Test func theReferenceIsWhatTheProgramPrints() async throws {
      let process = try RunningProgram(
        executable: SampleStudy.repository.appending(path: "scripts/docs"),
        arguments: [try CodeframeProgram.executable().path, "-"],
        environment: ProcessInfo.processInfo.environment, folder: SampleStudy.repository)
      let printed = try await process.outcome()
      #expect(printed.status == 0, "\(printed.messages)")
      let page = try String(
        contentsOf: SampleStudy.repository.appending(path: "docs/commands.md"), encoding: .utf8)
      #expect(page == printed.output, "docs/commands.md is old: run scripts/docs")
      #expect(page.contains("## `codeframe code`") && page.contains("### `codeframe import posts`"))
    }
  }
}
