import Foundation
import Tokenizers

/// `tokenizing ids TOKENIZER TEXTS`: a line of ids for each line of the file.
/// `tokenizing time TOKENIZER TEXTS PASSES`: the least CPU seconds that a pass over all lines takes, one by one.
@main
struct Tokenizing {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, ["ids", "time"].contains(arguments[1]) else {
      FileHandle.standardError.write(Data("tokenizing ids|time TOKENIZER TEXTS [PASSES]\n".utf8))
      exit(64)
    }
    let tokenizer = try Tokenizer(contentsOf: URL(filePath: arguments[2]))
    let texts = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(filePath: arguments[3])))
    if arguments[1] == "ids" {
      for text in texts { print(tokenizer.encode(text).ids.map(String.init).joined(separator: " ")) }
    } else {
      print(time(tokenizer, texts, passes: arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5))
    }
  }

  private static func time(_ tokenizer: Tokenizer, _ texts: [String], passes: Int) -> Double {
    var (best, tokens) = (Double.infinity, 0)
    for _ in 0..<max(1, passes) {
      let start = processorSeconds()
      for text in texts { tokens += tokenizer.encode(text).count }
      best = min(best, processorSeconds() - start)
    }
    return tokens > 0 ? best : .nan
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
