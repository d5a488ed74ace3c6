import Testing

/// Starts the tests on Linux: with it SwiftPM need not index every file to find tests of XCTest, of which there are none.
@main
struct Runner {
  static func main() async { await Testing.__swiftPMEntryPoint() as Never }
}
