/// The map itself, its buttons, and the card of the post under the pointer.
struct MapStage {
  let hasPictures: Bool
  /// Whether posts that are drawn around open in the app's gallery.
  let opensPosts: Bool

  func write(to page: inout Markup) {
    page.element("main", ["class": "stage"]) { page in
      page.element(
        "canvas",
        [
          "id": "map", "tabindex": "0", "role": "application", "aria-label": "Map of posts",
          "aria-describedby": "keys",
        ]
      ) { _ in }
      page.element("div", ["class": "zoom"]) { page in
        button("nearer", "Zoom in", "+", in: &page)
        button("farther", "Zoom out", "\u{2212}", in: &page)
        button("fit", "Show the whole map", "Whole map", in: &page)
        if opensPosts {
          page.element(
            "button",
            [
              "type": "button", "id": "choose", "aria-pressed": "false",
              "title": "Draw around posts, or hold Shift: they open in the gallery",
            ], text: "Choose posts")
          page.element("a", ["class": "button", "href": "/explore"], text: "Back")
        }
      }
      if opensPosts {
        page.element("svg", ["id": "lasso", "aria-hidden": "true"]) { page in
          page.element("polygon") { _ in }
        }
      }
      page.element("p", ["id": "shown"]) { _ in }
      page.element("div", ["id": "card", "hidden": ""]) { page in
        if hasPictures {
          page.element("canvas", ["id": "card-picture"]) { _ in }
          page.element("p", ["id": "card-note", "class": "veiled"], text: "Sensitive, veiled")
        } else {
          page.element("canvas", ["id": "card-picture", "hidden": ""]) { _ in }
          page.element("p", ["id": "card-note", "hidden": ""]) { _ in }
        }
        page.element("p", ["class": "value"]) { page in
          page.element("canvas", ["id": "card-mark"]) { _ in }
          page.element("bdi", ["id": "card-value"]) { _ in }
        }
        page.element("p", ["id": "card-caption", "dir": "auto"]) { _ in }
        page.element("p", ["class": "origin"]) { $0.element("bdi", ["id": "card-id"]) { _ in } }
      }
    }
    page.element("p", ["id": "said", "class": "unseen", "role": "status", "aria-live": "polite"]) { _ in }
    page.newline()
  }

  private func button(_ id: String, _ label: String, _ text: String, in page: inout Markup) {
    page.element("button", ["type": "button", "id": id, "aria-label": label, "title": label], text: text)
  }
}

/// A post, opened: its picture, its caption and what every colouring says of it.
struct MapDialog {
  func write(to page: inout Markup) {
    page.element("dialog", ["id": "post", "aria-labelledby": "post-id"]) { page in
      page.element("div", ["class": "side-head"]) { page in
        page.element("h2") { $0.element("bdi", ["id": "post-id"]) { _ in } }
        page.element("button", ["type": "button", "id": "post-close"], text: "Close")
      }
      page.element("canvas", ["id": "post-picture"]) { _ in }
      page.element(
        "p", ["id": "post-note", "class": "veiled"],
        text: "This picture is marked sensitive. Show sensitive pictures with the box above the map.")
      page.element("p", ["id": "post-caption", "class": "caption", "dir": "auto"]) { _ in }
      page.element("dl", ["id": "post-values"]) { _ in }
    }
    page.newline()
  }
}
