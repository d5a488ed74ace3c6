import ContentCoding
import Foundation
import Testing

@testable import StudyFile

/// What the pages say of prompted coders is what is read.
struct PromptedPageTests {
  private static func page(_ name: String) throws -> String {
    try Repository.page(name)
  }

  @Test func theExampleReads() throws {
    let page = try Self.page("prompted.md")
    let start = try #require(page.range(of: "```yaml\n"))
    let text = page[start.upperBound...].components(separatedBy: "```")[0]
    let study = try StudyFile.parse(text)
    #expect(study.coders.map(\.name) == ["local"])
  }

  @Test func theTemplateReads() throws {
    let page = try Self.page("prompted.md")
    let start = try #require(page.range(of: "```yaml\n    prompt: custom"))
    let keys = page[start.lowerBound...].dropFirst("```yaml\n".count)
      .components(separatedBy: "```")[0]
    let text = """
      study: S
      variables: [{name: b, type: boolean}]
      coders:
        - name: c
          kind: prompted
          endpoint: http://127.0.0.1:1/v1
          model: m

      """
    let study = try StudyFile.parse(text + keys)
    guard let parameters = study.coders.first?.parameters as? PromptedParameters else {
      Issue.record("no prompted coder")
      return
    }
    #expect(parameters.template?.hasPrefix("{{codebook}}\n\n{{caption}}\nCode the post.") == true)
  }
}
