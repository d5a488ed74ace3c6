import Foundation
import LocalChat
import ModelGraphs
import Testing

extension EndToEnd {
  /// What is seen in pictures stands in columns, which everything else reads.
  struct ExtractTests {
    @Test func measuresAreColumnsThatFiguresAndCodersRead() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let first = try await place.succeed("extract", "aesthetics", "-C", "study", "--json")
        let outcome = try JSONValue(parsing: Data(first.output.utf8))
        #expect(outcome["posts"]?.number == 117 && outcome["withoutPicture"]?.number == 2)
        #expect(outcome["columns"]?.items.count == 15)
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let brightness = try #require(posts.header.firstIndex(of: "aesthetics_brightness"))
        let values = posts.rows.compactMap { Double($0[brightness]) }
        #expect(values.count == 117 && values.allSatisfy { (0...1).contains($0) } && Set(values).count > 80)

        let regressed = try await place.succeed(
          "regress", "likes ~ aesthetics_colourfulness", "-C", "study")
        #expect(regressed.output.contains("aesthetics_colourfulness"))
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - {name: few, kind: probe, encoder: seedling-64, variables: [ces]}\n",
          to: "study/codeframe.yaml")
        let filtered = try await place.succeed(
          "code", "few", "-C", "study", "--where", "aesthetics_brightness>0.5", "--dry-run")
        #expect(
          filtered.output.contains("\(values.count { $0 > 0.5 }) posts would be coded"), "\(filtered.output)")
        // Again it comes from the cache, and is the same.
        try await place.succeed("extract", "aesthetics", "-C", "study")
        #expect(
          DelimitedText(try await place.succeed("export", "posts", "-C", "study").output).rows == posts.rows)
      }
    }

    @Test func labelsAreATextThatCodersRead() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let extracted = try await place.succeed("extract", "labels", "-C", "study", "--count", "2")
        #expect(extracted.messages.contains("labels of 117 posts"))
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let (labels, probabilities) = (
          try #require(posts.header.firstIndex(of: "labels")),
          try #require(posts.header.firstIndex(of: "labels_probabilities"))
        )
        for row in posts.rows where !row[labels].isEmpty {
          let numbers = row[probabilities].split(separator: "|").compactMap { Double($0) }
          #expect(numbers.count == 2 && numbers[0] >= numbers[1] && numbers.reduce(0, +) <= 1)
          #expect(row[labels].components(separatedBy: ", ").count == 2)
        }
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - {name: by-labels, kind: text-svm, uses: [labels], variables: [ces]}\n",
          to: "study/codeframe.yaml")
        try await place.succeed("code", "by-labels", "-C", "study")
        let board = try await place.succeed("evaluate", "-C", "study")
        #expect(board.output.contains("by-labels"))
        let wrong = try await place.run("extract", "aesthetics", "--model", "x", "-C", "study")
        #expect(wrong.status == 64)
      }
    }

    @Test func whatIsWrittenInPicturesIsAColumn() async throws {
      try await Workplace.with { place in
        try place.write(
          """
          study: Placards
          variables: [{name: vote, type: boolean}]
          coders: [{name: words, kind: text-svm, uses: [caption, {extract: text}]}]
          """, to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        let pictures = SampleStudy.repository.appending(
          path: "Tests/ModelCodersTests/Fixtures/picture-text")
        for name in ["placard.jpg", "screenshot.png", "nothing.jpg"] {
          try place.copy(pictures.appending(path: name), to: name)
        }
        try place.write("no picture", to: "broken.jpg")
        try place.write(
          "id,image\na,placard.jpg\nb,screenshot.png\nc,nothing.jpg\nd,broken.jpg\ne,\n", to: "posts.csv")
        try await place.succeed("import", "posts", "posts.csv", "-C", "study")

        let missing = try await place.run("extract", "text", "-C", "study")
        #expect(missing.status == 1)
        #expect(missing.messages.contains("codeframe models pull pp-ocrv6-small"), "\(missing.messages)")
        try place.copy(
          SampleStudy.repository.appending(path: ".deps/pp-ocrv6-small"), to: "study/models/pp-ocrv6-small")
        let extracted = try await place.succeed("extract", "text", "-C", "study")
        #expect(extracted.messages.contains("text of 3 posts"), "\(extracted.messages)")
        #expect(extracted.messages.contains("1 post has none that can be read"))
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let (id, text, share) = (
          try #require(posts.header.firstIndex(of: "post_id")),
          try #require(posts.header.firstIndex(of: "picture_text")),
          try #require(posts.header.firstIndex(of: "picture_text_share"))
        )
        let cells = Dictionary(uniqueKeysWithValues: posts.rows.map { ($0[id], ($0[text], $0[share])) })
        #expect(cells["a"]?.0 == "Für Bäume\ny más agua")
        #expect(cells["b"]?.0.contains("Führung um 15 Uhr") == true)
        #expect(try #require(Double(cells["a"]?.1 ?? "")) > 0.1)
        #expect(cells["c"]?.0 == "" && cells["c"]?.1 == "0" && cells["d"]?.1 == "")
        #expect(try await place.succeed("show", "a", "-C", "study").output.contains("Für Bäume"))

        // Another reader, and what it does not know.
        let standing = try await place.succeed("status", "-C", "study")
        #expect(standing.output.contains("extracted: text of 3 posts, "), "\(standing.output)")
        _ = try await place.succeed("status", "-C", "study", "--json")
        let other = try await place.succeed("extract", "text", "--engine", "tesseract", "-C", "study")
        #expect(other.messages.contains("text of 3 posts"), "\(other.messages)")
        #expect(try await place.succeed("show", "b", "-C", "study").output.contains("Heute im Museum"))
        let unknown = try await place.run(
          "extract", "text", "--engine", "tesseract", "--languages", "xyz", "-C", "study")
        #expect(unknown.status == 1 && unknown.messages.contains("Tesseract knows no language xyz"))
        #expect(try await place.run("extract", "faces", "--engine", "tesseract", "-C", "study").status == 64)

        // A picture that came in the place of another leaves nothing of it.
        try place.write(Data(contentsOf: pictures.appending(path: "nothing.jpg")), to: "placard.jpg")
        try await place.succeed("extract", "text", "-C", "study")
        let again = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let replaced = try #require(again.rows.first { $0[id] == "a" })
        #expect(replaced[text] == "" && replaced[share] == "0")
        try place.write(Data(contentsOf: pictures.appending(path: "placard.jpg")), to: "placard.jpg")

        try await place.succeed(
          "export", "features", "--extractor", "text", "-o", "seen.jsonl", "-C", "study")
        let lines = try place.text("seen.jsonl").split(separator: "\n").map {
          try JSONValue(parsing: Data($0.utf8))
        }
        #expect(lines.count == 3)
        let placard = try #require(lines.first { $0["post"]?.text == "a" })
        let first = try #require(placard["seen"]?["lines"]?.items.first)
        #expect(first["text"]?.text == "Für Bäume" && first["place"]?["corners"]?.items.count == 4)
        #expect(
          try await place.run("export", "features", "--extractor", "text", "-o", "x.npy", "-C", "study")
            .status == 64)
        #expect(
          try await place.run("export", "features", "--extractor", "exif", "-o", "x.jsonl", "-C", "study")
            .status == 1)
      }
    }

    @Test func facesAreCountedAndTheirPlacesWritten() async throws {
      try await Workplace.with { place in
        try place.write(
          "study: Faces\nvariables: [{name: vote, type: boolean}]\ncoders: []\n", to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        let pictures = SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/faces")
        for name in ["crowd.png", "nobody.png"] { try place.copy(pictures.appending(path: name), to: name) }
        try place.write("id,image\na,crowd.png\nb,nobody.png\nc,crowd.png|nobody.png\n", to: "posts.csv")
        try await place.succeed("import", "posts", "posts.csv", "-C", "study")
        #expect(
          try await place.run("extract", "faces", "-C", "study").messages.contains(
            "codeframe models pull centerface"))
        // As models pull makes it of what the wheel holds.
        let fetched = SampleStudy.repository.appending(path: ".deps/centerface/centerface.onnx")
        let model = place.folder.appending(path: "study/models/centerface/onnx")
        try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
        try ModelGraph.freeingSizes(of: try Data(contentsOf: fetched)).write(
          to: model.appending(path: "model.onnx"))
        #expect(
          try await place.succeed("models", "verify", "centerface", "-C", "study").output.contains(
            "as recorded"))
        try await place.succeed("extract", "faces", "-C", "study")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let faces = try #require(posts.header.firstIndex(of: "faces"))
        #expect(posts.rows.map { $0[faces] } == ["6", "0", "3"])
        try await place.succeed(
          "export", "features", "--extractor", "faces", "-o", "faces.jsonl", "-C", "study")
        let lines = try place.text("faces.jsonl").split(separator: "\n").map {
          try JSONValue(parsing: Data($0.utf8))
        }
        #expect(lines.map { $0["seen"]?["faces"]?.items.count } == [6, 0, 6, 0])
        #expect(try await place.run("extract", "faces", "--model", "seedling-64", "-C", "study").status == 1)
      }
    }

    @Test func thingsAreListedByADetectorOfTheHub() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        #expect(
          try await place.run("extract", "objects", "-C", "study").messages.contains("Xenova/detr-resnet-50"))
        try place.copy(
          SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/detectors/yolos-tiny"),
          to: "study/models/hustvl/yolos-tiny")
        try await place.succeed("extract", "objects", "--model", "hustvl/yolos-tiny", "-C", "study")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let objects = try #require(posts.header.firstIndex(of: "objects"))
        let number = try #require(posts.header.firstIndex(of: "objects_number"))
        let listed = posts.rows.map { $0[objects] }.filter { !$0.isEmpty }
        #expect(listed.count > 50)
        #expect(
          listed.allSatisfy { cell in
            cell.components(separatedBy: ", ").allSatisfy { $0.wholeMatch(of: /[0-9]+ x [A-Za-z\/]+/) != nil }
          })
        #expect(posts.rows.contains { $0[number] == "0" || $0[objects].isEmpty })
        try await place.succeed(
          "export", "features", "--extractor", "objects", "--model", "hustvl/yolos-tiny", "-o",
          "objects.jsonl", "-C", "study")
        #expect(try place.text("objects.jsonl").split(separator: "\n").count >= 117)
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - {name: by-things, kind: text-svm, uses: [{extract: objects}], variables: [ces]}\n",
          to: "study/codeframe.yaml")
        try await place.succeed("code", "by-things", "-C", "study")
        try place.write(
          file + "\n  - {name: by-words, kind: text-svm, uses: [{extract: text}], variables: [ces]}\n",
          to: "study/codeframe.yaml")
        let unread = try await place.run("code", "by-words", "-C", "study")
        #expect(
          unread.status == 1 && unread.messages.contains("codeframe extract text"), "\(unread.messages)")
      }
    }

    @Test func aClassifierOfTheHubLabelsTexts() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        #expect(try await place.run("extract", "sentiment", "-C", "study").messages.contains("--model"))
        try place.copy(
          SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/sentiment/bert-tiny"),
          to: "study/models/own/bert-tiny")
        let extracted = try await place.succeed(
          "extract", "sentiment", "--model", "own/bert-tiny", "-C", "study")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let (text, mood, share) = (
          try #require(posts.header.firstIndex(of: "text")),
          try #require(posts.header.firstIndex(of: "sentiment")),
          try #require(posts.header.firstIndex(of: "sentiment_probability"))
        )
        let read = posts.rows.filter { !$0[text].isEmpty }
        #expect(extracted.messages.contains("sentiment of \(read.count) posts"), "\(extracted.messages)")
        #expect(
          read.allSatisfy {
            ["negative", "neutral", "positive"].contains($0[mood])
              && (1.0 / 3...1).contains(Double($0[share]) ?? 0)
          })
        #expect(posts.rows.filter { $0[text].isEmpty }.allSatisfy { $0[mood].isEmpty })
        #expect(
          try await place.run("extract", "sentiment", "--model", "seedling-64", "-C", "study").status == 1)
        #expect(try await place.run("extract", "labels", "--uses", "caption", "-C", "study").status == 64)
      }
    }

    /// Caption, things and text in one prompt, from pictures alone: the notebook's ensemble.
    @Test func picturesBecomeWordsThatAModelCodes() async throws {
      let chat = LocalChat(say: { question in
        if !question.messages.flatMap(\.pictures).isEmpty { return " A placard with words. " }
        return question.text.contains("Für Bäume") && question.text.contains("A placard with words.")
          ? #"{"vote": true}"# : #"{"vote": false}"#
      })
      try await chat.run { chat in
        try await Workplace.with { place in
          try place.write(
            """
            study: Placards
            variables: [{name: vote, type: boolean}]
            coders:
              - {name: ensemble, kind: prompted, endpoint: "\(chat.endpoint)", model: tiny,
                 uses: [{extract: caption}, {extract: objects}, {extract: text}]}
            """, to: "study/codeframe.yaml")
          try await place.succeed("init", "study")
          let fixtures = SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures")
          for name in ["placard.jpg", "nothing.jpg"] {
            try place.copy(fixtures.appending(path: "picture-text/\(name)"), to: name)
          }
          try place.copy(
            SampleStudy.repository.appending(path: ".deps/pp-ocrv6-small"), to: "study/models/pp-ocrv6-small")
          try place.copy(fixtures.appending(path: "detectors/yolos-tiny"), to: "study/models/own/yolos-tiny")
          try place.write("id,image\na,placard.jpg\nb,nothing.jpg\nc,\n", to: "posts.csv")
          try await place.succeed("import", "posts", "posts.csv", "-C", "study")
          #expect(try await place.run("extract", "caption", "-C", "study").messages.contains("--endpoint"))
          let caption = ["extract", "caption", "-C", "study", "--endpoint", chat.endpoint, "--model", "tiny"]
          let first = try await place.codeframe.start(caption).outcome()
          #expect(first.status == 0 && first.messages.contains("caption of 2 posts"), "\(first.messages)")
          #expect(chat.calls.count == 2)
          let asked = try #require(chat.calls.first?.question)
          #expect(asked.text.contains("Describe the image. Keep your response short."))
          // Nothing is paid twice, and another prompt is another question.
          _ = try await place.codeframe.start(caption).outcome()
          #expect(chat.calls.count == 2)
          let other = try await place.codeframe.start(caption + ["--prompt", "Who is there?"]).outcome()
          #expect(other.status == 0 && chat.calls.count == 4)

          try await place.succeed("extract", "objects", "--model", "own/yolos-tiny", "-C", "study")
          try await place.succeed("extract", "text", "-C", "study")
          let prompt = try await place.succeed("prompt", "ensemble", "--post", "a", "-C", "study").output
          #expect(prompt.contains("A placard with words.") && prompt.contains("Für Bäume"), "\(prompt)")
          try await place.succeed("code", "ensemble", "-C", "study")
          let coded = try JSONValue.lines(
            try await place.succeed(
              "export", "codings", "-C", "study", "--coder", "ensemble", "--format", "jsonl"
            ).bytes)
          let answer = try #require(coded.first { $0["post_id"]?.text == "a" }?["value"])
          #expect("\(answer)".contains("true"), "\(answer)")

          var program = place.codeframe
          program.environment["XDG_CONFIG_HOME"] = place.url("config").path
          let far = [
            "extract", "caption", "-C", "study", "--endpoint", "http://192.0.2.1:9/v1", "--model", "m",
          ]
          #expect(try await program.start(far).outcome().messages.contains("--trust-endpoint"))
          let trusted = try await program.start(far + ["--trust-endpoint"]).outcome()
          #expect(trusted.status == 1 && trusted.messages.contains("2 posts to m"), "\(trusted.messages)")
          #expect(trusted.messages.contains("--yes"))
          #expect(try await place.run("extract", "text", "--prompt", "x", "-C", "study").status == 64)

          // What was said of a post is forgotten with it.
          #expect(try place.bytes("A placard with words.", occurIn: "study"))
          for post in ["a", "b"] { try await place.succeed("forget", "-C", "study", post, "--yes") }
          #expect(try !place.bytes("A placard with words.", occurIn: "study"))
        }
      }
    }

    @Test func videosWithoutSubtitlesAreHeardByAnEndpointOnce() async throws {
      try await LocalChat(say: { _ in "" }).run { chat in
        try await Workplace.with { place in
          try place.write(
            "study: Films\nvariables: [{name: vote, type: boolean}]\ncoders: []\n", to: "study/codeframe.yaml"
          )
          try await place.succeed("init", "study")
          for (name, sound) in [("a", "sine=d=2"), ("b", "sine=d=2:f=300"), ("d", nil)] {
            try await Self.draw(place.url("\(name).mp4"), sound: sound)
          }
          try place.write("1\n00:00:01,000 --> 00:00:02,000\nA lake\n", to: "b.srt")
          try place.write("id,video\na,a.mp4\nb,b.mp4\nc,\nd,d.mp4\ne,a.mp4\n", to: "posts.csv")
          try await place.succeed("import", "posts", "posts.csv", "-C", "study")
          let arguments = [
            "extract", "transcript", "-C", "study", "--endpoint", chat.endpoint, "--model", "tiny",
          ]
          let first = try await place.codeframe.start(arguments).outcome()
          #expect(first.status == 0)
          #expect(first.messages.contains("transcript of 3 posts"), "\(first.messages)")
          #expect(first.messages.contains("1 post has no words"))
          let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
          let words = try #require(posts.header.firstIndex(of: "transcript"))
          #expect(
            posts.rows.map { $0[words] } == [
              "tiny hears something", "A lake", "", "", "tiny hears something",
            ])
          // What was heard is paid: it is not asked for again.
          let asked = chat.calls.count
          #expect(asked == 1)
          func run(_ more: String..., by program: CodeframeProgram? = nil) async throws
            -> Outcome
          {
            try await (program ?? place.codeframe).start(arguments + more).outcome()
          }
          let again = try await run()
          #expect(again.status == 0 && chat.calls.count == asked)
          let german = try await run("--language", "de")
          #expect(german.status == 0 && chat.calls.count == asked + 1)

          chat.fail(.status(401, message: "Incorrect API key provided", code: "invalid_api_key"))
          let refused = try await run("--language", "fr")
          #expect(refused.status == 1 && refused.messages.contains("key"), "\(refused.messages)")
          let poor = try await run("--language", "es", "--price-per-minute", "1", "--budget", "0.001")
          #expect(poor.status == 1 && poor.messages.contains("budget"), "\(poor.messages)")
          let priceless = try await run("--budget", "1")
          #expect(priceless.messages.contains("--price-per-minute"))

          var program = place.codeframe
          program.environment["XDG_CONFIG_HOME"] = place.url("config").path
          let far = ["extract", "transcript", "-C", "study", "--endpoint", "http://192.0.2.1:9/v1"]
          let first2 = try await program.start(far).outcome()
          #expect(first2.status == 1 && first2.messages.contains("--trust-endpoint"))
          let trusted = try await program.start(far + ["--trust-endpoint", "--price-per-minute", "0.006"])
            .outcome()
          #expect(trusted.status == 1 && trusted.messages.contains("--yes"), "\(trusted.messages)")
          #expect(trusted.messages.contains("the sound of 3 videos, about 1 minutes"), "\(trusted.messages)")
          #expect(try await place.run("extract", "labels", "--language", "de", "-C", "study").status == 64)
          #expect(try await place.run("extract", "transcript", "--yes", "-C", "study").status == 64)
        }
      }
    }

    private static func draw(_ film: URL, sound: String?) async throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x48:r=5:d=2"]
        + (sound.map { ["-f", "lavfi", "-i", $0] } ?? []) + ["-pix_fmt", "yuv420p", "-shortest", film.path]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }

    @Test func subtitlesBesideVideosAreATranscript() async throws {
      try await Workplace.with { place in
        try place.write(
          """
          study: Films
          variables: [{name: vote, type: boolean}]
          coders: [{name: words, kind: text-svm, uses: [transcript]}]
          """, to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        try place.write("id,video\na,a.mp4\nb,b.mp4\nc,\nd,d.mp4\n", to: "posts.csv")
        try place.write("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>We will vote</b>\n", to: "a.vtt")
        try place.write("1\n00:00:01,000 --> 00:00:02,000\nA lake\n", to: "b.srt")
        for name in ["a", "b", "d"] { try place.write("film", to: "\(name).mp4") }
        // A link out of the folders that were imported is not followed.
        let outside = FileManager.default.temporaryDirectory.appending(
          path: "outside-\(UUID().uuidString).srt")
        try Data("1\n00:00:01,000 --> 00:00:02,000\nsecret\n".utf8).write(to: outside)
        defer { try? FileManager.default.removeItem(at: outside) }
        try FileManager.default.createSymbolicLink(at: place.url("d.srt"), withDestinationURL: outside)
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        let extracted = try await place.succeed("extract", "transcript", "-C", "study")
        #expect(
          extracted.messages.contains("transcript of 2 posts")
            && extracted.messages.contains("1 post has no video")
            && extracted.messages.contains("1 post has no subtitles"), "\(extracted.messages)")
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        let column = try #require(posts.header.firstIndex(of: "transcript"))
        #expect(posts.rows.map { $0[column] } == ["We will vote", "A lake", "", ""])
        // What a table brought stays.
        try place.write("id,labels\na,mine\n", to: "labels.csv")
        try await place.succeed("import", "posts", "-C", "study", "labels.csv")
        let refused = try await place.run("extract", "labels", "-C", "study")
        #expect(refused.status == 1 && refused.messages.contains("column labels already"))
      }
    }

    /// Nobody learns where a picture was taken unless it is asked for.
    @Test func whatACameraWroteIsAColumn() async throws {
      try await Workplace.with { place in
        try place.write("study: Cameras\nvariables: [{name: x, type: boolean}]\n", to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        let fixtures = SampleStudy.repository.appending(path: "Tests/ImagingTests/Fixtures")
        for name in ["exif-full", "exif-nothing"] {
          try place.copy(fixtures.appending(path: "\(name).jpg"), to: "pictures/\(name).jpg")
        }
        try await place.succeed("import", "posts", "-C", "study", "pictures")
        let extracted = try await place.succeed("extract", "exif", "-C", "study")
        #expect(
          extracted.messages.contains("exif of 1 post")
            && extracted.messages.contains("1 post has none that says"))
        let posts = try await place.succeed("export", "posts", "-C", "study").output
        #expect(
          posts.contains("2024-01-31T12:00:05+01:00") && posts.contains("Canon EOS 80D")
            && !posts.contains("47.51"))
        try await place.succeed("extract", "exif", "--place", "-C", "study")
        #expect(try await place.succeed("export", "posts", "-C", "study").output.contains("47.51"))
      }
    }
  }
}
