import Foundation

/// A library that the program runs with: its version, by its own word, and the file it came from.
package struct LoadedLibrary {
  package let name: String
  package let version: String?
  package let path: String?

  /// Looks for a library in this process.
  ///
  /// - Parameters:
  ///   - name: what people call it.
  ///   - marker: a function that only this library exports; its file is where the library lies.
  ///   - version: a function without arguments that returns the version as a C string; nil where there is none, and
  ///     the file's name must say it.
  package init(_ name: String, marker: String, version: String? = nil) {
    self.name = name
    path = Self.file(of: marker)
    typealias VersionFunction = @convention(c) () -> UnsafePointer<CChar>?
    let said = version.flatMap(Self.symbol).flatMap { unsafeBitCast($0, to: VersionFunction.self)() }
    self.version = said.map { String(cString: $0) } ?? path.map { URL(fileURLWithPath: $0).lastPathComponent }
  }

  private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
    dlsym(dlopen(nil, RTLD_NOW), name)
  }

  /// The file that holds `symbol`.
  private static func file(of symbol: String) -> String? {
    guard let address = Self.symbol(symbol).map(UInt.init(bitPattern:)) else { return nil }
    #if os(Linux)
    // Glibc hides dladdr from Swift; the kernel lists the same: "7f12a000-7f12b000 r-xp 00000000 08:01 123 /usr/lib/x.so".
    for line in KernelFile.text(of: "/proc/self/maps").split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      let range = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      if fields.count == 6, range.count == 2, range[0] <= address, address < range[1] {
        return fields[5].trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
    #else
    var information = Dl_info()
    guard dladdr(UnsafeRawPointer(bitPattern: address), &information) != 0, let file = information.dli_fname
    else {
      return nil
    }
    return URL(fileURLWithPath: String(cString: file)).resolvingSymlinksInPath().path
    #endif
  }

  /// Everything that is linked; ONNX Runtime is loaded at first use and asked by itself.
  package static var all: [LoadedLibrary] {
    [
      LoadedLibrary("libvips", marker: "vips_version_string", version: "vips_version_string"),
      LoadedLibrary("libjpeg-turbo", marker: "tjInitDecompress"),
      LoadedLibrary("SQLite", marker: "sqlite3_libversion", version: "sqlite3_libversion"),
      LoadedLibrary("OpenBLAS", marker: "openblas_get_config", version: "openblas_get_config"),
    ]
  }
}
