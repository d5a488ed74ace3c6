/// What could not be done, where, and what to do about it, in plain sentences.
package struct UserError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
