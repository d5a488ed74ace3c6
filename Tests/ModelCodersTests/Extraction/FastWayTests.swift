import Foundation
import Imaging
import Testing

@testable import ModelCoders

/// How near the fast way of pre-processing comes to the exact one, seen through an encoder.
///
/// Cosines are taken after the mean embedding is subtracted: a direction that all pictures share would hide differences.
@Suite("Fast way")
struct FastWayTests {
  static let leastCosine = 0.999

  /// The photographs that lie beside the repository on some machines.
  static let photographs: URL? = {
    if let shared = ProcessInfo.processInfo.environment["CODEFRAME_SHARED"] {
      return existing(URL(fileURLWithPath: shared))
    }
    var folder = Repository.root
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if let found = existing(folder.appendingPathComponent("shared")) { return found }
    }
    return nil
  }()

  private static func existing(_ shared: URL) -> URL? {
    let images = shared.appendingPathComponent("photos/images")
    return FileManager.default.fileExists(atPath: images.path) ? images : nil
  }

  @Test(.enabled(if: photographs != nil))
  func photographsKeepTheirEmbedding() throws {
    let folder = try #require(Self.photographs)
    let pictures = try Repository.names(in: folder).map {
      Array(try Data(contentsOf: folder.appendingPathComponent($0)))
    }
    #expect(pictures.count >= 50)
    try check(pictures)
  }

  /// Pictures so large that the fast way decodes half or a quarter of each side.
  @Test(arguments: [3, 5])
  func largePicturesKeepTheirEmbedding(factor: Int) throws {
    let pictures = try Repository.names(in: Repository.images).prefix(60).enumerated().compactMap {
      index, name -> [UInt8]? in
      guard index.isMultiple(of: 5) else { return nil }
      let image = try ImageDecoder().decode(Data(contentsOf: Repository.images.appendingPathComponent(name)))
      return try Drawing.enlarged(image, by: factor)
    }
    try check(pictures)
  }

  private func check(_ pictures: [[UInt8]]) throws {
    let exact = try embeddings(of: pictures, by: Repository.seedling(.exact))
    let fast = try embeddings(of: pictures, by: Repository.seedling(.fast))
    let worst = Cosines.least(fast, exact)
    #expect(worst >= Self.leastCosine)
    #expect(fast != exact)
    // The check would notice pictures that are resized otherwise.
    for filter in [ResampleFilter.nearest, .box] {
      let wrong = try embeddings(of: pictures, by: Repository.seedling(.exact, filter: filter))
      #expect(Cosines.least(wrong, exact) < Self.leastCosine, "\(filter)")
    }
  }

  private func embeddings(of pictures: [[UInt8]], by encoder: PictureEncoder) throws -> [[Float]] {
    try pictures.map { picture in
      var batch = encoder.makeBatch()
      try batch.add(picture)
      return try #require(try batch.finish().first?.vector)
    }
  }
}
