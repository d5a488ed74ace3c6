/// Finds the JSON objects in a model's reply: alone, in code fences, or with words around them.
struct JSONFinder {
  /// Replies are looked at up to this many bytes.
  static let sizeLimit = 1_000_000
  /// Of more objects, the last ones are kept.
  static let objectLimit = 32
  /// So many braces may be tried in vain.
  private static let attemptLimit = 1000

  /// An object of the reply.
  struct Found {
    let members: [JSON.Member]
    let place: Range<Int>
  }

  /// The outermost objects, in order.
  let objects: [Found]
  /// Whether an object begins that does not end.
  let isCutOff: Bool

  /// Looks through `text` from a byte on; the work is limited to a small multiple of its length.
  init(_ text: String, from first: Int = 0) {
    let bytes = Array(text.utf8.prefix(Self.sizeLimit))
    var scanner = JSONScanner(bytes, budget: 8 * bytes.count + 1000)
    var objects: [Found] = []
    var isCutOff = false
    var start = first
    var attempts = 0
    while start < bytes.count, attempts < Self.attemptLimit {
      guard bytes[start] == UInt8(ascii: "{") else {
        start += 1
        continue
      }
      attempts += 1
      do throws(JSONScanner.Failure) {
        let (value, end) = try scanner.value(at: start)
        if case .object(let members) = value { objects.append(Found(members: members, place: start..<end)) }
        isCutOff = false
        start = end
      } catch {
        if scanner.budget <= 0 { break }
        if error == .cutOff { isCutOff = true }
        start += 1
      }
      if objects.count > Self.objectLimit { objects.removeFirst() }
    }
    self.objects = objects
    self.isCutOff = isCutOff
  }
}
