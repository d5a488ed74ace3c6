import Estimation
import Testing

@Suite("Formulas of regressions")
struct FormulaTests {
  private func problem(of text: String) -> String? {
    do {
      _ = try Formula(text)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func readsTermsProductsLogarithmsAndIndicators() throws {
    let formula = try Formula(" likes ~ ces + log(followers)+ces:followers + `Not relevant` + ces=Sports")
    #expect(formula.outcome.text == "likes")
    #expect(
      formula.terms.map { $0.map(\.text).joined(separator: ":") }
        == ["ces", "log(followers)", "ces:followers", "Not relevant", "ces=Sports"])
    #expect(formula.names == ["likes", "ces", "followers", "Not relevant"])
    #expect(formula.terms[4][0].value == "Sports")
    #expect(try Formula("log ~ a").outcome.name == "log")
  }

  @Test(arguments: [
    "", "likes", "likes ~", "likes ~ +", "~ a", "likes ~ a +", "likes ~ a b", "likes ~ a - b", "likes ~ `a",
    "likes ~ log(a", "likes ~ a:", "likes ~ a =", "likes ~ a ~ b", "likes ~ a*b", "likes ~ a^2",
  ])
  func saysWhatCannotBeRead(text: String) {
    #expect(problem(of: text)?.contains("A formula is like likes ~") == true)
  }

  @Test func refusesTheSameTermTwice() {
    #expect(problem(of: "y ~ a + b:c + c:b") == "c:b stands twice in the formula")
  }

  @Test func longAndHostileTextsEnd() {
    for text in [
      String(repeating: "~", count: 20_000), "y ~ " + String(repeating: "a+", count: 9_000), "y\u{0}~a",
    ] {
      #expect(problem(of: text) != nil)
    }
  }
}
