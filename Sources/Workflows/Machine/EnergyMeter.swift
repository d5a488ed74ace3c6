import ContentCoding
import Foundation
import Synchronization

/// What the machine uses while a run works: what processors and graphics cards have counted, or stated watts over time.
///
/// Counters are those of the whole machine, with what else runs on it; nothing is taken off for an idle machine.
final class EnergyMeter: Sendable {
  private struct State {
    var last: [UInt64?]
    var joules = 0.0
  }

  private let counters: [any EnergyCounter]
  private let watts: Double?
  private let started = ContinuousClock.now
  private let state: Mutex<State>

  /// A meter that starts now.
  ///
  /// - Parameters:
  ///   - watts: What a person states that the machine uses; nil to read `counters`.
  ///   - counters: What the machine counts.
  init(watts: Double?, counters: [any EnergyCounter] = Machine.energyCounters) {
    self.watts = watts
    self.counters = watts == nil ? counters : []
    state = Mutex(State(last: self.counters.map { $0.microjoules() }))
  }

  /// What was used so far; nil where nothing counts.
  ///
  /// Must be read more often than counters wrap, which takes minutes.
  var used: Run.Energy? {
    if let watts {
      return Run.Energy(
        joules: watts * ((ContinuousClock.now - started) / .seconds(1)), isEstimated: true)
    }
    guard !counters.isEmpty else { return nil }
    return state.withLock { state in
      for (place, counter) in counters.enumerated() {
        guard let now = counter.microjoules() else { continue }
        if let before = state.last[place] {
          let range = counter.range
          let step = now >= before ? now - before : now + (range > before ? range - before : 0)
          state.joules += Double(step) / 1e6
        }
        state.last[place] = now
      }
      return Run.Energy(joules: state.joules, isEstimated: false)
    }
  }
}

/// A counter of energy that only rises, and begins anew at its range.
protocol EnergyCounter: Sendable {
  /// Where the counter begins anew, in microjoules.
  var range: UInt64 { get }
  /// What it shows; nil where it cannot be read.
  func microjoules() -> UInt64?
}

extension Machine {
  /// The counters that can be read here.
  static var energyCounters: [any EnergyCounter] {
    PackageEnergy.all() + (GraphicsEnergy.library?.counters ?? [])
  }
}

/// The counter of a processor package, as Linux shows it (RAPL).
struct PackageEnergy: EnergyCounter {
  private let file: URL
  let range: UInt64

  /// The packages in `folder` whose counters can be read; parts of packages and the whole platform would count twice.
  static func all(in folder: URL = URL(fileURLWithPath: "/sys/class/powercap")) -> [any EnergyCounter] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { PackageEnergy(domain: folder.appendingPathComponent($0)) }
  }

  private init?(domain: URL) {
    guard Self.text(domain.appendingPathComponent("name"))?.hasPrefix("package-") == true,
      let range = Self.text(domain.appendingPathComponent("max_energy_range_uj")).flatMap(UInt64.init)
    else { return nil }
    file = domain.appendingPathComponent("energy_uj")
    self.range = range
    guard microjoules() != nil else { return nil }
  }

  func microjoules() -> UInt64? { Self.text(file).flatMap(UInt64.init) }

  private static func text(_ file: URL) -> String? {
    (try? String(contentsOf: file, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
