import ContentCoding
import Foundation

extension OpenStudy {
  /// A run that starts at `date`, over today's codebook and with the study's seed.
  func newRun(
    of coder: CoderIdentity, configuration: Fingerprint, described text: String, models: [ModelRecord],
    at date: Date
  ) -> Run {
    Run(
      id: Self.newRunID(at: date), coder: coder, configuration: configuration, configurationText: text,
      codebook: codebook, models: models, seed: self.configuration.seed, version: ProgramVersion.current,
      startedAt: date)
  }

  /// Sorts by start; the last part keeps two runs of one second apart.
  private static func newRunID(at date: Date) -> String {
    // 2026-11-30T15:11:16Z without its signs.
    let stamp: String = date.formatted(.iso8601)
    let digits = stamp.filter { !"-:Z".contains($0) }
    let time = digits.replacing("T", with: "-")
    let suffix = String(UInt16.random(in: 0...(.max)), radix: 16)
    return "\(time)-\(String(repeating: "0", count: 4 - suffix.count))\(suffix)"
  }
}
