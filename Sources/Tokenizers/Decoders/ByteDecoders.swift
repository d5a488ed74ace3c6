/// Makes bytes of the letters that stand for them; a token with another letter stays as it is.
struct ByteLevelDecoder: Decoder {
  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let bytes = tokens.flatMap { token -> [UInt8] in
      var bytes: [UInt8] = []
      for letter in String(decoding: token, as: UTF8.self).unicodeScalars {
        guard let byte = ByteLetters.byte(of: letter) else { return token }
        bytes.append(byte)
      }
      return bytes
    }
    return [[UInt8](String(decoding: bytes, as: UTF8.self).utf8)]
  }
}

/// Makes characters of tokens such as `<0xE2>`; bytes that make none become U+FFFD each.
struct ByteFallbackDecoder: Decoder {
  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var output: [[UInt8]] = []
    var bytes: [UInt8] = []
    func flush() {
      if bytes.isEmpty { return }
      if String(validating: bytes, as: UTF8.self) != nil {
        output.append(bytes)
      } else {
        output += bytes.map { _ in [0xEF, 0xBF, 0xBD] }
      }
      bytes.removeAll()
    }
    for token in tokens {
      if let byte = Self.byte(token) {
        bytes.append(byte)
      } else {
        flush()
        output.append(token)
      }
    }
    flush()
    return output
  }

  private static func byte(_ token: [UInt8]) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">"),
      token[3] != UInt8(ascii: "+")
    else { return nil }
    return UInt8(String(decoding: token[3..<5], as: UTF8.self), radix: 16)
  }
}

extension [UInt8] {
  /// Replaces each occurrence of `wanted`, from left to right.
  func replacing(_ wanted: [UInt8], with content: [UInt8]) -> [UInt8] {
    guard let first = wanted.first, count >= wanted.count else { return self }
    return withUnsafeBufferPointer { bytes in
      var output: [UInt8] = []
      var place = 0
      while place < bytes.count {
        if bytes[place] == first, has(wanted, in: bytes, at: place) {
          output.append(contentsOf: content)
          place += wanted.count
        } else {
          output.append(bytes[place])
          place += 1
        }
      }
      return output
    }
  }
}
