import Testing

@testable import Pages

struct PageAssetTests {
  /// Dark mode, print and high contrast change tokens; a colour that stands elsewhere would not follow.
  @Test func coloursStandInTheSharedStyleSheetAlone() {
    for asset in [PageAsset.clustersStyle, .mapStyle, .sheetStyle] {
      #expect(!asset.text.isEmpty)
      #expect(asset.text.firstMatch(of: /#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\(/) == nil)
    }
  }

  /// Every token that a page uses is set where all pages set theirs, or by the page itself.
  @Test func tokensAreSet() {
    let assets = [PageAsset.style, .clustersStyle, .mapStyle, .sheetStyle]
    let set = Set(assets.flatMap { $0.text.matches(of: /(--[a-z-]+):/).map { String($0.output.1) } })
    for asset in assets {
      for use in asset.text.matches(of: /var\((--[a-z-]+)\)/) {
        #expect(set.contains(String(use.output.1)), "\(use.output.1)")
      }
    }
  }
}
