/// The version of Codeframe, as runs and pages record it.
package enum ProgramVersion {
  /// By the rules of semantic versioning.
  package static let current = "0.1.0"
}
