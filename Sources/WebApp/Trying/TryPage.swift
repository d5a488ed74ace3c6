import ContentCoding
import Foundation
import Pages
import Workflows

/// What every coder says of a picture or a text that is not in the study; nothing of it is stored.
struct TryPage: AppRoutes {
  private static let pictureLimit = 64 << 20
  private static let textLimit = 5000

  func add(to router: AppRouter) {
    router.page("/try") { visit in .page(Self.page(visit)) }
    router.upload("/try", limit: Self.pictureLimit) { visit, bytes in
      .part(try await Self.answers(to: bytes, visit))
    }
  }

  private static func page(_ visit: Visit) -> Page {
    let explore = visit.words.explore
    return Page(explore.tryOut, part: .tryOut, isWide: true, scripts: ["try.js"]) { page in
      page.element("h1", text: explore.tryOut)
      page.element("p", text: "\(explore.tryWhy) \(explore.nothingStored)")
      page.form("/try", visit, style: "stack drop", id: "try") { page in
        page.element("label") { page in
          page.text(explore.picture)
          page.void("input", ["type": "file", "id": "picture", "accept": "image/*,video/*"])
        }
        page.element("label") { page in
          page.text(explore.orText)
          page.element(
            "textarea", ["id": "text", "rows": "3", "maxlength": String(textLimit), "dir": "auto"], text: "")
        }
        page.element("button", ["type": "submit", "class": "button"], text: explore.tryIt)
      }
      page.element("output", ["id": "said", "class": "tried", "aria-live": "polite"]) { _ in }
    }
  }

  private static func answers(to bytes: [UInt8], _ visit: Visit) async throws -> Markup {
    let text = String((visit["text"] ?? "").prefix(textLimit))
    guard !bytes.isEmpty else { return write(try await TryCoders(text: text).run(in: visit.open), visit) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "codeframe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "picture")
    try Data(bytes).write(to: file)
    return write(try await TryCoders(picture: file, text: text).run(in: visit.open), visit)
  }

  private static func write(_ outcome: TryCoders.Outcome, _ visit: Visit) -> Markup {
    let (words, explore) = (visit.words, visit.words.explore)
    var page = Markup()
    page.table([words.coder, words.variable, words.value, words.confidence], numbers: 3...3) { page in
      for said in outcome.said {
        guard said.obstacle == nil else {
          page.element("tr") { page in
            page.element("th", ["scope": "row"]) { $0.name(said.coder.name) }
            page.element("td", ["colspan": "3", "class": "muted"], text: said.obstacle ?? "")
          }
          continue
        }
        for coding in said.codings { write(coding, of: said, words, to: &page) }
      }
    }
    guard let nearest = try? NearestTiles(outcome.nearest, visit), !nearest.isEmpty else { return page }
    page.element("h2", text: explore.neighbours)
    nearest.write(to: &page)
    return page
  }

  private static let scoreLimit = 5

  private static func write(_ coding: Coding, of said: TryCoders.Said, _ words: Words, to page: inout Markup)
  {
    let answer = coding.answer
    page.element("tr") { page in
      page.element("th", ["scope": "row"]) { $0.name(said.coder.name) }
      page.element("td") { $0.name(coding.variable) }
      page.element("td", ["dir": "auto"]) { page in
        page.text(answer.value?.text ?? answer.reason?.message ?? "")
        let others = answer.scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(scoreLimit)
        if others.count > 1 {
          page.element(
            "span", ["class": "muted"],
            text: " "
              + others.map { "\($0.key) \(Figures.decimal($0.value, places: 2))" }.joined(separator: " · "))
        }
      }
      page.element(
        "td", ["class": "number"], text: answer.confidence.map { Figures.decimal($0, places: 3) } ?? "")
    }
  }
}
