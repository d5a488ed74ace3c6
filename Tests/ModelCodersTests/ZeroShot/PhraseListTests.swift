import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Zero-shot: phrases")
struct PhraseListTests {
  private func list(
    _ variable: Variable, scoring: ZeroShotScoring = .softmax(scale: 100),
    _ change: (inout ZeroShotParameters) -> Void = { _ in }
  ) -> PhraseList {
    PhraseList(variable, parameters: .given(change), scoring: scoring)
  }

  private let view = Variable(
    name: "view", type: .category,
    categories: [
      Category(name: "sea", phrases: ["waves", "a beach"]), Category(name: "Urban-Rural"),
      Category(name: "Other", phrases: ["something"]),
    ])

  @Test func phrasesStandAsTheyAreAndNamesInTheUsualTemplate() {
    let list = list(view)
    #expect(list.labels == ["sea", "Urban-Rural", "Other"])
    #expect(list.sentences == [["waves", "a beach"], ["a photo of urban rural"], ["something"]])
    #expect(list.unphrased == ["Urban-Rural"])
    #expect(list.neutral == nil)
    #expect(list.texts.count == 4)
    #expect(self.list(view) { $0.uses = [.caption] }.sentences[1] == ["This text is about urban rural."])
  }

  @Test func everyTemplateWrapsEveryPhraseAndName() {
    var variable = view
    variable.templates = ["a photo of {}.", "{}, and {} again"]
    #expect(
      list(variable).sentences == [
        ["a photo of waves.", "waves, and waves again", "a photo of a beach.", "a beach, and a beach again"],
        ["a photo of urban rural.", "urban rural, and urban rural again"],
        ["a photo of something.", "something, and something again"],
      ])
  }

  @Test func theCategoryForNoneOfTheOthersDoesNotCompete() {
    #expect(list(view) { $0.none = "Other" }.labels == ["sea", "Urban-Rural"])
    var tags = view
    tags.type = .tags
    #expect(list(tags) { $0.none = "Other" }.labels.count == 3)
  }

  @Test func neutralPhrasesWhereNothingCompetes() {
    var tags = view
    tags.type = .tags
    #expect(list(tags).neutral == "a photo")
    #expect(list(tags).texts.last == "a photo")
    #expect(list(tags) { $0.uses = [.caption] }.neutral == "a text")
    #expect(list(tags, scoring: .sigmoid(scale: 1, bias: 0)).neutral == nil)
    let flag = Variable(name: "flag", type: .boolean, phrases: ["true": ["a flag"]])
    #expect(list(flag).neutral == "a photo")
    #expect(list(flag).labels == ["true"])
    let both = Variable(name: "flag", type: .boolean, phrases: ["true": ["a flag"], "false": ["no flag"]])
    #expect(list(both).neutral == nil)
    #expect(list(both).labels == ["true", "false"])
    #expect(list(both, scoring: .sigmoid(scale: 1, bias: 0)).labels == ["true"])
  }

  @Test func nothingToCompareIsSaidSo() {
    let onlyFalse = Variable(name: "flag", type: .boolean, phrases: ["false": ["no flag"]])
    #expect(list(onlyFalse).obstacle?.contains("no phrases for true") == true)
    #expect(list(onlyFalse).texts.isEmpty)
    let only = Variable(name: "view", type: .category, categories: [Category(name: "Other")])
    #expect(list(only) { $0.none = "Other" }.obstacle != nil)
  }

  @Test(arguments: [
    ("Landscape-Nature", "landscape nature"), ("CampaignOrPartyEvent", "campaign or party event"),
    ("TVStudio", "TV studio"), ("Interviews & Media", "interviews and media"), ("us_politics", "us politics"),
    ("Low-quality news", "low quality news"), ("sea", "sea"), ("A", "a"), ("NGO", "NGO"), ("--", "--"),
    ("Bäume/Wälder", "bäume wälder"), ("山-川", "山 川"), ("", ""),
  ])
  func names(name: String, readable: String) {
    #expect(ReadableName(name).description == readable)
  }
}
