import ContentCoding
import Workflows

extension Train.Outcome {
  /// Prints the figures, and what people should know.
  func say() {
    for comparison in comparisons { Console.put(ComparisonText(comparison).summary) }
    for (variable, error) in uncalibratedErrors.sorted(by: { $0.key < $1.key }) {
      Console.put(
        "\(variable): before temperature scaling the expected calibration error was "
          + Figures.decimal(error, places: 3))
    }
    for learned in onLearnedPosts where learned.counts.compared > 0 {
      Console.put(
        "\(learned.variable): on the posts it learned from, \(learned.main.label) \(Figures.figure(learned.main.value)); "
          + "this says nothing of other posts")
    }
    for remark in remarks { Console.say(remark) }
  }
}
