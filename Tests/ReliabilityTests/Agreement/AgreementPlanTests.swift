import Reliability
import Testing

@Suite("How many units agreement takes")
struct AgreementPlanTests {
  /// Two coders who agree on all but every tenth of 60 units of three categories.
  private func pilot(everyOff: Int) -> [[Int32]] {
    let first = (0..<60).map { Int32($0 % 3) }
    return [first, first.enumerated().map { $0.offset % everyOff == 0 ? ($0.element + 1) % 3 : $0.element }]
  }

  @Test func aHigherTargetTakesMoreUnits() throws {
    let codings = pilot(everyOff: 10)
    let low = try #require(
      AgreementPlan(codings: codings, distance: .nominal, target: 0.6, certainty: 0.8).units.value)
    let high = try #require(
      AgreementPlan(codings: codings, distance: .nominal, target: 0.75, certainty: 0.8).units.value)
    #expect(low < high)
    #expect(high < 1000)
  }

  /// The planned number passes, and three quarters of it do not, in studies drawn with another seed.
  @Test func thePlanHolds() throws {
    let codings = pilot(everyOff: 10)
    let plan = AgreementPlan(codings: codings, distance: .nominal, target: 0.7, certainty: 0.8)
    let units = try Int(#require(plan.units.value))
    let step = try #require(plan.steps.first { $0.units == units })
    #expect(step.passing >= 0.8)
    #expect(plan.steps.map(\.units) == plan.steps.map(\.units).sorted())
    let again = AgreementPlan(codings: codings, distance: .nominal, target: 0.7, certainty: 0.8)
    #expect(again == plan)
  }

  @Test func whatIsOutOfReachSaysWhy() {
    let plan = AgreementPlan(codings: pilot(everyOff: 3), distance: .nominal, target: 0.8, certainty: 0.8)
    #expect(plan.units == .undefined(.belowTarget) && plan.steps.isEmpty)
    #expect((plan.observed.value ?? 1) < 0.8)
    let none = AgreementPlan(codings: [[0, -1], [-1, 0]], distance: .nominal, target: 0.8, certainty: 0.8)
    #expect(none.units == .undefined(.noPairs))
    #expect(
      AgreementPlan(codings: [], distance: .nominal, target: 0.8, certainty: 0.8).units
        == .undefined(.noPairs))
  }
}
