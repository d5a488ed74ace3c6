import ArgumentParser
import Foundation
import StudyFile
import Workflows

/// The root command: a command for each thing a researcher does, in the order of a study.
struct Codeframe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codeframe",
    abstract: "Codes social-media posts and pictures the way content analysts do.",
    discussion: helpText(
      """
      A study is a folder: codeframe.yaml says what is coded and by whom, study.sqlite keeps what cannot be made
      again, cache/ what can. Every command takes -C DIR for the study's folder.

        codeframe init visitors --template ces && cd visitors
        codeframe import posts ~/flickr/posts.csv
        codeframe import codings ~/flickr/codings.csv
        codeframe train probe
        codeframe code probe
        codeframe evaluate
        codeframe report -o report.html
      """),
    version: ProgramVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Study",
        subcommands: [
          InitCommand.self, DemoCommand.self, ImportCommand.self, CodebookCommand.self,
          FetchMediaCommand.self, ForgetCommand.self,
          UndoCommand.self,
          StatusCommand.self, ShowCommand.self,
        ]),
      CommandGroup(
        name: "Sampling",
        subcommands: [SampleCommand.self, AssignCommand.self, PeopleCommand.self, PairsCommand.self]),
      CommandGroup(
        name: "Coding",
        subcommands: [
          ServeCommand.self, ExtractCommand.self, TrainCommand.self, CodeCommand.self, RunsCommand.self,
          ModelsCommand.self,
        ]),
      CommandGroup(
        name: "Looking",
        subcommands: [
          ClusterCommand.self, DuplicatesCommand.self, SimilarCommand.self, ExplainCommand.self,
          PromptCommand.self,
        ]),
      CommandGroup(
        name: "Figures",
        subcommands: [
          PlanCommand.self, LearningCurveCommand.self, AgreementCommand.self, ConsensusCommand.self,
          SlipsCommand.self, EvaluateCommand.self,
          CompareCommand.self,
          DescribeCommand.self, PrevalenceCommand.self, RegressCommand.self, CiteCommand.self,
          AblationCommand.self,
          SplitCommand.self,
          ReportCommand.self,
          ExportCommand.self, ReplicateCommand.self,
        ]),
      CommandGroup(name: "Machine", subcommands: [DoctorCommand.self, DocsCommand.self]),
    ])

  /// Within a study how it stands, elsewhere the help.
  func run() async throws {
    guard FileManager.default.fileExists(atPath: StudyFile.name), let status = try? StatusCommand.parse([])
    else {
      throw CleanExit.helpRequest(self)
    }
    try status.run()
  }
}
