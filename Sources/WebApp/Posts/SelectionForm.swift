import ContentCoding
import Pages

/// Posts that stand together, of which some can be chosen: to be coded at once, or to be kept as a sample.
struct SelectionForm {
  private let visit: Visit
  private let isEmpty: Bool

  // isEmpty: whether there is nothing to choose from.
  init(_ visit: Visit, isEmpty: Bool) {
    self.visit = visit
    self.isEmpty = isEmpty
  }

  /// Writes the form around what `posts` writes.
  func write(to page: inout Markup, _ posts: (inout Markup) -> Void) {
    page.form("/posts/code", visit, id: "selection") { page in
      page.hidden("seen", visit.address)
      page.element("div", ["id": "gallery"], posts)
      if !isEmpty { bar(in: &page) }
    }
  }

  /// What can be done with chosen posts.
  private func bar(in page: inout Markup) {
    let (words, explore) = (visit.words, visit.words.explore)
    page.element("div", ["class": "selection", "role": "group", "aria-label": explore.choose]) { page in
      page.element("p", ["class": "row"]) { page in
        page.element(
          "output", ["id": "chosen", "data-word": explore.chosen, "aria-live": "polite"], text: "")
        page.element(
          "button", ["type": "button", "class": "button quiet", "id": "choose-all"], text: explore.chooseAll)
        page.element(
          "button", ["type": "button", "class": "button quiet", "id": "choose-none"], text: explore.chooseNone
        )
      }
      page.element("p", ["class": "row"]) { page in
        page.element("label") { page in
          page.text(explore.answerAll)
          page.element("select", ["name": "answer", "title": explore.answerAllWhy]) { page in
            answers(in: &page)
          }
        }
        page.element("button", ["type": "submit", "class": "button"], text: explore.answerThem)
        page.element("label") { page in
          page.text(explore.asSample)
          page.void("input", ["name": "name", "maxlength": "200", "placeholder": words.sampleName])
        }
        page.element(
          "button", ["type": "submit", "class": "button quiet", "formaction": "/posts/sample"],
          text: explore.keep)
      }
      page.element("p", ["class": "muted"], text: explore.answerAllWhy)
    }
  }

  /// Every value that many posts can be given at once, below its variable.
  private func answers(in page: inout Markup) {
    for (place, variable) in visit.open.configuration.codebook.variables.enumerated()
    where variable.type.hasLabels {
      page.element("optgroup", ["label": variable.name]) { page in
        for label in variable.labels {
          page.element("option", ["value": "\(place)=\(label)"], text: label)
        }
      }
    }
  }
}
