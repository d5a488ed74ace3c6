import ArgumentParser

/// Names joined by commas, as in `anna,ben`.
struct NameList: ExpressibleByArgument {
  let names: [String]

  init(argument: String) {
    names = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
