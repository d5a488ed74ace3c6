import ContentCoding
import Exchange

/// The words that go with a package, for whoever opens it without Codeframe.
struct PackageReadme {
  let text: String

  init(of open: OpenStudy, _ names: PackageNames, keepsIDs: Bool) {
    let ids =
      keepsIDs
      ? "Posts and accounts have their own ids; people who coded have pseudonyms."
      : "Posts, accounts and people have pseudonyms: hashes under a key that stays in the study."
    text = """
      # \(open.configuration.name)

      What was coded, by whom and how well, made by Codeframe \(ProgramVersion.current). There are no texts and no pictures. \(ids)

      | file | what it holds |
      |---|---|
      | `codings.csv` | a row a coding: post, variable, value, confidence, status, coder, fold, score of each category |
      | `posts.csv` | a row a post: fold, group, SHA-256 of its pictures |
      | `samples.csv`, `sample_posts.csv` | the samples, and each post's probability to be drawn |
      | `splits.csv` | the parts of splits |
      | `codeframe.yaml` | the codebook and the coders |
      | `runs.json`, `environment.json` | what ran, with which models, seeds, versions and prices |
      | `figures.json` | the statistics: every coder against \(names.mention(open.configuration.gold)), agreement of people, shares in the corpus |
      | `methods.md`, `references.bib` | how it was done, in words, and what to cite |
      | `datapackage.json` | the same for programs (Frictionless Data) |
      | `checksums.sha256` | for `sha256sum --check checksums.sha256` |

      To compute the statistics again from the codings, and be told where they differ:

          codeframe replicate .

      To let the coders code again, with a study that has the same pictures:

          codeframe replicate . --posts STUDY

      Nothing in this folder is run. The tables are UTF-8 with LF line ends; a cell that a spreadsheet would take for a formula begins
      with `'`.

      """
  }
}
