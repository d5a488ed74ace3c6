import ContentCoding

/// How trainings by epochs went: losses, and the weights of fusions' parts.
struct CoursesSection: ReportSection {
  let id = "courses"
  let title = "How training went"
  private let courses: [LearningCourse]

  init(_ courses: [LearningCourse]) { self.courses = courses }

  var parts: [ReportPart] {
    courses.enumerated().map { place, course in
      ReportPart(id: partID(place), title: "\(course.coder.shortName): \(course.variable.shortName)")
    }
  }

  func write(_ send: (Markup) -> Void) {
    if courses.contains(where: { !$0.weights.isEmpty }) {
      var start = Markup()
      start.element(
        "p",
        text:
          "The weight of a part says how much of the answer comes from it. It does not say what the part is worth: where two parts "
          + "say the same, the weight may lie on either. The ablation says what each is worth.")
      send(start)
    }
    for (place, course) in courses.enumerated() {
      var page = Markup()
      page.element("h3", ["id": partID(place)]) { page in
        page.name(course.coder.shortName)
        page.text(": ")
        page.name(course.variable.shortName)
      }
      page.newline()
      page.element("p", text: sentence(course))
      page.element("div", ["class": "courses"]) { page in draw(course, to: &page) }
      page.newline()
      send(page)
    }
  }

  private func draw(_ course: LearningCourse, to page: inout Markup) {
    if !course.weights.isEmpty {
      let lines = course.parts.enumerated().map { part, name in
        CourseDrawing.Line(
          name: name, values: course.weights.map { $0.indices.contains(part) ? $0[part] : .nan })
      }
      figure(
        CourseDrawing(
          "Weights of the parts after each epoch", lines: lines, bestEpoch: course.bestEpoch, most: 1),
        "Weights. The dotted line marks the epoch that answers.", in: &page)
    }
    figure(
      CourseDrawing(
        "Mean loss of each epoch", lines: lines(course.losses, course.heldOutLosses),
        bestEpoch: course.bestEpoch),
      "Mean loss in training, and on posts that were left out of it.", in: &page)
    let accuracies = lines(course.accuracies, course.heldOutAccuracies)
    guard !accuracies.isEmpty else { return }
    figure(
      CourseDrawing(
        "Share of right answers in each epoch", lines: accuracies, bestEpoch: course.bestEpoch, most: 1),
      "Share of right answers in training, and on posts that were left out of it.", in: &page)
  }

  private func lines(_ training: [Double], _ heldOut: [Double]) -> [CourseDrawing.Line] {
    [("training", training), ("left out", heldOut)].filter { !$0.1.isEmpty }
      .map { CourseDrawing.Line(name: $0.0, values: $0.1) }
  }

  private func figure(_ drawing: CourseDrawing, _ caption: String, in page: inout Markup) {
    page.element("figure") { page in
      drawing.write(to: &page)
      page.element("figcaption", text: caption)
    }
  }

  private func sentence(_ course: LearningCourse) -> String {
    let epochs = ReportFigures.count(course.losses.count, "epoch")
    guard !course.parts.isEmpty else {
      return course.heldOutLosses.isEmpty
        ? "Trained for \(epochs)."
        : "Trained for \(epochs), after which the loss on posts that were left out was least; then on all posts."
    }
    guard let weights = course.bestWeights else {
      return
        "Trained for \(ReportFigures.count(course.bestEpoch)) of \(epochs); its parts are joined without weights."
    }
    let shares = zip(course.parts, weights).map { "\($0.shortName) \(ReportFigures.decimal($1))" }
    return
      "After \(ReportFigures.count(course.bestEpoch)) of \(epochs) the weights are \(shares.joined(separator: ", "))."
  }

  private func partID(_ place: Int) -> String { "\(id)-\(place + 1)" }
}
