import ContentCoding
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

    @Test func everyKindAndReasonIsExplained() throws {
      let page = try String(
        contentsOf: SampleStudy.repository.appending(path: "docs/study.md"), encoding: .utf8)
      for name in CoderKind.allCases.map(\.rawValue) + Reason.Code.allCases.map(\.rawValue) {
        #expect(page.contains("| `\(name)` |"), "docs/study.md has no row of `\(name)`")
      }
    }
  }
}
