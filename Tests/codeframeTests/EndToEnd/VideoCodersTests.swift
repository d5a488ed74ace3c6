import Foundation
import Testing

extension EndToEnd {
  /// Videos for every coder that looks at pictures: the same answers as for frames that somebody took out by hand.
  struct VideoCodersTests {
    private static let colours = ["red", "lime", "blue", "white"]

    /// The coders of the study; `FRAMES` stands for what they say of frames.
    private static let file = """
      study: Films
      seed: 7
      folds: 3
      variables:
        - name: colour
          type: category
          categories: [{name: red}, {name: lime}, {name: blue}, {name: white}]
        - {name: bright, type: boolean}
        - {name: likes, type: number}
      coders:
        - {name: probe, kind: probe, variables: [colour, bright], encoder: seedling-64FRAMES}
        - {name: mode, kind: probe, variables: [colour, bright], encoder: seedling-64, combine: modeFRAMES}
        - {name: any, kind: probe, variables: [bright], encoder: seedling-64, combine: anyFRAMES}
        - {name: twice, kind: probe, variables: [bright], encoder: seedling-64, combine: {at-least: 2}FRAMES}
        - {name: learned, kind: probe, variables: [bright], encoder: seedling-64, combine: {at-least: learned}FRAMES}
        - {name: groups, kind: cluster, variables: [colour], encoder: seedling-64, clusters: 4FRAMES}
        - name: fused
          kind: fusion
          variables: [colour]
          parts: [{name: a, uses: [image], encoder: seedling-64FRAMES}, {name: b, uses: [caption]}]
        - {name: popular, kind: engagement, variables: [likes], target: likes, encoder: seedling-64FRAMES}
      """

    /// Twelve films with their frames, and the tables of posts and gold; drawn once for all tests.
    private static func copyFilms(to place: Workplace) async throws {
      let drawn = try await drawn.value
      for name in ["films", "videos.csv", "frames.csv", "gold.csv"] {
        try place.copy(drawn.url(name), to: name)
      }
    }

    private static let drawnFolder = FileManager.default.temporaryDirectory
      .appending(path: "codeframe-films-\(UUID().uuidString)")

    private static let drawn = Task { () throws -> Workplace in
      try FileManager.default.createDirectory(at: drawnFolder, withIntermediateDirectories: true)
      atexit { try? FileManager.default.removeItem(at: VideoCodersTests.drawnFolder) }
      let place = Workplace(folder: drawnFolder.resolvingSymlinksInPath())
      try draw(in: place)
      return place
    }

    /// Twelve films of four colours, in each of which the second half is darker.
    private static func draw(in place: Workplace) throws {
      try FileManager.default.createDirectory(at: place.url("films"), withIntermediateDirectories: true)
      var posts = "id,video,caption,likes\n"
      var frames = "id,image,caption,likes\n"
      var gold = "id,coder,variable,value\n"
      for number in 0..<12 {
        let colour = colours[number % 4]
        let name = "f\(number)"
        let graph =
          "color=c=\(colour):s=96x64:r=10:d=2[a];color=c=\(colour)@0.5:s=96x64:r=10:d=2,eq=brightness=-0.2[b];"
          + "[a][b]concat=n=2,noise=alls=\(5 + number):allf=t[out0]"
        try ffmpeg(["-f", "lavfi", "-i", graph, "-pix_fmt", "yuv420p", place.url("films/\(name).mp4").path])
        var paths: [String] = []
        for (index, time) in ["0.5", "1.5", "2.5", "3.5"].enumerated() {
          let path = "films/\(name)-\(index).png"
          try ffmpeg([
            "-ss", time, "-i", place.url("films/\(name).mp4").path, "-frames:v", "1", place.url(path).path,
          ])
          paths.append(path)
        }
        posts += "\(name),films/\(name).mp4,words \(number % 4),\(10 * (number % 4 + 1))\n"
        frames += "\(name),\(paths.joined(separator: "|")),words \(number % 4),\(10 * (number % 4 + 1))\n"
        gold += "\(name),gold,colour,\(colour)\n\(name),gold,bright,\(number % 2 == 0)\n"
      }
      try place.write(posts, to: "videos.csv")
      try place.write(frames, to: "frames.csv")
      try place.write(gold, to: "gold.csv")
    }

    private static func ffmpeg(_ arguments: [String]) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["ffmpeg", "-nostdin", "-v", "error", "-y"] + arguments
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }

    private static func study(_ name: String, frames: String, posts: String, in place: Workplace) async throws
    {
      try place.write(file.replacing("FRAMES", with: frames), to: "\(name)/codeframe.yaml")
      try await place.succeed("init", name)
      try await place.succeed("import", "posts", "-C", name, posts)
      try await place.succeed("import", "codings", "-C", name, "gold.csv")
    }

