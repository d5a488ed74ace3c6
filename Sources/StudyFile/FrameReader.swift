import ContentCoding
import Yams

/// Reads which frames of a video are looked at: `4`, `{every: 2s}`, `{scenes: 3}`, `{times: [1s, "0:10"]}`.
struct FrameReader {
  let log: ProblemLog

  func read(_ node: Node) -> FrameRule? {
    let accepted = "a number of frames such as 4, {every: 2s}, {scenes: 3} or {times: [1s, 10s]}"
    func refuse(_ node: Node) -> FrameRule? {
      log.add(node.mark, "`frames` is \(accepted), not \(node.kind)")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      guard let count = Int(scalar.string), (1...100).contains(count) else { return refuse(node) }
      return .even(count)
    case .mapping(let mapping):
      guard mapping.count == 1, let (key, value) = mapping.first.map({ ($0.key, $0.value) }),
        case .scalar(let name) = key
      else { return refuse(node) }
      switch (name.string, value) {
      case ("every", .scalar(let text)):
        guard let seconds = Self.seconds(text.string), seconds >= 0.04 else { return refuse(value) }
        return .every(seconds: seconds)
      case ("scenes", .scalar(let text)):
        guard let count = Int(text.string), (1...100).contains(count) else { return refuse(value) }
        return .scenes(count)
      case ("times", .sequence(let items)):
        let times = items.compactMap(Self.seconds)
        guard (1...100).contains(times.count), times.count == items.count else { return refuse(value) }
        return .times(times.sorted())
      default: return refuse(node)
      }
    default: return refuse(node)
    }
  }

  private static func seconds(_ node: Node) -> Double? {
    if case .scalar(let text) = node { seconds(text.string) } else { nil }
  }

  /// `2s`, `1.5`, `1:02.5` or `0:01:02`, in seconds; nil for anything else.
  static func seconds(_ text: String) -> Double? {
    let parts = (text.hasSuffix("s") ? text.dropLast() : text[...]).split(
      separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var seconds = 0.0
    for part in parts {
      guard let number = Double(part), number.isFinite, number >= 0 else { return nil }
      seconds = seconds * 60 + number
    }
    return seconds < 1_000_000 ? seconds : nil
  }
}
