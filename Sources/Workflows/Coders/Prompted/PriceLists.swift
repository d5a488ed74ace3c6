import Foundation
import Prompting

extension PriceList {
  /// The prices that came with the program, with those of the study's own `prices.json` before them.
  package static func known(to study: URL) throws -> PriceList {
    let shipped = try PriceList(
      contentsOf: try Installation.folder("Models").appending(path: PriceList.fileName))
    let own = study.appending(path: PriceList.fileName)
    guard FileManager.default.fileExists(atPath: own.path) else { return shipped }
    return shipped.overridden(by: try PriceList(contentsOf: own))
  }
}
