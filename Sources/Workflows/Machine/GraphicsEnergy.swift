import Foundation

/// The energy counters of NVIDIA's graphics cards, through the driver's library (NVML), which is loaded where it is.
struct GraphicsEnergy: Sendable {
  /// The driver's library; nil where there is none, or no card of a generation that counts.
  static let library = GraphicsEnergy(named: "libnvidia-ml.so.1")

  private typealias Start = @convention(c) () -> Int32
  private typealias Count = @convention(c) (UnsafeMutablePointer<UInt32>) -> Int32
  private typealias Handle = @convention(c) (UInt32, UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias Energy = @convention(c) (OpaquePointer?, UnsafeMutablePointer<UInt64>) -> Int32

  /// One for each card.
  let counters: [any EnergyCounter]

  /// Loads the library called `name`.
  init?(named name: String) {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    func function<Function>(_ name: String, as: Function.Type) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let start = function("nvmlInit_v2", as: Start.self), start() == 0,
      let count = function("nvmlDeviceGetCount_v2", as: Count.self),
      let handle = function("nvmlDeviceGetHandleByIndex_v2", as: Handle.self),
      let energy = function("nvmlDeviceGetTotalEnergyConsumption", as: Energy.self)
    else { return nil }
    var cards: UInt32 = 0
    guard count(&cards) == 0 else { return nil }
    counters = (0..<min(cards, 64)).compactMap { place in
      var card: OpaquePointer?
      guard handle(place, &card) == 0 else { return nil }
      let counter = Card(handle: UInt(bitPattern: card), energy: energy)
      return counter.microjoules() == nil ? nil : counter
    }
    if counters.isEmpty { return nil }
  }

  /// One card.
  private struct Card: EnergyCounter {
    let handle: UInt
    let energy: Energy
    let range = UInt64.max

    func microjoules() -> UInt64? {
      var millijoules: UInt64 = 0
      guard energy(OpaquePointer(bitPattern: handle), &millijoules) == 0 else { return nil }
      return millijoules.multipliedReportingOverflow(by: 1000).partialValue
    }
  }
}
