import Foundation

extension FrameSampler {
  /// The length in seconds: what the container says, else by the times of its packets; 0 where neither is known.
  func duration(of file: URL) async throws -> Double {
    let ask = ["-v", "error"] + VideoTool.careful + ["-select_streams", "V:0"]
    let report = try await VideoTool(name: "ffprobe").output(
      ask + [
        "-show_entries", "format=duration:stream=duration", "-of", "json", VideoTool.input(file),
      ],
      limit: 1 << 20)
    guard let container = ProbedContainer(report) else {
      throw VideoProblem.unreadable("ffprobe did not say what it holds")
    }
    guard !container.streams.isEmpty else { throw VideoProblem.unreadable("it holds sound alone") }
    if let length = container.length { return length }
    let packets = try await VideoTool(name: "ffprobe").output(
      ask + ["-show_entries", "packet=pts_time", "-of", "csv=p=0", VideoTool.input(file)], limit: 64 << 20)
    let times = packets.split(whereSeparator: { $0 == 0x0A || $0 == 0x2C }).compactMap {
      Double(String(decoding: $0, as: UTF8.self))
    }
    let known = times.filter { $0.isFinite && abs($0) < ProbedContainer.longest }
    return (known.max() ?? 0) - (known.min() ?? 0)
  }
}

/// What `ffprobe -of json` says of a file's streams of moving pictures.
struct ProbedContainer: Decodable {
  /// One stream, or the whole container.
  struct Stream: Decodable {
    let duration: String?
  }

  /// The streams that were asked for.
  let streams: [Stream]
  let format: Stream?

  /// Reads a report; nil where it is none.
  init?(_ report: [UInt8]) {
    guard let read = try? JSONDecoder().decode(ProbedContainer.self, from: Data(report)) else { return nil }
    self = read
  }

  /// Longer than any video, in seconds.
  static let longest = 1_000_000.0

  /// Seconds; nil where no length is given that can be true.
  var length: Double? {
    (streams.map(\.duration) + [format?.duration]).compactMap { $0.flatMap(Double.init) }
      .first { $0.isFinite && $0 > 0 && $0 < Self.longest }
  }
}
