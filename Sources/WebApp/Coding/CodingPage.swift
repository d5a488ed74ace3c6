import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// People code here, one post at a time, blind to what others say.
struct CodingPage: AppRoutes {
  let jobs: JobDesk

  func add(to router: AppRouter) {
    router.page("/code", for: .coder) { visit, person in try Self.reply(to: visit, person) }
    // Codings have a history of their own.
    router.action("/code", for: .coder, isNoted: false) { visit, person in try save(visit, person) }
  }

  /// The sample that is asked for, else the person's first that is not done, else the study's first.
  private static func sample(_ visit: Visit, _ person: Person) throws -> String? {
    if let named = visit["sample"] ?? visit.form["sample"] { return named }
    let mine = try visit.open.study.assignments().filter { $0.coder == person.name }
    if let own = (mine.first { $0.done < $0.posts } ?? mine.first)?.sample { return own }
    return visit.role == .lead ? try visit.open.study.samples().first?.name : nil
  }

  /// The person's queue; a coder takes nothing that was not assigned.
  private static func queue(
    _ visit: Visit, _ person: Person, isRetest: Bool, sample: String
  ) throws -> CodingQueue {
    try CodingQueue(
      of: person, isRetest: isRetest, sample: sample, takesUnassigned: visit.role == .lead, in: visit.open)
  }

  private static func reply(to visit: Visit, _ person: Person) throws -> Reply {
    guard let sample = try sample(visit, person) else { return .redirect(Address("/")) }
    let isRetest = visit["retest"] != nil
    let queue = try queue(visit, person, isRetest: isRetest, sample: sample)
    guard let id = visit["post"] else {
      try queue.noteWhatIsDone()
      guard let next = try queue.next() else { return .page(try finished(queue, visit)) }
      return .redirect(address(of: next.id, in: queue, isRetest: isRetest))
    }
    guard let place = try queue.place(of: id), let coding = try queue.coding(of: id),
      let post = try visit.open.study.post(id)
    else { return .problem(.notFound, visit.words.noSuchPage) }
    return .page(
      try CodingDesk(
        visit: visit, queue: queue, isRetest: isRetest, post: post, place: place, coding: coding
      ).page())
  }

  static func address(of post: String, in queue: CodingQueue, isRetest: Bool) -> Address {
    Address("/code", ["sample": queue.sample, "post": post, "retest": isRetest ? "1" : nil])
  }

  private static func finished(_ queue: CodingQueue, _ visit: Visit) throws -> Page {
    let words = visit.words
    let standing = try queue.standing()
    let first = try queue.post(at: 0)
    let isTaught = try visit.open.study.teachingRounds().last?.sample == queue.sample
    return Page(words.finished, part: .code) { page in
      page.element("h1", text: words.finished)
      page.element("p", text: words.finishedWhy)
      page.element("p", text: words.share(standing.progress.done, standing.progress.posts))
      if isTaught, visit.role == .lead { page.element("p", text: words.teach.choosing) }
      page.element("p", ["class": "row"]) { page in
        if isTaught, visit.role == .lead { page.button(words.teach.teach, to: Address("/teach")) }
        page.button(words.nextStep, to: Address("/"))
        if let first {
          page.button(
            words.previous, to: address(of: first.id, in: queue, isRetest: false), style: "button quiet")
        }
      }
    }
  }

  /// What a save says to the script of the page.
  private struct Saved: Encodable, Sendable {
    /// The version that the next save has to name.
    let version: String
    let done: Int
    let posts: Int
    /// Where to go on; nil where all is done.
    let next: String?
  }

  private func save(_ visit: Visit, _ person: Person) throws -> Reply {
    let form = visit.form
    guard let sample = form["sample"], let post = form["post"], let version = form["version"] else {
      throw UserError("the form lacks a sample, a post or a version; load the page again")
    }
    let isRetest = form["retest"] == "1"
    let queue = try Self.queue(visit, person, isRetest: isRetest, sample: sample)
    let saved = try queue.save(
      try HandForm.answers(form, to: visit.open.configuration.codebook), HandForm.remark(form), of: post,
      seen: version)
    let next = try queue.place(of: post).flatMap { try queue.next(after: $0.place) }
    switch saved {
    case nil: return .problem(.notFound, visit.words.noSuchPage)
    case .outdated(let now):
      guard visit.wantsData else { return .problem(.conflict, visit.words.outdated) }
      return .data(.conflict, ["version": now.version])
    case .saved(let coding):
      if next == nil { try TeachingRounds.goOn(after: sample, in: visit.open, jobs) }
      guard visit.wantsData else {
        return .redirect(
          next.map { Self.address(of: $0.id, in: queue, isRetest: isRetest) }
            ?? Address("/code", ["sample": sample]))
      }
      let progress = try queue.standing().progress
      return .data(
        .ok,
        Saved(
          version: coding.version, done: progress.done, posts: progress.posts,
          next: next.map { Self.address(of: $0.id, in: queue, isRetest: isRetest).description }))
    }
  }
}
