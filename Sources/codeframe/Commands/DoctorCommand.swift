import ArgumentParser
import Foundation
import Hub
import Inference
import ModelCoders
import Storage
import Video
import Workflows

/// `codeframe doctor`: says what was found on this machine, and what is missing.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what was found on this machine, what is missing, and what to do about it.",
    discussion: helpText(
      """
      Ends with status 1 when something that coding needs is missing.

        codeframe doctor
      """))

  @OptionGroup var options: StudyOptions

  func run() async throws {
    var problems: [String] = []
    var table = TextTable([("library", .left), ("version", .left), ("path", .left)])
    table.add(["codeframe", ProgramVersion.current, Bundle.main.executablePath ?? CommandLine.arguments[0]])
    for library in LoadedLibrary.all {
      table.add([library.name, library.version ?? "not found", library.path ?? "-"])
      if library.path == nil { problems.append("\(library.name) is missing: \(Self.installation)") }
    }
    do {
      let engine = try InferenceEngine.shared().describe()
      table.add([
        "ONNX Runtime", "\(engine.version) (\(engine.providers.joined(separator: ", ")))", engine.path,
      ])
    } catch {
      table.add(["ONNX Runtime", "not found", "-"])
      problems.append(error.description)
    }
    let ffmpeg = await InstalledFFmpeg.find()
    table.add(["FFmpeg", ffmpeg?.version ?? "not found", ffmpeg?.path ?? "-"])
    Console.put(table)
    if ffmpeg == nil { Console.put("warning: videos cannot be looked at: \(InstalledFFmpeg.advice)") }
    Console.put("workers: \(Machine.workers.count)")
    if let pages = try? Installation.folder("docs") { Console.put("documentation: \(pages.path)") }
    problems += modelProblems()
    if FileManager.default.fileExists(atPath: Study.file(in: options.url).path) {
      let warnings = StudyLocation.warnings(of: options.url)
      for warning in warnings { Console.put("warning: \(warning)") }
      if warnings.isEmpty { Console.put("the study in \(options.url.path) lies on a local disk") }
    }
    for problem in problems { Console.say(problem) }
    if !problems.isEmpty { throw ExitCode(1) }
    Console.put("all is there")
  }

  private func modelProblems() -> [String] {
    do {
      let embedded = try ModelLocator(study: options.url).find("seedling-64")
      Console.put("embedded encoder: \(embedded.url.path)")
      return []
    } catch {
      return ["\(error)"]
    }
  }

  private static let installation: String = {
    #if os(macOS)
    "brew install vips jpeg-turbo"
    #else
    "sudo apt-get install libvips42 libturbojpeg0 libsqlite3-0 libopenblas0 liblinear4"
    #endif
  }()
}
