import ContentCoding
import Foundation

@testable import Storage

/// Runs `body` with a folder of its own, which is gone afterwards.
func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "storage-\(UUID().uuidString)", isDirectory: true)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// Runs `body` with an empty study.
func withStudy<T>(_ body: (Study) throws -> T) throws -> T {
  try withFolder { folder throws in
    let study = try Study.create(at: folder)
    let result = try body(study)
    try study.close()
    return result
  }
}

let noon = Date(timeIntervalSince1970: 1_795_262_400)
let probe = CoderIdentity(name: "probe", kind: .probe)
let ada = CoderIdentity(name: "ada", kind: .person)
let book = Fingerprint(stored: "b00c")
let first = Fingerprint(stored: "c0ff01")
let second = Fingerprint(stored: "c0ff02")

func coding(_ post: String, _ answer: Answer, variable: String = "ces", fold: Int? = nil) -> Coding {
  Coding(postID: post, variable: variable, answer: answer, fold: fold)
}

func posts(_ count: Int) -> [Post] {
  (0..<count).map { Post(id: "p\($0)", text: "text \($0)", media: [Media(path: "images/\($0).jpg")]) }
}
