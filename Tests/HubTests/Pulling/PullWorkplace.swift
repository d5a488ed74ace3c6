import Foundation
import HTTP
import LocalHub
import Synchronization

@testable import Hub

/// A local hub, an empty cache, and what was told while something was pulled.
final class PullWorkplace: Sendable {
  let hub: LocalHub
  let tree: ModelTree
  private let transport: HTTPTransport
  private let told = Mutex<[PullEvent]>([])
  private let waited = Mutex<[Duration]>([])

  private init(_ hub: LocalHub) throws {
    self.hub = hub
    tree = try ModelTree()
    transport = HTTPTransport(
      userAgent: "codeframe/test", timeouts: HTTPTimeouts(read: .seconds(20)), environment: [:])
  }

  static func with(
    _ repository: HubRepository = PullWorkplace.clip, _ body: (PullWorkplace) async throws -> Void
  ) async throws {
    try await LocalHub.with(repository) { hub in
      let place = try PullWorkplace(hub)
      defer { withExtendedLifetime(place) {} }
      try await body(place)
      await place.transport.shutDown()
    }
  }

  /// A repository with the files that a coder needs, and others.
  static let clip = HubRepository(
    "Xenova/clip",
    files: [
      "README.md": .init("---\nlicense: mit\n---\n"), "config.json": .init(#"{"projection_dim": 512}"#),
      "preprocessor_config.json": .init("{}"), "tokenizer.json": .init(#"{"model": {}}"#),
      "vocab.json": .init("{}"), "model.safetensors": .large(50_000, seed: 9),
      "onnx/vision_model.onnx": .large(400_000, seed: 1), "onnx/text_model.onnx": .large(300_000, seed: 2),
      "onnx/vision_model.onnx_data": .large(200_000, seed: 3),
      "onnx/vision_model_fp16.onnx": .large(200_000, seed: 4),
      "onnx/text_model_fp16.onnx": .large(150_000, seed: 5),
      "onnx/vision_model_quantized.onnx": .large(100_000, seed: 6),
      "onnx/model.onnx": .large(700_000, seed: 7),
    ])

  static let needed = [
    "README.md", "config.json", "onnx/text_model.onnx", "onnx/vision_model.onnx",
    "onnx/vision_model.onnx_data",
    "preprocessor_config.json", "tokenizer.json",
  ]

  func settings(_ more: [String: String] = [:]) throws -> HubSettings {
    let own = ["HF_ENDPOINT": hub.endpoint, "HF_HOME": tree.root.appendingPathComponent("hf").path]
    return try HubSettings(environment: own.merging(more) { _, new in new })
  }

  func puller(
    _ more: [String: String] = [:], catalogue: ModelCatalogue = ModelCatalogue(), attempts: Int = 5,
    freeSpace: (@Sendable (URL) -> Int64?)? = nil
  ) throws -> ModelPuller {
    ModelPuller(
      settings: try settings(more), catalogue: catalogue, transport: transport,
      policy: RetryPolicy(attempts: attempts), sleep: { wait in self.waited.withLock { $0.append(wait) } },
      freeSpace: freeSpace)
  }

  /// Plans and fetches.
  @discardableResult
  func pull(
    _ name: String = "Xenova/clip", _ more: [String: String] = [:], precision: Precision = .fp32,
    catalogue: ModelCatalogue = ModelCatalogue(), attempts: Int = 5
  ) async throws -> PulledModel {
    let puller = try puller(more, catalogue: catalogue, attempts: attempts)
    let tell: @Sendable (PullEvent) -> Void = { event in self.told.withLock { $0.append(event) } }
    return try await puller.fetch(try await puller.plan(name, precision: precision, tell: tell), tell: tell)
  }

  /// Pulls, which must fail.
  func problem(
    _ name: String = "Xenova/clip", _ more: [String: String] = [:], precision: Precision = .fp32,
    catalogue: ModelCatalogue = ModelCatalogue(), attempts: Int = 5
  ) async throws -> PullProblem? {
    do {
      try await pull(name, more, precision: precision, catalogue: catalogue, attempts: attempts)
      return nil
    } catch let problem as PullProblem {
      return problem
    }
  }

  /// Forgets what was told.
  func forget() { told.withLock { $0 = [] } }

  var events: [PullEvent] { told.withLock { $0 } }
  var waits: [Duration] { waited.withLock { $0 } }

  /// The bytes that are there, as a line of progress counts them.
  var progress: Int64 {
    events.reduce(0) { sum, event in
      switch event {
      case .received(let count), .kept(let count): sum + count
      case .lost(let count): sum - count
      default: sum
      }
    }
  }

  /// From which byte on a file was asked for, each time.
  func starts(of path: String) -> [Int64] {
    hub.transfers(of: path).map { request in
      request.range.flatMap { Int64($0.dropFirst("bytes=".count).dropLast()) } ?? 0
    }
  }

  /// The names below a folder of the repository's cache.
  func names(_ path: String, of repository: String = "Xenova/clip") throws -> [String] {
    let folder = "hf/hub/models--\(repository.replacing("/", with: "--"))/\(path)"
    let url = tree.root.appendingPathComponent(folder)
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }

  func url(_ path: String, of repository: String = "Xenova/clip") -> URL {
    tree.root.appendingPathComponent("hf/hub/models--\(repository.replacing("/", with: "--"))/\(path)")
  }
}
