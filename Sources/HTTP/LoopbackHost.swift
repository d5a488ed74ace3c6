/// Which hosts are this machine: `localhost`, `127.0.0.0/8` as an address, and `::1`.
///
/// Nothing else: `foo.localhost` is whatever the machine's resolver says, and a name may begin with `127.`.
public enum LoopbackHost {
  /// Whether requests to `host`, with or without brackets, stay on this machine.
  public static func contains(_ host: String) -> Bool {
    var name = host.lowercased()[...]
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    if name == "localhost" || name == "::1" { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { part in
        part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part) != nil
      }
  }
}
