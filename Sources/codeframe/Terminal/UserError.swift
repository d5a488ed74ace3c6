/// What could not be done, where, and what to do about it, in plain sentences.
struct UserError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
