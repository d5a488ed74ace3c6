import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// The page on which one post is coded: the picture, the text, the questions, where one is.
struct CodingDesk {
  let visit: Visit
  let queue: CodingQueue
  let isRetest: Bool
  let post: Post
  let place: AssignedPost
  let coding: HandCoding

  private var words: Words { visit.words }
  private var codebook: Codebook { visit.open.configuration.codebook }

  func page() throws -> Page {
    let standing = try queue.standing()
    let previous = try queue.post(at: place.place - 1)
    let following = try queue.post(at: place.place + 1)
    let next = try queue.next(after: place.place)
    let suggestions = try queue.suggestions(for: post.id)
    let hidden = visit.open.configuration.suggestions == nil ? try visit.open.modelColumns() : []
    return Page(words.code, part: .code, isWide: true, scripts: ["coding.js", "picture.js"]) { page in
      page.element("h1", ["class": "unseen"], text: "\(words.code): \(queue.sample)")
      page.form("/code", visit, style: "desk", id: "coding") { page in
        hiddenFields(in: &page)
        let view = PostView(post: post, visit: visit, isSensitive: codebook.isSensitive)
        page.element("div", ["class": "sight"]) { view.write(to: &$0) }
        page.element("div", ["class": "questions"]) { page in
          head(standing, in: &page)
          for (place, variable) in codebook.variables.enumerated() {
            HandForm.write(
              variable, at: place, answer: coding.answers[variable.name], words: words, to: &page)
            if let suggestion = suggestions[variable.name] { write(suggestion, to: &page) }
          }
          remark(in: &page)
          foot(previous: previous, next: next ?? following, in: &page)
          definitions(in: &page)
        }
        page.element("div", ["class": "known"]) { view.writeFacts(without: hidden, to: &$0) }
      }
      preload(next ?? following, in: &page)
    }
  }

  private func hiddenFields(in page: inout Markup) {
    page.hidden("sample", queue.sample)
    page.hidden("post", post.id)
    page.hidden("version", coding.version)
    if isRetest { page.hidden("retest", "1") }
  }

  private func head(_ standing: CodingQueue.Standing, in page: inout Markup) {
    let progress = standing.progress
    page.element("div", ["class": "standing"]) { page in
      page.element(
        "progress",
        [
          "max": String(max(progress.posts, 1)), "value": String(progress.done),
          "aria-label": "\(words.done)",
        ], text: words.share(progress.done, progress.posts))
      page.element("span", ["id": "done"], text: words.share(progress.done, progress.posts))
      if let pace = standing.pace {
        page.element("span", ["class": "muted"], text: words.pace(pace, left: progress.posts - progress.done))
      }
      page.element("output", ["id": "state", "class": "muted", "aria-live": "polite"]) { _ in }
    }
  }

  /// What another coder says, where the study's file has it shown.
  private func write(_ suggestion: CodingQueue.Suggestion, to page: inout Markup) {
    page.element("p", ["class": "muted suggestion"]) { page in
      page.name(suggestion.coder)
      page.text(" \(words.says): \(suggestion.value.text)")
      if let confidence = suggestion.confidence {
        page.text(" (\(Figures.decimal(confidence, places: 2)))")
      }
    }
  }

  private func remark(in page: inout Markup) {
    page.element("div", ["class": "remark"]) { page in
      page.element("label") { page in
        page.text(words.comment)
        page.element(
          "textarea", ["name": "comment", "rows": "2", "maxlength": "10000", "dir": "auto"],
          text: coding.remark.comment)
      }
      page.element("label", ["class": "choice"]) { page in
        page.void(
          "input",
          ["type": "checkbox", "name": "flag", "value": "1", "checked": coding.remark.isFlagged ? "" : nil])
        page.element("span") { page in
          page.text(words.flag)
          page.element("kbd", ["aria-hidden": "true"], text: "F")
        }
      }
    }
  }

  private func foot(previous: AssignedPost?, next: AssignedPost?, in page: inout Markup) {
    page.element("div", ["class": "row foot"]) { page in
      if let previous {
        page.element(
          "a",
          [
            "class": "button quiet", "rel": "prev",
            "href": CodingPage.address(of: previous.id, in: queue, isRetest: isRetest).description,
          ]
        ) { page in
          page.text(words.previous)
          page.element("kbd", ["aria-hidden": "true"], text: "←")
        }
      }
      page.element("button", ["type": "submit", "class": "button", "id": "next"]) { page in
        page.text(words.next)
        page.element("kbd", ["aria-hidden": "true"], text: "↵")
      }
    }
    page.element("label", ["class": "muted going-on"]) { page in
      page.void("input", ["type": "checkbox", "id": "going-on"])
      page.text(words.goOnByItself)
    }
    page.element("template", ["id": "words"]) { page in
      for (name, sentence) in [
        ("saved", words.saved), ("saving", words.saving), ("not-saved", words.notSaved),
        ("outdated", words.outdated), ("theirs", words.keepTheirs), ("mine", words.keepMine),
        ("of", words.of),
      ] { page.element("span", ["data-word": name], text: sentence) }
    }
  }

  private func definitions(in page: inout Markup) {
    page.element("details", ["class": "definitions", "id": "definitions"]) { page in
      page.element("summary") { page in
        page.text(words.definitions)
        page.element("kbd", ["aria-hidden": "true"], text: "D")
      }
      for variable in codebook.variables {
        page.element("h2") { $0.name(variable.name) }
        if !variable.definition.isEmpty {
          page.element("p", ["dir": "auto"], text: variable.definition)
        }
        page.element("dl", ["class": "categories"]) { page in
          for category in variable.categories { entry(of: category, in: &page) }
        }
      }
    }
    page.element("details", ["class": "keys", "id": "keys"]) { page in
      page.element("summary") { page in
        page.text(words.keys)
        page.element("kbd", ["aria-hidden": "true"], text: "?")
      }
      page.element("ul") { page in
        for key in words.keysHelp.components(separatedBy: " · ") { page.element("li", text: key) }
      }
    }
  }

  private func entry(of category: ContentCoding.Category, in page: inout Markup) {
    page.element("dt") { $0.name(category.name) }
    page.element("dd", ["dir": "auto"]) { page in
      page.text(category.definition)
      if !category.examples.isEmpty {
        page.element("span", ["class": "row"]) { page in
          for example in category.examples.prefix(4) {
            page.void(
              "img",
              [
                "src": Pictures.address(of: example, at: 0, width: 160),
                "alt": "\(words.examples): \(example)",
                "loading": "lazy", "width": "120",
              ])
          }
        }
      }
    }
  }

  /// The next picture is fetched before it is asked for.
  private func preload(_ next: AssignedPost?, in page: inout Markup) {
    guard let next, let post = try? visit.open.study.post(next.id), !post.media.isEmpty
    else { return }
    page.void(
      "link",
      ["rel": "prefetch", "as": "image", "href": Pictures.address(of: next.id, at: 0, width: PostView.width)])
  }
}
