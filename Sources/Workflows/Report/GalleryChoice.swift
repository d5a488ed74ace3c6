import ContentCoding
import Pages

/// Chooses the codings that a report shows with their pictures, as they are read.
struct GalleryChoice {
  /// Codings of one coder and one variable, chosen for show.
  struct Gallery {
    let title: String
    let variable: Variable
    let coder: String
    var codings: [Coding]
  }

  /// Whose codings are shown.
  let coders: [String]
  private let gold: GoldCodings
  private let coderPlaces: [String: Int]
  private let variablePlaces: [String: Int]
  /// For each coder one for each variable.
  private var selections: [[(variable: Variable, selection: GallerySelection)]]

  /// Nothing chosen yet for `coders`.
  init(of coders: [CoderIdentity], gold: GoldCodings, _ open: OpenStudy) {
    let variables = open.configuration.codebook.variables
    self.coders = coders.map(\.name)
    self.gold = gold
    coderPlaces = Dictionary(uniqueKeysWithValues: coders.enumerated().map { ($1.name, $0) })
    variablePlaces = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1.name, $0) })
    selections = coders.map { coder in
      variables.map {
        ($0, GallerySelection(variable: $0, coder: coder.name, seed: open.configuration.seed))
      }
    }
  }

  /// Considers a coding by `coder`; those of coders that are not shown do not count.
  mutating func add(_ coding: Coding, by coder: String) {
    guard let row = coderPlaces[coder], let column = variablePlaces[coding.variable] else { return }
    selections[row][column].selection.add(coding, gold: gold.values[coding.postID]?[coding.variable])
  }

  /// What was chosen, by coder and variable.
  var galleries: [Gallery] {
    zip(coders, selections).flatMap { coder, selections in
      selections.flatMap { variable, selection in
        let samples = selection.samples.map {
          ($0.label ?? (variable.type == .tags ? "No tag" : "A sample"), $0.codings)
        }
        let others = [
          ("Least certain", selection.leastCertain),
          ("Disagreements with \(gold.coder)", selection.disagreements),
          ("Not coded", selection.notCoded),
        ]
        return (samples + others).filter { !$0.1.isEmpty }.map { title, codings in
          Gallery(title: title, variable: variable, coder: coder, codings: codings)
        }
      }
    }
  }
}
