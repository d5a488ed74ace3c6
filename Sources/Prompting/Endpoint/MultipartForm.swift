import Foundation
import HTTP

/// A form with one file, as `multipart/form-data` (RFC 7578); the file is read while it is sent.
struct MultipartForm {
  private let boundary = "codeframe-\(UUID().uuidString)"
  /// The fields before the file.
  let fields: [(name: String, value: String)]
  /// The file.
  let file: URL
  /// The name that the endpoint is told.
  let fileName: String
  /// The file's media type.
  let fileType: String

  /// What the header field `Content-Type` says.
  var type: String { "multipart/form-data; boundary=\(boundary)" }

  /// What is sent.
  var upload: HTTPUpload {
    let texts = fields.map { name, value in
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    let head =
      texts.joined()
      + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(fileName)\"\r\n"
      + "Content-Type: \(fileType)\r\n\r\n"
    return HTTPUpload(head: Array(head.utf8), file: file, tail: Array("\r\n--\(boundary)--\r\n".utf8))
  }
}
