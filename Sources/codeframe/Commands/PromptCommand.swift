import ArgumentParser
import ContentCoding
import Foundation
import Prompting
import Workflows

/// `codeframe prompt`: prints what would be asked.
struct PromptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt",
    abstract: "Print exactly what a prompted coder would send about a post, without sending it.",
    discussion: helpText(
      """
      Pictures are shown by their size. Where later requests depend on replies, what stands in their place says so.

        codeframe prompt gpt --post p018
        codeframe prompt gpt --post p018 --json
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The coder's name in codeframe.yaml.", completion: NameCompletion.coders) var coder: String
  @Option(parsing: .unconditional, help: "The post's id.") var post: String
  @Flag(help: "Print the requests as JSON, pictures as their SHA-256.") var json = false

  func run() async throws {
    let plan = try await PlanPrompt(coder: coder, post: post).run(in: options.open())
    if json { return try Console.put(json: plan.requests.map(PrintedRequest.init)) }
    if let answer = plan.unasked {
      Console.put(
        "nothing would be asked about \(post): \(answer.status.rawValue), \(answer.reason?.description ?? "")"
      )
      return
    }
    for (place, planned) in plan.requests.enumerated() {
      if place > 0 { Console.put("") }
      let note = planned.note.map { " (\($0))" } ?? ""
      Console.put("=== request \(place + 1) of \(plan.requests.count) to \(plan.endpoint)\(note) ===\n")
      Console.put(Console.printable(PromptPreview(planned.request).description))
    }
    if plan.repetitions > 1 { Console.say("each request is asked \(plan.repetitions) times") }
  }
}

/// A request as it is printed as JSON.
private struct PrintedRequest: Encodable {
  struct Message: Encodable {
    let role: String
    let parts: [Content]
  }

  struct Content: Encodable {
    var text: String?
    var picture: String?
    var bytes: Int?
  }

  let model: String
  let messages: [Message]
  let schema: String?
  let temperature: Double
  let maxTokens: Int
  let note: String?

  init(_ planned: PlannedRequest) {
    let request = planned.request
    model = request.model
    messages = request.messages.map { message in
      Message(
        role: message.role.rawValue,
        parts: message.parts.map { part in
          switch part {
          case .text(let text): Content(text: text)
          case .picture(let picture):
            Content(picture: Fingerprint(ofBytes: picture.bytes).hex, bytes: picture.bytes.count)
          }
        })
    }
    schema = request.schema?.json
    temperature = request.temperature
    maxTokens = request.maxTokens
    note = planned.note
  }
}
