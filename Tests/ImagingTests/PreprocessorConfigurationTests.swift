import Foundation
import Imaging
import Testing

@Suite("preprocessor_config.json, old forms and new")
struct PreprocessorConfigurationTests {
  private static let normal = #""image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]"#

  private func read(_ json: String) throws -> PreprocessorConfiguration {
    try PreprocessorConfiguration(huggingFace: Data("{\(json), \(Self.normal)}".utf8))
  }

  @Test func clipOldAndNew() throws {
    let old = try read(
      #""feature_extractor_type": "CLIPFeatureExtractor", "size": 224, "crop_size": 224, "do_center_crop": true, "resample": 3"#
    )
    let new = try read(
      #""image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 224}, "do_center_crop": true, "crop_size": {"height": 224, "width": 224}, "resample": 3, "do_convert_rgb": true"#
    )
    #expect(old == new)
    #expect(new.alpha == .dropped, "CLIP's own processor converts to RGB")
    #expect(old.resize == .shortestEdge(224))
    #expect(old.centreCrop == .init(width: 224, height: 224))
    #expect(old.filter == .bicubic)
  }

  @Test func vitOldIsSquashed() throws {
    let vit = try read(#""feature_extractor_type": "ViTFeatureExtractor", "size": 224, "resample": 2"#)
    #expect(vit.resize == .squashed(width: 224, height: 224))
    #expect(vit.centreCrop == nil)
    #expect(vit.filter == .bilinear)
    #expect(vit.alpha == .overWhite)
  }

  @Test func resnetCropFraction() throws {
    let resnet = try read(
      #""feature_extractor_type": "ConvNextFeatureExtractor", "size": 224, "crop_pct": 0.875, "resample": 3"#)
    #expect(resnet.resize == .shortestEdge(256))
    #expect(resnet.centreCrop == .init(width: 224, height: 224))
    let large = try read(#""size": {"shortest_edge": 384}, "crop_pct": 0.875, "resample": 3"#)
    #expect(large.resize == .squashed(width: 384, height: 384))
    #expect(large.centreCrop == nil)
  }

  @Test func dinoAndSigLIPAndNested() throws {
    let dino = try read(
      #""image_processor_type": "BitImageProcessor", "size": {"shortest_edge": 256}, "crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "resample": "PIL.Image.BICUBIC""#
    )
    #expect(dino.resize == .shortestEdge(256))
    let siglip = try read(#""size": {"height": 256, "width": 128}, "resample": 2"#)
    #expect(siglip.outputSize == (128, 256))
    let nested = try PreprocessorConfiguration(
      huggingFace: Data(
        #"{"image_processor": {"size": [64, 64], "do_normalize": false, "do_rescale": false}}"#.utf8))
    #expect(nested.rescaleFactor == 1)
    #expect(nested.standardDeviation == [1, 1, 1])
  }

  @Test(arguments: [
    (#""size": 224, "do_pad": true"#, "do_pad"),
    (#""size": {"shortest_edge": 800, "longest_edge": 1333}"#, "size"),
    (#""size": {"shortest_edge": 224}"#, "do_center_crop"), (#""resample": 3"#, "size"),
    (#""size": 224, "resample": 9"#, "resample"), (#""size": -1"#, "size"),
    (#""size": 4000000000000"#, "size"),
    (#""size": 224, "crop_pct": 0"#, "crop_pct"), (#""size": 224, "rescale_factor": "x""#, "the file"),
  ])
  func refusals(_ json: String, _ key: String) throws {
    let problem = #expect(throws: PreprocessorConfigurationProblem.self) { try read(json) }
    #expect(problem?.key == key)
  }

  @Test func missingMeanAndBrokenFile() {
    #expect(throws: PreprocessorConfigurationProblem.self) {
      try PreprocessorConfiguration(huggingFace: Data(#"{"size": 224}"#.utf8))
    }
    #expect(throws: PreprocessorConfigurationProblem.self) {
      try PreprocessorConfiguration(huggingFace: Data("[1, 2".utf8))
    }
  }

  @Test func encodedFormIsStable() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let configuration = try read(#""size": 224, "crop_size": 224, "do_center_crop": true"#)
    let json = try encoder.encode(configuration)
    #expect(try JSONDecoder().decode(PreprocessorConfiguration.self, from: json) == configuration)
    #expect(
      String(decoding: json, as: UTF8.self).hasPrefix(
        #"{"alpha":"over-white","centreCrop":{"height":224,"width":224},"filter":3"#)
    )
  }
}
