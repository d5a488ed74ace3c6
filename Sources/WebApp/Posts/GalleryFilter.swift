import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// The form by which posts are chosen.
struct GalleryFilter {
  private let asked: GalleryAddress
  private let visit: Visit
  private let coders: [String]
  private let samples: [String]
  private let splits: [String]
  private let counts: [String]

  init(_ asked: GalleryAddress, _ visit: Visit) throws {
    self.asked = asked
    self.visit = visit
    let study = visit.open.study
    coders = try study.coderIdentities().map(\.name)
    samples = try study.samples().map(\.name)
    splits = try study.splits().sorted { $0.key < $1.key }.flatMap { split, parts in
      parts.keys.sorted().map { "\(split):\($0)" }
    }
    counts = try study.counts()
  }

  private var question: GalleryQuestion { asked.question }
  private var words: Words { visit.words }

  func write(to page: inout Markup) {
    let isNarrow =
      question.confidence != nil || question.split != nil || asked.conditions != nil
      || question.isFlagged || question.status != nil || question.otherValue != nil
    page.element("form", ["method": "get", "action": "/posts", "class": "filter", "role": "search"]) { page in
      page.element("div", ["class": "row"]) { writeUsual(to: &$0) }
      page.element("details", ["open": isNarrow ? "" : nil]) { page in
        page.element("summary", text: words.explore.moreFilters)
        page.element("div", ["class": "row"]) { writeFurther(to: &$0) }
      }
      writePart(to: &page)
      page.element("p", ["class": "row"]) { page in
        page.element("button", ["type": "submit", "class": "button"], text: words.find)
        page.button(words.explore.download, to: asked.address("/posts/download"), style: "button quiet")
      }
    }
  }

  private func writeUsual(to page: inout Markup) {
    let codebook = visit.open.configuration.codebook
    let labels = question.variable.flatMap { codebook[$0]?.labels }
    page.choice("coder", words.coder, coders, question.coder, none: words.anyCoder)
    page.choice(
      "variable", words.variable, codebook.variables.map(\.name), question.variable, none: words.anyVariable)
    page.choice(
      "value", words.value, labels ?? codebook.labels, question.value,
      none: words.anyValue)
    page.choice("differs", words.differsFrom, coders, question.differsFrom, none: "–")
    page.field("text", words.text, question.text, type: "search")
    page.element("label") { page in
      page.text(words.explore.order)
      page.element("select", ["name": "order"]) { writeOrders(to: &$0) }
    }
  }

  private func writeOrders(to page: inout Markup) {
    let explore = words.explore
    let names = [
      "newest": explore.newest, "least-certain": explore.leastCertain,
      "most-certain": explore.mostCertain,
    ]
    page.element("option", ["value": ""], text: explore.imported)
    for (name, order) in GalleryAddress.orders {
      page.element(
        "option", ["value": name, "selected": order == question.order ? "" : nil], text: names[name] ?? name)
    }
    for count in counts {
      let order = GalleryQuestion.Order.most(count)
      page.element(
        "option",
        ["value": GalleryAddress.name(of: order), "selected": order == question.order ? "" : nil],
        text: String(format: explore.most, count))
    }
  }

  private func writeFurther(to page: inout Markup) {
    let explore = words.explore
    page.choice("status", words.status, Answer.Status.allNames, question.status?.rawValue, none: "–")
    page.field("least", explore.least, question.confidence.map { String($0.lowerBound) }, type: "number")
    page.field("most", explore.greatest, question.confidence.map { String($0.upperBound) }, type: "number")
    if !samples.isEmpty { page.choice("sample", words.sample, samples, question.sample, none: "–") }
    if !splits.isEmpty {
      page.choice(
        "split", explore.split, splits, question.split.map { "\($0.name):\($0.part)" }, none: "–")
    }
    page.field("where", explore.condition, asked.conditions, type: "text")
    page.element("label", ["class": "choice"]) { page in
      page.void(
        "input",
        ["type": "checkbox", "name": "flagged", "value": "1", "checked": question.isFlagged ? "" : nil])
      page.element("span", text: words.flagged)
    }
  }

  /// What the posts were chosen by elsewhere: it is said, kept, and can be left.
  private func writePart(to page: inout Markup) {
    let kept = asked.question
    let parts: [(String, KeyValuePairs<String, String?>)] = [
      kept.cluster.map {
        (
          String(format: words.explore.ofCluster, "\($0.clustering) \($0.number)"),
          ["clustering": $0.clustering, "cluster": String($0.number)]
        )
      },
      kept.region.map {
        (String(format: words.explore.withinMap, $0.map), ["map": $0.map, "within": visit["within"]])
      },
      kept.otherValue.map { ("\(kept.differsFrom ?? ""): \($0)", ["other": $0]) },
    ].compactMap(\.self)
    for (name, fields) in parts {
      page.element("p", ["class": "mark"]) { page in
        for (field, value) in fields { if let value { page.hidden(field, value) } }
        page.text(name + " ")
        page.element("a", ["href": "/posts"], text: "×")
      }
    }
  }
}

extension Markup {
  /// A field to write in.
  mutating func field(_ name: String, _ label: String, _ value: String?, type: String) {
    element("label") { page in
      page.text(label)
      page.void(
        "input",
        [
          "type": type, "name": name, "value": value ?? "", "maxlength": type == "number" ? nil : "500",
          "min": type == "number" ? "0" : nil, "max": type == "number" ? "1" : nil,
          "step": type == "number" ? "any" : nil,
        ])
    }
  }
}

extension Answer.Status {
  fileprivate static var allNames: [String] { [Self.coded, .abstained, .failed].map(\.rawValue) }
}
