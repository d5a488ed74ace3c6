import Foundation
import Inference

/// The program, its libraries and the machine on which a package was made.
struct PackageEnvironment: Encodable {
  let program: String
  let libraries: [String: String]
  let system: String
  let processor: String
  let cores: Int

  init() {
    program = "Codeframe \(ProgramVersion.current)"
    var libraries: [String: String] = [:]
    for library in LoadedLibrary.all { libraries[library.name] = library.version }
    libraries["ONNX Runtime"] = (try? InferenceEngine.shared().describe())?.version
    self.libraries = libraries
    var names = utsname()
    uname(&names)
    func text(_ field: some Any) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    system = "\(text(names.sysname)) \(text(names.release))"
    processor = text(names.machine)
    cores = ProcessInfo.processInfo.processorCount
  }
}
