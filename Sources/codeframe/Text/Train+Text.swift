import ContentCoding
import Workflows

extension Train.Outcome {
  /// Prints the figures, and what people should know.
  func say() {
    for comparison in comparisons { Console.put(ComparisonText(comparison).summary) }
    for remark in remarks { Console.say(remark) }
  }
}
