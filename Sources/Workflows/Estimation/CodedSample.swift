import ContentCoding
import Estimation
import Storage

/// The posts that a person coded of a sample with known chances, and the corpus that they stand for.
struct CodedSample {
  /// A post of the sample that the person coded.
  struct Member {
    let post: String
    /// The chance that the post was drawn and coded.
    let probability: Double
    /// The stratum, numbered from 0.
    let stratum: Int
  }

  let name: String
  let members: [Member]
  /// What a reader should know of it, a sentence each.
  let notices: [String]

  /// The posts of `gold`'s that a chance sample holds.
  ///
  /// Of a stratum that is not coded in full, the coded posts are taken to stand for the others.
  ///
  /// - Parameters:
  ///   - name: The sample; nil for the only one drawn by chance that holds all of gold's posts.
  ///   - coded: The posts that gold has coded.
  ///   - gold: Gold's name.
  ///   - population: How many posts the corpus has.
  ///   - open: The study.
  /// - Throws: ``UserError`` with the reason where no honest figure of the corpus can be made of it.
  init(named name: String?, coded: Set<String>, by gold: String, population: Int, in open: OpenStudy) throws {
    guard let sample = try open.sample(named: name, covering: coded) else {
      throw UserError(
        "\(gold)'s codings are of no sample drawn by chance, so how often each post would have been coded is not known, and "
          + "no honest share of the corpus can be made of them. Draw a sample (codeframe sample 200 --name main), code it, "
          + "and name it with --sample")
    }
    if sample.isPurposive {
      throw UserError(
        "the sample \(sample.name) is purposive (\(sample.design)): its posts were chosen for what they show, and stand for no "
          + "corpus. Code a sample drawn by chance")
    }
    guard sample.weights != nil else {
      throw UserError(
        "the sample \(sample.name) has posts whose chance to be drawn is not known, so it stands for itself alone. Code a "
          + "sample that codeframe sample drew")
    }
    let drawn = sample.probabilities.compactMap { id, probability in (probability ?? nil).map { (id, $0) } }
      .sorted { $0.0 < $1.0 }
    let size = drawn.reduce(0) { $0 + 1 / $1.1 }
    guard abs(size - Double(population)) <= 0.01 * Double(population) + 1 else {
      throw UserError(
        "the sample \(sample.name) stands for \(Figures.count(Int(size.rounded()))) posts, and these are "
          + "\(Figures.count(population)): it was drawn from another set (\(sample.design)). Name that set with --where"
      )
    }
    let strata = Dictionary(
      Set(drawn.map { sample.strata[$0.0] ?? "" }).sorted().enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    var counts = strata.mapValues { _ in (drawn: 0, coded: 0) }
    for (id, _) in drawn {
      let stratum = sample.strata[id] ?? ""
      counts[stratum]?.drawn += 1
      if coded.contains(id) { counts[stratum]?.coded += 1 }
    }
    if let empty = counts.filter({ $0.value.coded == 0 }).keys.min() {
      throw UserError(
        "\(gold) has coded no post of the sample \(sample.name)"
          + (empty.isEmpty ? "" : "'s stratum \(empty)")
          + ", so nothing is known of what it stands for")
    }
    let all = drawn.filter { coded.contains($0.0) }
    self.name = sample.name
    members = all.map { id, probability in
      let stratum = sample.strata[id] ?? ""
      let response = counts[stratum].map { Double($0.coded) / Double($0.drawn) } ?? 1
      return Member(post: id, probability: probability * response, stratum: strata[stratum] ?? 0)
    }
    notices =
      all.count < drawn.count
      ? [
        "\(Figures.count(drawn.count - all.count)) of \(Figures.count(drawn.count, "post")) of the sample \(sample.name) are not coded; "
          + "the coded ones are taken to stand for them"
      ] : []
  }
}
