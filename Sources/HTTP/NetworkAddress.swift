import Foundation

/// An address of the Internet Protocol, as a name was resolved to.
struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes, in network order.
  let bytes: [UInt8]

  /// The addresses of a host, as the system resolves it; none where it has none.
  ///
  /// The call waits for the resolver, so not on a thread of the tasks.
  static func resolved(_ host: String) async -> [NetworkAddress] {
    await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: lookedUp(host)) }
    }
  }

  private static func lookedUp(_ host: String) -> [NetworkAddress] {
    var name = host[...]
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    var hints = addrinfo()
    #if os(Linux)
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    hints.ai_socktype = SOCK_STREAM
    #endif
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(String(name), nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [NetworkAddress] = []
    var next = first
    while let info = next?.pointee {
      next = info.ai_next
      guard let place = info.ai_addr else { continue }
      switch info.ai_family {
      case AF_INET:
        place.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
          found.append(NetworkAddress(bytes: withUnsafeBytes(of: address.pointee.sin_addr) { Array($0) }))
        }
      case AF_INET6:
        place.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
          found.append(NetworkAddress(bytes: withUnsafeBytes(of: address.pointee.sin6_addr) { Array($0) }))
        }
      default: continue
      }
    }
    return found
  }

  /// Whether it is one of the public Internet: no address of this machine, of a local network, of a link, of many, or kept for other uses.
  ///
  /// Source: the IANA special-purpose address registries (RFC 6890 and its updates). Addresses of IPv4 within those of IPv6 (mapped,
  /// NAT64, 6to4, Teredo) are judged as what they lead to, or refused.
  var isPublic: Bool {
    if bytes.count == 4 { return Self.isPublic(bytes[0], bytes[1], bytes[2]) }
    guard bytes.count == 16 else { return false }
    // ::ffff:0:0/96.
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return Self.isPublic(bytes[12], bytes[13], bytes[14])
    }
    // 64:ff9b::/96 leads to the last four bytes.
    if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
      return Self.isPublic(bytes[12], bytes[13], bytes[14])
    }
    // Only 2000::/3 is given out; in it 2001::/23 (Teredo, ORCHID), 2001:db8::/32 (documentation), 2002::/16 (6to4) and 3fff::/20 are not.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    if bytes[0] == 0x20, bytes[1] == 0x01 {
      return !(bytes[2] < 0x02) && !(bytes[2] == 0x0D && bytes[3] == 0xB8)
    }
    if bytes[0] == 0x20, bytes[1] == 0x02 { return false }
    return !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10)
  }

  private static func isPublic(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    switch (a, b, c) {
    case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
    case (100, 64...127, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100),
      (203, 0, 113):
      false
    case (224..., _, _): false
    default: true
    }
  }

  /// As it is written: `192.0.2.1`, or eight groups.
  var description: String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }
}

/// Which addresses are asked.
public enum AddressPolicy: Hashable, Sendable {
  /// All.
  case any
  /// Those of the public Internet; a name is resolved once, and the address that was looked at is the one that is asked.
  case publicOnly
}
