import ContentCoding
import Foundation
import StudyFile
import Testing

@testable import Workflows

struct CoderKindsTests {
  /// People, imported models and consensuses are the only kinds that are never made ready.
  @Test func everyKindHasOneSetup() {
    let kinds = CoderKinds.all.map { $0.kind }
    #expect(Set(kinds).count == kinds.count)
    #expect(Set(kinds) == Set(CoderKind.allCases).subtracting([.person, .model, .consensus]))
  }

  /// What the study's file may name can be made ready, and nothing else.
  @Test func theFileAndTheProgramKnowTheSameKinds() {
    #expect(StudyFile.coderKinds == CoderKinds.all.map { $0.kind })
  }

  @Test func abilitiesAreThoseOfTheKind() {
    func kinds(_ has: (any CoderSetup.Type) -> Bool) -> [CoderKind] {
      CoderKinds.all.filter(has).map { $0.kind }
    }
    #expect(kinds { $0 is any ExplainsItself.Type } == [.probe, .textSVM, .fusion, .engagement])
    #expect(kinds { $0 is any AblatesParts.Type } == [.fusion])
    #expect(kinds { $0 is any AsksEndpoint.Type } == [.prompted])
    #expect(kinds { $0 is any ShowsCourse.Type } == [.probe, .fusion, .engagement])
    #expect(kinds { $0 is any NamesClusters.Type } == [.cluster])
  }
}
