import ContentCoding
import Reliability

/// How far a study's coders agree.
package struct StudyAgreement: Encodable, Sendable {
  /// Whose codings are compared.
  package enum Scope: String, Encodable, Sendable {
    /// Every person but the one who counts as gold.
    case peopleBesidesGold
    /// Every person.
    case people
    /// Every coder that is not made of others.
    case all
    /// Those that were named.
    case named
  }

  /// The agreement on one variable.
  package struct OfVariable: Encodable, Sendable {
    package let variable: String
    package let scope: Scope
    /// The figures; nil where fewer than two coders have coded the variable.
    package let agreement: VariableAgreement?
    /// Coders of the variable that are not compared.
    package let others: [String]
    /// The same for parts of the codings.
    package let parts: [Part]

    /// A variable that fewer than two coders have coded.
    static func undecided(_ variable: Variable, _ coders: AgreementChoice.Coders) -> OfVariable {
      OfVariable(
        variable: variable.name, scope: coders.scope, agreement: nil,
        others: (coders.compared.map(\.name) + coders.others).sorted(), parts: [])
    }
  }

  /// A part of the codings: a value of the column, a sample, a codebook.
  package struct Part: Encodable, Sendable {
    package let value: String
    package let agreement: VariableAgreement
  }

  /// On which posts, in words.
  package let basis: String
  /// What the parts are parts by; nil where there are none.
  package let by: String?
  package let variables: [OfVariable]
}
