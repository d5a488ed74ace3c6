import Foundation

/// Why a study or its cache could not be read or written.
public enum StorageError: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// There is no `study.sqlite` in this folder.
  case noStudy(folder: String)
  /// There is one already.
  case studyExists(folder: String)
  /// The file is there but is no study, or its bytes are damaged.
  case notAStudy(path: String)
  /// A later program made it.
  case newerSchema(path: String)
  /// Another program has been writing for longer than the busy timeout.
  case locked(path: String)
  /// The file or its folder may not be written.
  case readOnly(path: String)
  /// No room on the device.
  case diskFull(path: String)
  /// The file cannot be opened.
  case cannotOpen(path: String)
  /// A live process holds a run of this coder.
  case runHeld(coder: String, run: String, host: String, process: Int32)
  /// The run is no longer held by this process.
  case leaseLost(run: String)
  /// Posts were forgotten while a coder learned, perhaps from them.
  case forgottenMeanwhile(coder: String)
  /// No run has this id.
  case unknownRun(String)
  /// No post has this id.
  case unknownPost(String)
  /// What is stored cannot be read.
  case unreadable(path: String, what: String)
  /// SQLite said something else.
  case database(path: String, message: String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noStudy(let folder):
      "There is no study in \(folder). Make one with `codeframe init \(folder)`, or name its folder with --study."
    case .studyExists(let folder): "There is a study in \(folder) already; it was left as it is."
    case .notAStudy(let path):
      "\(path) is no study of Codeframe, or it is damaged. Put back a copy, or start anew in another folder."
    case .newerSchema(let path):
      "\(path) was written by a newer Codeframe. Update Codeframe; this one leaves the file as it is."
    case .locked(let path):
      "\(path) is being written by another program. Try again when its import or save has ended."
    case .readOnly(let path):
      "\(path) or its folder may not be written. Give yourself the right to write, or copy the study elsewhere."
    case .diskFull(let path):
      "The disk that holds \(path) is full; what was not yet saved was undone. Make room and run the command again."
    case .cannotOpen(let path): "\(path) cannot be opened. Check that it is a file and that you may read it."
    case .runHeld(let coder, let run, let host, let process):
      "\(coder) is running already: run \(run), process \(process) on \(host). Wait until it ends, or stop it first."
    case .leaseLost(let run): "Run \(run) was taken over by another process; this one stops."
    case .forgottenMeanwhile(let coder):
      "Posts were forgotten while \(coder) learned, and what it learned was thrown away. Run the same command again."
    case .unknownRun(let id): "No run is called \(id). `codeframe runs` lists them."
    case .unknownPost(let id): "No post of this study has the id \(id)."
    case .unreadable(let path, let what):
      "\(path): \(what) cannot be read as it is stored; the file was damaged or edited. Put back a copy, or correct the value."
    case .database(let path, let message): "\(path): \(message)"
    }
  }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}
