import Foundation
import Testing

@testable import Workflows

struct EnergyMeterTests {
  /// A folder as Linux shows it under /sys/class/powercap.
  private final class Powercap {
    let folder = FileManager.default.temporaryDirectory.appending(path: "powercap-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func set(_ domain: String, name: String, _ microjoules: String, range: String = "1000000000") throws {
      let place = folder.appending(path: domain)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for (file, text) in [("name", name), ("energy_uj", microjoules), ("max_energy_range_uj", range)] {
        try Data("\(text)\n".utf8).write(to: place.appending(path: file))
      }
    }
  }

  @Test func packagesAreAddedAndTheirPartsAreNot() throws {
    let powercap = try Powercap()
    try powercap.set("intel-rapl:0", name: "package-0", "5000000")
    try powercap.set("intel-rapl:1", name: "package-1", "999000000")
    try powercap.set("intel-rapl:0:0", name: "core", "1")
    try powercap.set("intel-rapl:2", name: "psys", "1")
    try powercap.set("intel-rapl:3", name: "package-3", "no number")
    let counters = PackageEnergy.all(in: powercap.folder)
    #expect(counters.count == 2)
    let meter = EnergyMeter(watts: nil, counters: counters)
    #expect(meter.used?.joules == 0)
    try powercap.set("intel-rapl:0", name: "package-0", "8000000")
    // The second begins anew at its range: 1 J to the end, and 2 J after it.
    try powercap.set("intel-rapl:1", name: "package-1", "2000000")
    #expect(meter.used?.joules == 6)
    #expect(meter.used?.isEstimated == false)
    try powercap.set("intel-rapl:0", name: "package-0", "gone")
    try powercap.set("intel-rapl:1", name: "package-1", "3000000")
    #expect(meter.used?.joules == 7)
  }

  @Test func nothingThatCountsIsNoEnergy() throws {
    #expect(PackageEnergy.all(in: URL(fileURLWithPath: "/nowhere")).isEmpty)
    #expect(EnergyMeter(watts: nil, counters: []).used == nil)
    #expect(GraphicsEnergy(named: "libnothing-of-this-name.so") == nil)
  }

  @Test func statedWattsAreAnEstimate() throws {
    let used = try #require(EnergyMeter(watts: 3_600_000).used)
    #expect(used.isEstimated && used.joules >= 0)
  }
}
