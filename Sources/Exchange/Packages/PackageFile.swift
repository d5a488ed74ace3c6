/// The files of a data package: what a paper's appendix holds of a study.
///
/// A package has no texts and no pictures, and nothing in it is ever run.
public enum PackageFile: String, CaseIterable, Sendable {
  /// A row a post: id, group, fold, hashes of its media.
  case posts = "posts.csv"
  /// A row a coding, as ``CodingsWriter`` writes it.
  case codings = "codings.csv"
  /// A row a sample: how it was drawn.
  case samples = "samples.csv"
  /// A row a post of a sample, with its probability to be drawn.
  case samplePosts = "sample_posts.csv"
  /// A row a post of a split, with its part.
  case splits = "splits.csv"
  /// What ran, with which models, seeds and versions.
  case runs = "runs.json"
  /// The codebook and the coders, as the study's file says them.
  case study = "codeframe.yaml"
  /// The statistics, computed from the tables above.
  case figures = "figures.json"
  /// A methods paragraph.
  case methods = "methods.md"
  /// What to cite.
  case references = "references.bib"
  /// The program, its libraries and the machine.
  case environment = "environment.json"
  /// What the package is, for people.
  case readme = "README.md"
  /// What the package is, for programs: Frictionless Data.
  case descriptor = "datapackage.json"
  /// The SHA-256 of every other file, as `sha256sum --check` reads it.
  case checksums = "checksums.sha256"

  /// Whether the file is a table with a header.
  public var isTable: Bool { rawValue.hasSuffix(".csv") }
}
