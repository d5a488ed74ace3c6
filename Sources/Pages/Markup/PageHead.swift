import ContentCoding
import Foundation

/// The head of a self-contained page, whose content security policy allows its own style sheets, its own script and
/// pictures within the page, and forbids everything else.
struct PageHead {
  /// The page's title.
  let title: String
  /// Codeframe's version.
  let version: String
  /// The style sheets, in order.
  let styles: [PageAsset]
  /// The parts of the page's only script, which ``writeScript(to:)`` writes; empty for a page without one.
  var script: [PageAsset] = []

  func write(to page: inout Markup) {
    page.element("head") { page in
      page.void("meta", ["charset": "utf-8"])
      page.newline()
      page.void("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
      page.newline()
      page.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      page.void("meta", ["name": "color-scheme", "content": "light dark"])
      page.void("meta", ["name": "referrer", "content": "no-referrer"])
      page.void("meta", ["name": "generator", "content": "Codeframe \(version)"])
      page.newline()
      page.element("title", text: title)
      page.newline()
      for style in styles {
        page.element("style") { $0.literal(style) }
        page.newline()
      }
    }
    page.newline()
  }

  /// The script, to stand last in the body.
  func writeScript(to page: inout Markup) {
    guard !script.isEmpty else { return }
    page.element("script", ["type": "module"]) { page in
      for part in script { page.literal(part) }
    }
    page.newline()
  }

  private var policy: String {
    let styles = styles.map { "'\(Self.hash(of: [$0]))'" }.joined(separator: " ")
    let scripts = script.isEmpty ? "" : "script-src '\(Self.hash(of: script))'; "
    return
      "default-src 'none'; img-src data:; \(scripts)style-src \(styles); base-uri 'none'; form-action 'none'"
  }

  /// What a content security policy calls the text by that `parts` make up.
  static func hash(of parts: [PageAsset]) -> String {
    let hex = Array(Fingerprint(ofBytes: Data(parts.map(\.text).joined().utf8)).hex.utf8)
    let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap { place in
      UInt8(String(decoding: hex[place...place + 1], as: UTF8.self), radix: 16)
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }
}
