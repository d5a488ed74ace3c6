import Foundation
import Learning

/// `clustering kmeans FILE COLUMNS THREADS CLUSTERS ITERATIONS`, `clustering silhouette FILE COLUMNS THREADS` and
/// `clustering hdbscan FILE COLUMNS THREADS SIZE`.
///
/// FILE holds little-endian 32-bit floats, row after row; the silhouette reads `FILE.labels`, a byte a row. Prints the wall
/// seconds and CPU seconds that took; then the inertia and the iterations, the mean silhouette, or the number of clusters
/// and of rows in them.
@main
struct Clustering {
  static func main() throws {
    let arguments = CommandLine.arguments
    let numbers = arguments.dropFirst(3).compactMap { Int($0) }
    guard arguments.count > 4, numbers.count == arguments.count - 3 else { usage() }
    let features = try matrix(arguments[2], columns: numbers[0])
    switch (arguments[1], numbers.count) {
    case ("kmeans", 4):
      let kmeans = KMeans(clusters: numbers[2], iterations: numbers[3], tolerance: 0)
      let (model, time) = try timed { try kmeans.fit(features, threads: numbers[1]) }
      print(time, model.inertia, model.iterations)
    case ("silhouette", 2):
      let labels = try Data(contentsOf: URL(filePath: arguments[2] + ".labels")).map { Int($0) }
      let (silhouette, time) = try timed {
        try Silhouette(features, labels: labels, sampling: .all, threads: numbers[1])
      }
      print(time, silhouette?.mean ?? .nan)
    case ("hdbscan", 3):
      let (model, time) = try timed {
        try HDBSCAN(minClusterSize: numbers[2]).fit(features, threads: numbers[1])
      }
      print(time, model.sizes.count, model.sizes.reduce(0, +))
    default:
      usage()
    }
  }

  private static func usage() -> Never {
    let usage = "clustering kmeans|silhouette|hdbscan FILE COLUMNS THREADS ...\n"
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
  }

  /// Reads straight into the matrix, so that the peak of memory is the clustering's.
  private static func matrix(_ path: String, columns: Int) throws -> Matrix {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    let count = Int(try file.seekToEnd()) / 4
    try file.seek(toOffset: 0)
    let entries = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var place = 0
      while place < count * 4 {
        let got = read(file.fileDescriptor, bytes.baseAddress?.advanced(by: place), count * 4 - place)
        guard got > 0 else { break }
        place += got
      }
      filled = place / 4
    }
    return Matrix(rows: entries.count / columns, columns: columns, storage: entries)
  }

  private static func timed<Answer>(_ body: () throws -> Answer) throws -> (Answer, String) {
    let clocks = [CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID]
    let start = clocks.map(seconds)
    let answer = try body()
    return (answer, zip(clocks, start).map { "\(seconds($0) - $1)" }.joined(separator: " "))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
