import ContentCoding
import Foundation
import Hummingbird
import Pages

/// The app's style sheets and scripts, which the package manager puts into the program.
struct Assets: AppRoutes {
  private struct Asset {
    let bytes: [UInt8]
    let type: String
    /// Changes with every byte, so that a browser may keep the file for ever.
    let tag: String

    init(_ bytes: [UInt8], _ type: String) {
      self.bytes = bytes
      self.type = type
      tag = String(Fingerprint(ofBytes: Data(bytes)).hex.prefix(16))
    }
  }

  private static let all: [String: Asset] = [
    "style.css": Asset(SharedStyle.bytes, "text/css; charset=utf-8"),
    "app.css": Asset(PackageResources.app_css, "text/css; charset=utf-8"),
    "coding.js": Asset(PackageResources.coding_js, "text/javascript; charset=utf-8"),
    "picture.js": Asset(PackageResources.picture_js, "text/javascript; charset=utf-8"),
    "posts.js": Asset(PackageResources.posts_js, "text/javascript; charset=utf-8"),
    "home.js": Asset(PackageResources.home_js, "text/javascript; charset=utf-8"),
    "try.js": Asset(PackageResources.try_js, "text/javascript; charset=utf-8"),
    "review.js": Asset(PackageResources.review_js, "text/javascript; charset=utf-8"),
    "runs.js": Asset(PackageResources.runs_js, "text/javascript; charset=utf-8"),
    "icon.svg": Asset(PackageResources.icon_svg, "image/svg+xml"),
  ]

  /// Where the asset called `name` is found.
  static func address(_ name: String) -> String { "/assets/\(name)?v=\(all[name]?.tag ?? "")" }

  func add(to router: AppRouter) {
    router.entrance("/assets/:name") { visit in
      guard let name = visit["name"], let asset = Self.all[name] else {
        return .problem(.notFound, visit.words.noSuchPage)
      }
      return .bytes(asset.bytes, type: asset.type, tag: asset.tag)
    }
  }
}
