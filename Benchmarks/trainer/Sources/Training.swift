import Foundation
import Learning

/// `trainer FOLDER EPOCHS BATCH THREADS`: trains the small network of probes on the examples that `make_clusters.py` wrote
/// and prints the wall seconds and CPU seconds that took, the share of held-out examples that it answers right, and the
/// mean training loss of the last epoch.
@main
struct Training {
  static func main() throws {
    let arguments = CommandLine.arguments
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }
    guard arguments.count == 5, numbers.count == 3 else {
      FileHandle.standardError.write(Data("trainer FOLDER EPOCHS BATCH THREADS\n".utf8))
      exit(64)
    }
    let folder = URL(filePath: arguments[1])
    let (features, classes) = try examples("learned", in: folder)
    let parameters = HeadParameters(
      kind: .mlp, hiddenUnits: 512, epochs: numbers[0], dropout: 0.2, batchSize: numbers[1], patience: nil)
    let start = (wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
    let head = try TrainedHead.train(
      features, target: .classes(classes, count: (classes.max() ?? 0) + 1), parameters: parameters,
      threads: numbers[2])
    let wall = seconds(CLOCK_MONOTONIC) - start.wall
    let cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - start.cpu
    let held = try examples("held", in: folder)
    print(wall, cpu, try accuracy(of: head, on: held.features, held.classes), head.losses.last ?? .nan)
  }

  private static func examples(_ name: String, in folder: URL) throws -> (features: Matrix, classes: [Int]) {
    let classes = try Data(contentsOf: folder.appending(path: "\(name).classes")).map { Int($0) }
    let bytes = try Data(contentsOf: folder.appending(path: "\(name).float32"))
    let entries = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    return (Matrix(rows: classes.count, columns: entries.count / classes.count, storage: entries), classes)
  }

  private static func accuracy(
    of head: TrainedHead, on features: Matrix, _ classes: [Int]
  ) throws -> Double {
    let logits = try head.decision(features)
    let right = classes.indices.filter { row in
      let entries = Array(logits.row(row))
      return entries.indices.max { entries[$0] < entries[$1] } == classes[row]
    }
    return Double(right.count) / Double(classes.count)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
