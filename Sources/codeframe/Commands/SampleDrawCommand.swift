import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe sample draw`, or for short `codeframe sample`.
struct SampleDrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a sample of posts.",
    discussion: helpText(
      """
      random       every post has the same chance
      stratified   a random draw in every stratum: each value of a column (--strata place), or each answer of a coder
                   to a variable (--strata ces --coder probe)
      cluster      a random draw in every cluster of a clustering (--clustering NAME)
      uncertain    the posts of which a coder is least sure (--coder probe): purposive
      diverse      posts far from each other in an encoder's space: purposive

      Purposive samples do not represent the corpus: use them to find mistakes or to teach a coder, not for shares. So does
      one with as many posts of each category that a coder predicts (--strata ces --coder probe --allocation equal). Of
      posts marked as duplicates only the kept one is drawn. The seed is the study's; the order of import does not matter.

        codeframe sample 200 --name main
        codeframe sample 50 --name double --from main
        codeframe sample 300 --name places --by stratified --strata place
        codeframe sample 100 --name more --without-coded anna
      """))

  /// How posts are drawn.
  enum Way: String, CaseIterable, ExpressibleByArgument {
    case random, stratified, cluster, uncertain, diverse
  }

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup var encoding: EncoderOptions
  @Argument(help: "How many posts.") var count: Int
  @Option(help: "The sample's name.") var name: String
  @Option(help: "How: random, stratified, cluster, uncertain or diverse.") var by = Way.random
  @Option(help: "The column that parts the posts, or with --coder the variable.") var strata: String?
  @Option(help: "How strata share the sample: proportional or equal.") var allocation = Allocation
    .proportional
  @Option(help: "The clustering; the study's only one if left out.", completion: NameCompletion.clusterings)
  var clustering: String?
  @Option(help: "Whose answers part or rank the posts.", completion: NameCompletion.coders) var coder: String?
  @Option(
    help: "The variable that --by uncertain looks at; the only one if left out.",
    completion: NameCompletion.variables) var variable: String?
  @Option(help: "What --by uncertain ranks by: confidence, or the margin of the two highest scores.")
  var measure = SampleDrawer.Measure.confidence
  @Option(
    help:
      "The encoder of --by diverse; that of the first coder in codeframe.yaml which embeds the same part if left out."
  )
  var encoder: String?
  @Option(help: "Draw from this sample only; the chances of both draws are multiplied.") var from: String?
  @OptionGroup var selected: SelectionOptions
  @Option(help: "Leave out the posts that this coder has coded.") var withoutCoded: String?
  @Flag(help: "Draw from all posts of marked groups of duplicates.") var withDuplicates = false
  @Option(help: "The seed; the study's if left out.") var seed: UInt64?
  @Flag(help: "Replace a sample of the same name.") var replace = false
  @Flag(help: "Print the sample as JSON.") var json = false

  func validate() throws {
    if count < 1 { throw ValidationError("a sample has 1 post or more") }
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("--name takes a name") }
    if by == .stratified, strata == nil { throw ValidationError("--by stratified needs --strata COLUMN") }
    if by != .stratified, strata != nil { throw ValidationError("--strata needs --by stratified") }
    if by == .uncertain, coder == nil { throw ValidationError("--by uncertain needs --coder NAME") }
    if ![.stratified, .uncertain].contains(by), coder != nil {
      throw ValidationError("--coder needs --by uncertain or --by stratified")
    }
    if by != .cluster, clustering != nil { throw ValidationError("--clustering needs --by cluster") }
    if ![.stratified, .cluster].contains(by), allocation == .equal {
      throw ValidationError("--allocation needs --by stratified or --by cluster")
    }
    if by != .uncertain, variable != nil || measure != .confidence {
      throw ValidationError("--variable and --measure need --by uncertain")
    }
  }

  func run() async throws {
    let open = try options.open()
    var draw = DrawSample(
      count, name: name, design: design, from: PostChoice(sample: from, filters: selected.filters))
    draw.withoutCoded = withoutCoded
    draw.withDuplicates = withDuplicates
    draw.seed = seed
    draw.replaces = replace
    try await Interruption.stopping { [draw] in
      let outcome = try await draw.run(in: open)
      try SampleReport(outcome.drawing, of: outcome.frame).put(asJSON: json)
    }
  }

  private var design: DrawSample.Design {
    switch by {
    case .random: .random
    case .stratified: .stratified(by: strata ?? "", coder: coder, allocation: allocation)
    case .cluster: .cluster(clustering, allocation: allocation)
    case .uncertain: .uncertain(coder: coder ?? "", variable: variable, measure: measure)
    case .diverse: .diverse(encoding.question(encoder), machine.provider)
    }
  }
}

extension Allocation: ExpressibleByArgument {}
extension SampleDrawer.Measure: ExpressibleByArgument {}
