import ContentCoding
import Foundation
import Storage
import StudyFile
import Testing

@testable import Workflows

/// A whole study without a terminal: what the command line does, a page in a browser can do.
struct WholeStudyTests {
  private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "workflows-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.resolvingSymlinksInPath())
  }

  private static func demo(_ name: String) -> String { repository.appending(path: "Demo/\(name)").path }

  @Test(.timeLimit(.minutes(5))) func fromImportToReport() async throws {
    try await Self.withFolder { folder in
      let file = try String(contentsOfFile: Self.demo("codeframe.yaml"), encoding: .utf8)
      try Data(file.replacing(EncoderChoice.strongModel, with: EncoderChoice.embeddedModel).utf8)
        .write(to: folder.appending(path: StudyFile.name))
      let listener = RecordingListener(answering: true)
      try CreateStudy(in: folder, template: "blank").run(for: listener)
      #expect(listener.notices == ["kept \(folder.appending(path: StudyFile.name).path)"])
      let open = try OpenStudy(at: folder, for: listener)

      let imported = try ImportPosts(path: Self.demo("posts.csv")).run(in: open)
      #expect(imported.tally.added > 50)
      #expect(try open.study.postCount() == imported.tally.added)
      for table in ["gold.csv", "codings-anna.csv", "codings-ben.csv"] {
        #expect(try ImportCodings(path: Self.demo(table)).run(in: open).summary.coded > 0)
      }

      let trained = try await Train(coder: "probe").run(in: open)
      #expect(trained.folds > 1)
      #expect(trained.comparisons.map(\.variable) == open.configuration.codebook.variables.map(\.name))

      guard case .done(let summary) = try await Code(coder: "probe").run(in: open) else {
        Issue.record("the probe coded nothing")
        return
      }
      #expect(summary.run.state == .done)
      #expect(summary.posts == imported.tally.added)
      #expect(listener.progress.contains { $0.noun == "posts" && $0.total == imported.tally.added })
      _ = try await Code(coder: "words").run(in: open)
      guard case .nothing(ofAll: true, failed: 0) = try await Code(coder: "words").run(in: open) else {
        Issue.record("words coded twice")
        return
      }

      let evaluation = try await EvaluationLoader(open: open).evaluation(.init(gold: open.configuration.gold))
      #expect(evaluation.variables.first?.validity.contains { $0.coder.name == "probe" } == true)

      let sample = try await DrawSample(10, name: "main").run(in: open)
      #expect(sample.drawing.posts.count == 10)
      #expect(try open.contents(ofSample: "main").contents.codedBy["probe"] == 10)

      var table: [UInt8] = []
      let count = try ExportCodings(.csv) { table += $0 }.run(in: open)
      #expect(String(decoding: table, as: UTF8.self).split(separator: "\n").count == count + 1)

      let report = try await ReportBuilder(open: open, showsPictures: false).content(at: Date())
      #expect(Set(report.runs.map(\.coder.name)) == ["probe", "words"])
      #expect(!report.galleries.isEmpty)
      #expect(try StudyStatus(of: open).posts == imported.tally.added)
    }
  }

  @Test(.timeLimit(.minutes(5))) func clustersDuplicatesAndNeighbours() async throws {
    try await Self.withFolder { folder in
      let listener = RecordingListener()
      try CreateStudy(in: folder, template: "ces").run(for: listener)
      let open = try OpenStudy(at: folder, for: listener)
      _ = try ImportPosts(path: Self.demo("posts.csv")).run(in: open)

      var cluster = Cluster(encoder: EncoderQuestion(), method: .kmeans(clusters: 4...4))
      cluster.name = "four"
      #expect(try await cluster.run(in: open).clusters.count == 4)
      #expect(try open.clusterings().map(\.name) == ["four"])

      let pairs = try DrawPairs(10, name: "check").run(in: open)
      #expect(pairs.pairs.count == 10)

      let found = try await FindDuplicates(.init(), marks: true).run(in: open)
      #expect(try open.study.duplicates().count == found.groups.count)
      #expect(try open.unmarkDuplicates() == found.groups.count)

      let post = try #require(try open.study.posts(limit: 1).posts.first?.id)
      let search = try SimilarSearch(open: open, question: EncoderQuestion(), provider: .cpu)
      let near = try await search.nearest(3, to: post, as: .post)
      #expect(near.matches.count == 3)
      #expect(!near.matches.contains { $0.post == post })

      let page = try await ClustersPageBuilder(open: open, named: "four", showsPictures: false).content(
        at: Date())
      #expect(page.clusters.count == 4)
    }
  }

  @Test func forgettingAsksTheListener() async throws {
    try await Self.withFolder { folder in
      try CreateStudy(in: folder, template: "ces").run(for: NobodyListens())
      let open = try OpenStudy(at: folder, for: NobodyListens())
      _ = try ImportPosts(path: Self.demo("posts.csv")).run(in: open)
      let post = try #require(try open.study.posts(limit: 1).posts.first?.id)

      for (answer, said) in [(false, "nothing was removed"), (nil, "agree with --yes")] as [(Bool?, String)] {
        let listener = RecordingListener(answering: answer)
        #expect(try Forget(.post(post)).run(in: OpenStudy(at: folder, for: listener)) == nil)
        #expect(listener.questions == ["Remove them?"])
        #expect(listener.notices.last?.contains(said) == true)
        #expect(try open.study.post(post) != nil)
      }
      let agreeing = RecordingListener(answering: true)
      #expect(try Forget(.post(post)).run(in: OpenStudy(at: folder, for: agreeing))?.posts == 1)
      #expect(try open.study.post(post) == nil)
    }
  }

  @Test func mistakesAreSaidBeforeAnythingIsLearned() async throws {
    try await Self.withFolder { folder in
      try CreateStudy(in: folder, template: "ces").run(for: NobodyListens())
      let open = try OpenStudy(at: folder, for: NobodyListens())
      _ = try ImportPosts(path: Self.demo("posts.csv")).run(in: open)
      _ = try ImportCodings(path: Self.demo("gold.csv")).run(in: open)

      var code = Code(coder: "probe")
      code.posts = PostChoice(ids: ["' OR 1=1 --"])
      let unknown = await #expect(throws: UserError.self) { _ = try await code.run(in: open) }
      #expect(unknown?.description.contains("the study has no post") == true)
      code.posts = PostChoice(filters: try [#require(PostFilter("author=nobody at all"))])
      let none = await #expect(throws: UserError.self) { _ = try await code.run(in: open) }
      #expect(none?.description == "no post fulfils author=nobody at all")
      #expect(try open.study.head(of: "probe") == nil)

      for filter in ["time>=banana", "likes>many", "pictures>1e999"] {
        let choice = PostChoice(filters: try [#require(PostFilter(filter))])
        let refused = #expect(throws: UserError.self) { _ = try choice.selection(in: open, allowsNone: true) }
        #expect(refused?.description.contains("is compared with") == true, "\(filter)")
      }
      let long = String(repeating: "a", count: 201)
      await #expect(throws: UserError.self) { _ = try await DrawSample(5, name: long).run(in: open) }
      await #expect(throws: UserError.self) { _ = try await DrawSample(5, name: "a\nb").run(in: open) }
      await #expect(throws: UserError.self) { _ = try await MakeSplit(name: long, test: 0.2).run(in: open) }
      #expect(try open.study.samples().isEmpty)
    }
  }

  /// The room speaks through its listener alone.
  @Test func noWorkflowPrintsOrExits() throws {
    let sources = try #require(
      FileManager.default.enumerator(
        at: Self.repository.appending(path: "Sources/Workflows"), includingPropertiesForKeys: nil))
    let forbidden = [
      "print(", ".standardError", ".standardOutput", "STDOUT_FILENO", "STDERR_FILENO", "readLine(", "exit(",
      "CommandLine", "isatty", "import ArgumentParser",
    ]
    var files = 0
    for case let file as URL in sources where file.pathExtension == "swift" {
      files += 1
      let text = try String(contentsOf: file, encoding: .utf8).replacing("ngerprint(", with: "")
      let found = forbidden.filter(text.contains)
      #expect(found.isEmpty, "in \(file.lastPathComponent)")
    }
    #expect(files > 80)
  }
}
