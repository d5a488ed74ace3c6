import Foundation

/// A library that the program runs with: its version, by its own word, and the file it came from.
struct LoadedLibrary {
  let name: String
  let version: String?
  let path: String?

  /// Looks for a library in this process.
  ///
  /// - Parameters:
  ///   - name: what people call it.
  ///   - marker: a function that only this library exports; its file is where the library lies.
  ///   - version: a function without arguments that returns the version as a C string; nil where there is none, and
  ///     the file's name must say it.
  init(_ name: String, marker: String, version: String? = nil) {
    self.name = name
    var information = Dl_info()
    if let address = Self.symbol(marker), dladdr(address, &information) != 0, let file = information.dli_fname {
      path = URL(fileURLWithPath: String(cString: file)).resolvingSymlinksInPath().path
    } else {
      path = nil
    }
    typealias VersionFunction = @convention(c) () -> UnsafePointer<CChar>?
    let said = version.flatMap(Self.symbol).flatMap { unsafeBitCast($0, to: VersionFunction.self)() }
    self.version = said.map { String(cString: $0) } ?? path.map { URL(fileURLWithPath: $0).lastPathComponent }
  }

  private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
    dlsym(dlopen(nil, RTLD_NOW), name)
  }

  /// Everything that is linked; ONNX Runtime is loaded at first use and asked by itself.
  static var all: [LoadedLibrary] {
    [
      LoadedLibrary("libvips", marker: "vips_version_string", version: "vips_version_string"),
      LoadedLibrary("libjpeg-turbo", marker: "tjInitDecompress"),
      LoadedLibrary("SQLite", marker: "sqlite3_libversion", version: "sqlite3_libversion"),
      LoadedLibrary("OpenBLAS", marker: "openblas_get_config", version: "openblas_get_config"),
    ]
  }
}
