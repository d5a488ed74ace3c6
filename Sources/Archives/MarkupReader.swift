import CMarkup

/// Reads XML piece by piece (GLib's GMarkup), by way of closures.
///
/// There are no entities but XML's own five and numbers, and nothing is loaded from elsewhere.
public final class MarkupReader {
  /// What an element's beginning, its end and text are handed to.
  public struct Listener {
    /// The element's name without its namespace, and its attributes.
    public var begin: (String, [String: String]) -> Void
    /// The element's name without its namespace.
    public var end: (String) -> Void
    /// Text between tags, in pieces.
    public var text: (String) -> Void

    /// A listener.
    public init(
      begin: @escaping (String, [String: String]) -> Void, end: @escaping (String) -> Void,
      text: @escaping (String) -> Void
    ) {
      (self.begin, self.end, self.text) = (begin, end, text)
    }
  }

  private let box: Box
  private let markup: OpaquePointer?

  private final class Box {
    let listener: Listener
    init(_ listener: Listener) { self.listener = listener }
  }

  /// A reader that tells `listener`.
  public init(_ listener: Listener) {
    box = Box(listener)
    let callbacks = CMarkupListener(
      begin: { name, keys, values, context in
        var attributes: [String: String] = [:]
        var place = 0
        while let key = keys?[place], let value = values?[place] {
          attributes[MarkupReader.local(key)] = String(cString: value)
          place += 1
        }
        MarkupReader.box(context)?.listener.begin(name.map(MarkupReader.local) ?? "", attributes)
      },
      end: { name, context in
        MarkupReader.box(context)?.listener.end(name.map(MarkupReader.local) ?? "")
      },
      text: { bytes, count, context in
        guard let bytes else { return }
        let text = UnsafeRawBufferPointer(start: bytes, count: count)
        MarkupReader.box(context)?.listener.text(String(decoding: text, as: UTF8.self))
      })
    markup = cmarkup_create(callbacks, Unmanaged.passUnretained(box).toOpaque())
  }

  deinit { if let markup { cmarkup_free(markup) } }

  /// Reads more.
  ///
  /// - Returns: False where it is no XML, after which nothing more may be read.
  public func read(_ bytes: UnsafeRawBufferPointer) -> Bool {
    cmarkup_read(markup, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
  }

  /// Ends; false where elements are open.
  public func finish() -> Bool { cmarkup_finish(markup) }

  private static func box(_ context: UnsafeMutableRawPointer?) -> Box? {
    context.map { Unmanaged<Box>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func local(_ name: UnsafePointer<CChar>) -> String {
    let text = String(cString: name)
    return text.split(separator: ":").last.map(String.init) ?? text
  }
}
