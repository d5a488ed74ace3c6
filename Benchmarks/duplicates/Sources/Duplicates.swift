import Foundation
import NearHashes

/// `duplicates COUNT KIND`: groups COUNT 64-bit hashes and prints the wall seconds and CPU seconds that took, and the groups.
///
/// Kinds: `random`; `mixed`: seven tenths random, a tenth equal, a tenth in clouds of five, a tenth within four bits of one.
@main
struct Duplicates {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let count = Int(arguments[1]), ["random", "mixed"].contains(arguments[2])
    else {
      FileHandle.standardError.write(Data("duplicates COUNT random|mixed\n".utf8))
      exit(64)
    }
    var generator = SplitMix(state: 1)
    let hashes = hashes(count, isMixed: arguments[2] == "mixed", from: &generator)
    let start = (wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
    let groups = NearHashes().groups(of: hashes)
    print(
      seconds(CLOCK_MONOTONIC) - start.wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - start.cpu, groups.count,
      groups.map(\.count).max() ?? 0)
  }

  private static func hashes(_ count: Int, isMixed: Bool, from generator: inout SplitMix) -> [UInt64] {
    guard isMixed else { return (0..<count).map { _ in generator.next() } }
    let tenth = count / 10
    var hashes = (0..<count - 3 * tenth).map { _ in generator.next() }
    hashes += [UInt64](repeating: 0, count: tenth)
    for _ in 0..<tenth / 5 {
      let centre = generator.next()
      for _ in 0..<5 { hashes.append(centre ^ flips(upTo: 3, from: &generator)) }
    }
    let centre = generator.next()
    for _ in 0..<tenth { hashes.append(centre ^ flips(upTo: 4, from: &generator)) }
    return hashes.shuffled(using: &generator)
  }

  private static func flips(upTo most: Int, from generator: inout SplitMix) -> UInt64 {
    (0..<Int.random(in: 0...most, using: &generator)).reduce(0) { bits, _ in
      bits | 1 << UInt64.random(in: 0..<64, using: &generator)
    }
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