    /// What a coder answers: post, variable, value, and the scores.
    private static func answers(of coder: String, in study: String, _ place: Workplace) async throws
      -> [[String]]
    {
      let output = try await place.succeed(
        "export", "codings", "-C", study, "--coder", coder, "--scores"
      ).output
      let table = DelimitedText(output)
      let kept = table.header.indices.filter {
        ["post_id", "variable", "value", "confidence", "status", "reason"].contains(table.header[$0])
          || table.header[$0].hasPrefix("score:")
      }
      return table.rows.map { row in kept.map { row[$0] } }
    }

    @Test func everyCoderAnswersAsForFramesTakenByHand() async throws {
      try await Workplace.with { place in
        try await Self.copyFilms(to: place)
        try await Self.study("videos", frames: "", posts: "videos.csv", in: place)
        try await Self.study("frames", frames: "", posts: "frames.csv", in: place)
        for coder in ["probe", "mode", "any", "twice", "learned", "groups", "fused", "popular"] {
          for study in ["videos", "frames"] { try await place.succeed("code", "-C", study, coder) }
          let (ofVideos, ofFrames) = (
            try await Self.answers(of: coder, in: "videos", place),
            try await Self.answers(of: coder, in: "frames", place)
          )
          #expect(!ofVideos.isEmpty && ofVideos == ofFrames, "\(coder)")
          #expect(ofVideos.allSatisfy { $0.contains("coded") }, "\(coder): \(ofVideos.prefix(2))")
        }
        // Other frames are other features, from which a coder learns anew.
        try place.write(
          Self.file.replacing("FRAMES", with: ", frames: {times: [0.5s]}"), to: "videos/codeframe.yaml")
        let other = try await place.succeed("code", "-C", "videos", "any")
        #expect(other.messages.contains("has not been trained for this configuration"), "\(other.messages)")
        let first = try await Self.answers(of: "any", in: "videos", place)
        #expect(first != (try await Self.answers(of: "any", in: "frames", place)))
        try place.write(
          Self.file.replacing("FRAMES", with: ", frames: {every: soon}"), to: "videos/codeframe.yaml")
        let wrong = try await place.run("status", "-C", "videos")
        #expect(wrong.status == 1 && wrong.messages.contains("{every: 2s}"))
      }
    }

    @Test func whatElseLooksAtPicturesLooksAtFrames() async throws {
      try await Workplace.with { place in
        try await Self.copyFilms(to: place)
        try await Self.study("videos", frames: "", posts: "videos.csv", in: place)
        try await place.succeed("code", "-C", "videos", "probe")
        let like = try await place.succeed("similar", "f0", "-C", "videos", "--json")
        let nearest = try JSONValue(parsing: Data(like.output.utf8)).items.prefix(2).compactMap {
          $0["post"]?.text
        }
        #expect(nearest.sorted() == ["f4", "f8"])
        try await place.succeed("cluster", "-C", "videos", "-k", "4", "--name", "four")
        try await place.succeed("export", "features", "-C", "videos", "-o", "v.npy")
        #expect(DelimitedText(try place.text("v.csv")).rows.count == 12)
        try await place.succeed("duplicates", "-C", "videos")
        try await place.succeed("report", "-C", "videos", "-o", "report.html")
        let report = try place.text("report.html")
        #expect(report.components(separatedBy: "data:image/jpeg").count > 12)

        // A video that is forgotten leaves nothing of its frames.
        let before = try await place.succeed("show", "f1", "-C", "videos", "--json")
        let sha256 = try #require(
          JSONValue(parsing: Data(before.output.utf8))["post"]?["media"]?.items.first?["sha256"]?.text)
        #expect(try place.bytes(sha256, occurIn: "videos/cache"))
        try await place.succeed("forget", "f1", "-C", "videos", "--yes")
        #expect(try !place.bytes(sha256, occurIn: "videos"))
      }
    }

    @Test func whatIsNoFilmIsSaid() async throws {
      try await Workplace.with { place in
        try await Self.copyFilms(to: place)
        let whole = try Data(contentsOf: place.url("films/f0.mp4"))
        try place.write(whole.prefix(whole.count / 3), to: "films/f1.mp4")
        try Self.ffmpeg(["-f", "lavfi", "-i", "sine=d=1", place.url("films/f2.mp4").path])
        try await Self.study("videos", frames: "", posts: "videos.csv", in: place)
        let coded = try await place.succeed("code", "-C", "videos", "probe")
        #expect(
          coded.messages.contains("unreadable") && coded.messages.contains("sound alone"), "\(coded.messages)"
        )
        let answers = try await Self.answers(of: "probe", in: "videos", place)
        #expect(
          answers.filter { $0.contains("failed") }.count == 4
            && answers.filter { $0.contains("coded") }.count == 20)
      }
    }
  }
}
