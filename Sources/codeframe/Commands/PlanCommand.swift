import ArgumentParser
import ContentCoding
import Reliability
import Workflows

/// `codeframe plan`: how many posts to code by hand.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say how many posts people must code.",
    discussion: helpText(
      """
      For agreement: the smallest number of posts, coded by the same people as so far, at which the interval of Krippendorff's
      alpha lies above --alpha in the wanted share of studies. Studies are simulated from the posts that two people have coded:
      a pilot of 50 says more than none. For shares: the number of posts, drawn by chance, for an interval of the wanted
      width; fewer with a coder whose answers go with gold's.

        codeframe plan
        codeframe plan --alpha 0.667 --certainty 0.9
        codeframe plan --width 0.06 --coder probe
        codeframe plan --variable ces --coders anna,ben --json
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "Only this variable.", completion: NameCompletion.variables) var variable: String?
  @Option(
    help: ArgumentHelp("The people, joined by commas; all besides gold if left out.", valueName: "a,b,c"))
  var coders: NameList?
  @Option(help: "What the interval of alpha is to lie above.") var alpha = 0.8
  @Option(help: "In which share of studies it is to do so.") var certainty = 0.8
  @Option(help: "The width of a share's 95 % interval.") var width = 0.1
  @Option(help: "The coder of the corpus, for prediction-powered shares.", completion: NameCompletion.coders)
  var coder: String?
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if !(0..<1).contains(alpha) { throw ValidationError("--alpha lies from 0 to below 1") }
    if !(0.01...0.99).contains(certainty) { throw ValidationError("--certainty lies from 0.01 to 0.99") }
    if !(0.001...1).contains(width) { throw ValidationError("--width lies from 0.001 to 1") }
  }

  func run() async throws {
    let open = try options.open()
    var plan = PlanCoding()
    plan.variable = variable
    plan.coders = coders?.names ?? []
    plan.alpha = alpha
    plan.certainty = certainty
    plan.width = width
    plan.coder = coder
    let workflow = plan
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      if json { return try Console.put(json: found) }
      for variable in found.variables {
        Console.put(Self.sentence(of: variable, found) + "\n")
        if !variable.shares.isEmpty {
          Console.put(Self.shares(of: variable, found))
          Console.put("")
        }
      }
    }
  }

  private static func sentence(of variable: PlanCoding.OfVariable, _ found: PlanCoding.Outcome) -> String {
    guard let plan = variable.agreement else {
      return variable.coders.count > 1
        ? "\(variable.variable): the agreement on tags is not planned; the posts that each tag's share needs:"
        : "\(variable.variable): two people must have coded some posts before agreement can be planned"
    }
    let start =
      "\(variable.variable): \(variable.coders.joined(separator: ", ")) have coded \(Figures.count(variable.coded, "post")) together, "
      + "alpha \(Figures.figure(plan.observed))"
    let goal =
      "an interval above \(Figures.decimal(found.alpha, places: 3)) in \(Figures.percent(found.certainty)) of studies"
    switch plan.units {
    case .defined(let units):
      return "\(start); \(goal) takes \(Figures.count(Int(units), "post")), each coded by all of them"
    case .undefined(.belowTarget):
      return "\(start); no number of posts gives \(goal). Mend the codebook and train the coders first: "
        + "codeframe agreement --disagreements says where they differ"
    case .undefined(let reason): return "\(start); \(goal) cannot be planned: \(reason)"
    }
  }

  private static func shares(of variable: PlanCoding.OfVariable, _ found: PlanCoding.Outcome) -> TextTable {
    let width = Figures.decimal(found.width, places: 3)
    var table = TextTable(
      [
        (variable.variable, .left), ("share so far", .right), ("posts for an interval \(width) wide", .right),
      ] + (found.coder.map { [("with \($0)", .right)] } ?? []))
    for share in variable.shares {
      // A category that nobody has seen yet cannot be planned for.
      let isSeen = share.share > 0
      table.add(
        [share.category, Figures.percent(share.share), isSeen ? Figures.count(share.plan.byHand) : "-"]
          + (found.coder == nil
            ? [] : [share.plan.withCoder.flatMap { isSeen ? Figures.count($0) : nil } ?? "-"]))
    }
    return table
  }
}
