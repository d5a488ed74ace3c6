import Foundation
import Testing

@testable import Hub

struct ModelCatalogueTests {
  private let models = ModelLocation(.repository, ModelTree.repository.appendingPathComponent("Models"))

  @Test func theEmbeddedEncoderIsWhole() throws {
    let shelf = ModelLocator(places: [models], catalogue: try ModelCatalogue.installed(in: [models]))
    let seedling = try shelf.find("seedling-64")
    #expect(seedling.dimension == 256)
    #expect(seedling.licence == "Apache-2.0")
    #expect(seedling.entry?.embedded == true)
    let results = try seedling.verify()
    #expect(results.map(\.path) == ["config.json", "onnx/model.onnx", "preprocessor_config.json"])
    #expect(results.allSatisfy { $0.result == .matches })
    #expect(
      try seedling.part("model")?.graph.sha256()
        == "97d0adec6f3913af637001f1a338d89d9b71c5ce8ded3a04399135d25da7f111")
  }

  @Test func everyEntryHolds() throws {
    let catalogue = try ModelCatalogue.installed(in: [models])
    #expect(Set(catalogue.models.map(\.name)).count == catalogue.models.count)
    for entry in catalogue.models {
      #expect(entry.repository.map { ModelName($0) != nil } ?? (entry.embedded || entry.wheel != nil))
      let towers = [entry.image, entry.text].compactMap { $0 }
      #expect(
        !towers.isEmpty || entry.classification != nil || entry.generation != nil || entry.reading != nil
          || entry.faces != nil)
      for path in entry.wheel?.files.keys.map(\.self) ?? [] {
        #expect(entry.files.contains { $0.path == path } || path.hasSuffix(".safetensors"), "\(path)")
      }
      if let generation = entry.generation {
        for part in [generation.encoder, generation.decoder] {
          #expect(entry.files.contains { $0.path == "onnx/\(part).onnx" })
        }
        #expect(generation.textLength > 0 && entry.classification == nil)
        #expect(entry.files.contains { $0.path == "tokenizer.json" })
      }
      if let reading = entry.reading {
        for part in [reading.detection, reading.direction, reading.recognition] {
          #expect(entry.files.contains { $0.path == "onnx/\(part).onnx" && $0.sha256 != nil })
        }
      }
      if let faces = entry.faces {
        #expect(entry.files.contains { $0.path == "onnx/\(faces.component).onnx" && $0.sha256 != nil })
      }
      if let classification = entry.classification {
        #expect(entry.files.contains { $0.path == "onnx/\(classification.component).onnx" })
        #expect(classification.labels > 1)
      }
      for tower in towers {
        #expect(entry.files.contains { $0.path == "onnx/\(tower.component).onnx" })
        #expect(tower.dimension > 0 && !tower.inputs.isEmpty)
        #expect(!(tower.poolings ?? []).contains(tower.pooling) && tower.poolings?.isEmpty != true)
        let readsText = tower.inputs.contains("input_ids")
        #expect((tower.textLength != nil) == readsText && readsText == (tower == entry.text))
      }
      if let image = entry.image, let text = entry.text {
        #expect(image.dimension == text.dimension && entry.logitScale != nil)
      }
    }
    let name = try #require(ModelName("onnx-community/dinov2-small-ONNX"))
    #expect(catalogue[name]?.image?.pooling == .cls)
    #expect(catalogue[name]?.image?.poolings == [.mean, .clsMean])
  }

  @Test(arguments: [
    ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"), ("dinov2-small", "facebook/dinov2-small"),
    ("somebody/dinov2-small", nil), ("small", nil),
  ])
  func theLastPartOfANameIsEnough(short: String, name: String?) throws {
    let catalogue = try ModelCatalogue.installed(in: [models])
    #expect(catalogue[try #require(ModelName(short))]?.name == name)
  }

  @Test func aShortNameOfTwoModelsIsNeithers() throws {
    let one = try #require(try ModelCatalogue.installed(in: [models]).models.first { $0.name.contains("/") })
    let twin = try JSONDecoder().decode(
      CatalogueEntry.self,
      from: Data(
        String(decoding: JSONEncoder().encode(one), as: UTF8.self).replacing(
          one.name.replacing("/", with: "\\/"), with: "twin\\/\(one.name.split(separator: "/")[1])"
        ).utf8))
    let base = try #require(ModelName(String(one.name.split(separator: "/")[1])))
    #expect(ModelCatalogue(models: [one])[base]?.name == one.name)
    #expect(twin.name != one.name && ModelCatalogue(models: [one, twin])[base] == nil)
  }

  @Test func aStudyCannotBringACatalogue() throws {
    let tree = try ModelTree()
    try tree.write("models/catalogue.json", #"{"version": 1, "models": []}"#)
    try tree.write("broken/catalogue.json", "{")
    #expect(try ModelCatalogue.installed(in: [tree.place(.study, "models"), models]).models.isEmpty == false)
    #expect(try ModelCatalogue.installed(in: [tree.place(.share, "none")]).models.isEmpty)
    #expect(throws: CatalogueError.self) { try ModelCatalogue.installed(in: [tree.place(.share, "broken")]) }
  }

  @Test(arguments: [
    ("[]", ""), (#"{"version": 2, "models": []}"#, "its version is 2, not 1"),
    (#"{"version": 1, "models": [{"name": "x"}]}"#, "models.0.summary is missing"),
    (
      #"{"version":1,"models":[{"name":"../x","summary":"","embedded":false,"licence":"","files":[]}]}"#,
      #""../x" is no name of a model"#
    ),
  ])
  func whatIsWrongInIt(text: String, reason: String) throws {
    let tree = try ModelTree()
    try tree.write("catalogue.json", text)
    let file = tree.root.appendingPathComponent("catalogue.json")
    let error = #expect(throws: CatalogueError.self) { try ModelCatalogue(contentsOf: file) }
    #expect(error?.description.hasPrefix("\(file.path): ") == true)
    #expect(error?.reason.contains(reason) == true || reason.isEmpty)
  }
}
