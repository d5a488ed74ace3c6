import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// One post with everything that is known of it.
struct PostPage: AppRoutes {
  func add(to router: AppRouter) {
    router.page("/post", for: .coder) { visit in try Self.post(visit) }
  }

  private static func post(_ visit: Visit) throws -> Reply {
    let words = visit.words
    guard let id = visit["id"], try visit.open.study.post(id) != nil else {
      return .problem(.notFound, words.noSuchPage)
    }
    if try !visit.maySeeAnswers(to: id) || isTheirsToCode(id, visit) {
      return .problem(.forbidden, words.blindNote)
    }
    let known = try KnownPost(id, in: visit.open)
    return .page(
      Page(id, part: .posts, isWide: true, scripts: ["picture.js"]) { page in
        page.element("h1") { $0.name(id) }
        page.element("div", ["class": "desk"]) { page in
          let view = PostView(
            post: known.post, visit: visit, isSensitive: visit.open.configuration.codebook.isSensitive)
          page.element("div", ["class": "sight"]) { view.write(to: &$0) }
          page.element("div", ["class": "questions"]) { page in
            page.element("h2", text: words.answers)
            answers(known, words, in: &page)
            if !known.remarks.isEmpty { write(known.remarks, words, to: &page) }
            relations(of: known, visit, in: &page)
            if !known.history.isEmpty {
              page.element("h2", text: words.history)
              replaced(known.history, words, in: &page)
            }
          }
          page.element("div", ["class": "known"]) { view.writeFacts(to: &$0) }
        }
      })
  }

  /// Whether the person has still to code the post, blind.
  private static func isTheirsToCode(_ post: String, _ visit: Visit) throws -> Bool {
    guard let person = visit.person else { return false }
    return try visit.open.study.assignments().filter { $0.coder == person && $0.done < $0.posts }.contains {
      guard let place = try visit.open.study.assignedPost(post, of: person, in: $0.sample) else {
        return false
      }
      return place.doneAt == nil
    }
  }

  private static func answers(_ known: KnownPost, _ words: Words, in page: inout Markup) {
    page.table([words.coder, words.variable, words.value, words.confidence], numbers: 3...3) { page in
      for record in known.codings {
        let answer = record.coding.answer
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(record.coder.name) }
          page.element("td") { $0.name(record.coding.variable) }
          page.element("td", ["dir": "auto"]) { page in
            page.text(answer.value?.text ?? answer.reason?.message ?? "")
            evidence(of: answer, words, in: &page)
          }
          page.element(
            "td", ["class": "number"], text: answer.confidence.map { Figures.decimal($0, places: 3) } ?? "")
        }
      }
    }
    if let cost = known.cost {
      page.element("p", ["class": "muted"], text: "\(words.explore.cost): US$ \(Figures.dollars(cost))")
    }
  }

  private static let scoreLimit = 30
  private static let evidenceLimit = 2000

  /// What an answer rests on, folded: the scores of all labels, and what else the coder tells.
  private static func evidence(of answer: Answer, _ words: Words, in page: inout Markup) {
    guard !answer.scores.isEmpty || !answer.details.isEmpty else { return }
    page.element("details", ["class": "muted"]) { page in
      page.element("summary", text: words.explore.evidence)
      page.element("dl", ["class": "facts"]) { page in
        for (label, score) in answer.scores.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
          .prefix(scoreLimit)
        {
          page.element("dt") { $0.name(label) }
          page.element("dd", text: Figures.decimal(score, places: 3))
        }
        for (name, text) in answer.details.sorted(by: { $0.key < $1.key }) {
          page.element("dt") { $0.name(name) }
          page.element("dd", ["dir": "auto"], text: String(text.prefix(evidenceLimit)))
        }
      }
    }
  }

  private static func relations(of known: KnownPost, _ visit: Visit, in page: inout Markup) {
    guard visit.role == .lead else { return }
    let explore = visit.words.explore
    page.element("p", ["class": "row"]) { page in
      page.button(explore.similar, to: Address("/similar", ["post": known.post.id]), style: "button quiet")
      for (clustering, cluster) in known.clusters {
        guard let cluster else { continue }
        var question = GalleryQuestion()
        question.cluster = GalleryQuestion.Cluster(clustering, cluster)
        page.button(
          "\(clustering): \(explore.cluster) \(cluster)", to: GalleryAddress(question).address(),
          style: "button quiet")
      }
    }
    if let group = known.duplicates {
      page.element("h2", text: explore.duplicates)
      page.element("ul") { page in
        for id in group.posts where id != known.post.id {
          page.element("li") { page in
            page.element("a", ["href": Address("/post", ["id": id]).description]) { $0.name(id) }
          }
        }
      }
    }
  }

  private static func write(
    _ remarks: [(coder: String, remark: Remark)], _ words: Words, to page: inout Markup
  ) {
    page.element("h2", text: words.comment)
    page.element("dl", ["class": "sayings"]) { page in
      for (coder, remark) in remarks {
        page.element("dt") { $0.name(coder) }
        page.element("dd", ["dir": "auto"]) { page in
          if remark.isFlagged { page.element("span", ["class": "flag"], text: words.flag) }
          page.text(" \(remark.comment)")
        }
      }
    }
  }

  private static func replaced(_ history: [CodingRecord], _ words: Words, in page: inout Markup) {
    page.table([words.coder, words.variable, words.value, words.time], numbers: 4...4) { page in
      for record in history {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(record.coder.name) }
          page.element("td") { $0.name(record.coding.variable) }
          page.element("td", ["dir": "auto"], text: record.coding.answer.value?.text ?? words.cannotTell)
          page.element("td", text: record.codedAt.formatted(.iso8601))
        }
      }
    }
  }
}
