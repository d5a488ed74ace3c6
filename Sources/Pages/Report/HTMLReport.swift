import ContentCoding
import Foundation

/// One self-contained page that a researcher can mail: no scripts, no links to elsewhere, light, dark and on paper.
///
/// Everything that comes from data is shown as text. A content security policy forbids scripts and every
/// request, so that even a mistake here could not make the page do anything. The page of equal content is equal.
public struct HTMLReport: Sendable {
  /// Captions are cut after this many Unicode scalars.
  public static let captionLimit = 1000
  /// Names, reasons and ids are cut after this many Unicode scalars.
  public static let nameLimit = 200
  /// A gallery shows this many items at most, and says how many more there were.
  public static let itemLimit = 120
  /// So many runs are listed, the newest.
  public static let runLimit = 50

  private let content: ReportContent

  /// A report on `content`.
  public init(_ content: ReportContent) {
    self.content = content
  }

  /// The whole page as a string.
  public func html() -> String {
    var page = ""
    write(to: &page)
    return page
  }

  /// Writes the page in pieces, a section or one gallery item at a time.
  public func write(to target: inout some TextOutputStream) {
    SectionedPage(
      head: PageHead(
        title: "\(studyName): Codeframe report", version: content.version, styles: [.style]),
      sections: sections
    ).write(to: &target, under: writeTitle)
  }

  private var sections: [any ReportSection] {
    var sections: [any ReportSection] = [OverviewSection(content), AgreementSection(content.agreements)]
    if let evaluation = content.evaluation {
      if let leaderboard = content.leaderboard {
        sections.append(LeaderboardSection(evaluation, leaderboard))
      }
      if !content.corpus.isEmpty { sections.append(CorpusSection(content.corpus)) }
      sections += evaluation.variables.enumerated().map { place, variable in
        VariableSection(
          variable, place: place,
          coders: (content.leaderboard?.rows ?? []).filter { $0.variable == variable.variable }
            .map(\.coder.name), unscaled: content.unscaled)
      }
    }
    if !content.courses.isEmpty { sections.append(CoursesSection(content.courses)) }
    if let duplicates = content.duplicates { sections.append(DuplicatesSection(duplicates)) }
    if !content.galleries.isEmpty { sections.append(PicturesSection(content)) }
    sections.append(RunsSection(content))
    sections.append(CodebookSection(content.codebook))
    if content.evaluation != nil { sections.append(ReadingSection(content)) }
    if let methods = content.methods { sections.append(MethodsSection(methods)) }
    return sections
  }

  private func writeTitle(to page: inout Markup) {
    page.element("header") { page in
      page.element("h1") { $0.name(studyName) }
      page.element("p", ["class": "muted"]) { page in
        page.text("Report of ")
        page.element(
          "time", ["datetime": ReportFigures.machineTime(content.generatedAt)],
          text: ReportFigures.time(content.generatedAt))
        page.text(", made with Codeframe \(content.version)")
      }
    }
    page.newline()
  }

  private var studyName: String {
    ReadableText(content.study.isEmpty ? "A study without a name" : content.study, limit: Self.nameLimit).text
  }
}
