import ArgumentParser
import Foundation
import Storage
import StudyFile
import Workflows

/// What the shell offers for names: those of the study that the line is about.
enum NameCompletion {
  /// Coders of the study's file, and those that have coded.
  static let coders = names { open in
    open.configuration.coders.map(\.name) + (try open.study.coderIdentities().map(\.name))
  }
  static let variables = names { $0.configuration.codebook.variables.map(\.name) }
  static let samples = names { try $0.study.samples().map(\.name) }
  static let clusterings = names { try $0.study.clusterings() }
  /// Columns of the imported table, and counts.
  static let columns = names { try $0.study.columns() + $0.study.counts() }

  private static func names(_ list: @escaping @Sendable (OpenStudy) throws -> [String]) -> CompletionKind {
    .custom { words, _, _ in
      // A line that cannot be completed is left alone.
      guard let open = try? OpenStudy(at: folder(in: words), for: NobodyListens()),
        let names = try? list(open)
      else { return [] }
      var seen: Set<String> = []
      return names.filter { seen.insert($0).inserted }
    }
  }

  /// The study's folder, as `-C` or `--study` names it on the line; the current one if neither does.
  private static func folder(in words: [String]) -> URL {
    let place = words.lastIndex { $0 == "-C" || $0 == "--study" }.map { $0 + 1 }
    let named = place.flatMap { words.indices.contains($0) ? words[$0] : nil }
    return URL(fileURLWithPath: named ?? ".", isDirectory: true).standardizedFileURL
  }
}
