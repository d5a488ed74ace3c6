import Foundation
import Learning

/// Maps the rows that `rows.float32` of a folder holds.
///
/// `umap fit FOLDER ROWS COLUMNS DIMENSIONS METRIC THREADS` fits a map of the first rows, prints the wall seconds and CPU seconds that
/// took, and writes the embedding to `ours.float32`. `umap recall FOLDER ROWS COLUMNS NEIGHBOURS METRIC THREADS` finds their
/// neighbours approximately and prints the seconds of that, and the share of the exact neighbours of 1,000 rows that is
/// among them.
@main
struct Mapping {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 7, let rows = Int(arguments[2]), let columns = Int(arguments[3]),
      let count = Int(arguments[4]), let metric = NeighbourMetric(rawValue: arguments[5]),
      let threads = Int(arguments[6])
    else {
      let usage = "umap fit|recall FOLDER ROWS COLUMNS DIMENSIONS|NEIGHBOURS cosine|euclidean THREADS\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
    let folder = URL(filePath: arguments[1])
    let matrix = try table(folder, rows, columns)
    if arguments[0] == "recall" {
      try recall(matrix, count, metric, threads)
    } else {
      let start = (wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
      let model = try UMAP(dimensions: count, metric: metric).fit(matrix, threads: threads)
      print(seconds(CLOCK_MONOTONIC) - start.wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - start.cpu)
      try model.embedding.storage.withUnsafeBytes { Data($0) }
        .write(to: folder.appending(path: "ours.float32"))
    }
  }

  private static func table(_ folder: URL, _ rows: Int, _ columns: Int) throws -> Matrix {
    let file = try FileHandle(forReadingFrom: folder.appending(path: "rows.float32"))
    defer { try? file.close() }
    let bytes = try file.read(upToCount: rows * columns * 4) ?? Data()
    let entries = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    return Matrix(rows: rows, columns: columns, storage: entries)
  }

  private static func recall(
    _ matrix: Matrix, _ count: Int, _ metric: NeighbourMetric, _ threads: Int
  ) throws {
    let start = (wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
    let found = try NearestNeighbours.approximate(in: matrix, count: count, metric: metric, threads: threads)
    let (wall, cpu) = (seconds(CLOCK_MONOTONIC) - start.wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - start.cpu)
    let sample = stride(from: 0, to: matrix.rows, by: max(1, matrix.rows / 1000)).map { $0 }
    let exact = try NearestNeighbours.exact(
      of: matrix.selecting(rows: sample), in: matrix, count: count + 1, metric: metric, threads: threads)
    let shared = sample.enumerated().reduce(into: 0) { sum, row in
      let expected = exact.neighbours(of: row.offset).filter { $0 != Int32(row.element) }.prefix(count)
      sum += Set(expected).intersection(found.neighbours(of: row.element)).count
    }
    print(wall, cpu, Double(shared) / Double(sample.count * count))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
