import Foundation

/// What is risky about the place where a study lies.
package enum StudyLocation {
  /// Warnings about `folder`: SQLite's write-ahead log needs a local disk, and cloud clients copy files while they change.
  package static func warnings(of folder: URL) -> [String] {
    let path = folder.resolvingSymlinksInPath().path
    var warnings: [String] = []
    if let system = networkFileSystem(at: path) {
      warnings.append(
        "\(path) lies on \(system): a database on a network can be damaged when two machines write; "
          + "move the study to a local disk")
    }
    if let client = cloudClient(above: path) {
      warnings.append(
        "\(path) is synchronised by \(client): it may copy the database in the middle of a change; "
          + "move the study out of that folder, and copy it there when nothing runs")
    }
    return warnings
  }

  private static func networkFileSystem(at path: String) -> String? {
    #if os(Linux)
    return networkFileSystem(at: path, mounts: KernelFile.text(of: "/proc/self/mountinfo"))
    #else
    var information = statfs()
    guard statfs(path, &information) == 0 else { return nil }
    return information.f_flags & UInt32(MNT_LOCAL) == 0 ? "a network volume" : nil
    #endif
  }

  /// The kind of file system that `path` lies on, where it is one of the network; after `/proc/self/mountinfo` (proc(5)).
  static func networkFileSystem(at path: String, mounts: String) -> String? {
    let kinds = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "lustre", "gpfs", "afs", "ceph", "glusterfs", "beegfs",
    ]
    var found: (point: Int, kind: String)?
    for line in mounts.split(separator: "\n") {
      let halves = line.split(separator: " - ", maxSplits: 1)
      let fields = halves[0].split(separator: " ")
      guard halves.count == 2, fields.count > 4, let kind = halves[1].split(separator: " ").first else {
        continue
      }
      let point = fields[4].replacing("\\040", with: " ")
      let holds = point == "/" || path == point || path.hasPrefix(point + "/")
      // Of mounts on the same place the last one is on top.
      if holds, point.count >= found?.point ?? 0 { found = (point.count, String(kind)) }
    }
    guard let kind = found?.kind, kinds.contains(kind) || kind.hasPrefix("fuse.") && kind != "fuse.lxcfs"
    else {
      return nil
    }
    return kind
  }

  /// The client whose folder holds `path`, by the names and marker files that the clients use.
  static func cloudClient(above path: String) -> String? {
    let names: [(prefix: String, client: String)] = [
      ("dropbox", "Dropbox"), ("onedrive", "OneDrive"), ("google drive", "Google Drive"),
      ("googledrive", "Google Drive"), ("my drive", "Google Drive"), ("mobile documents", "iCloud"),
      ("icloud", "iCloud"), ("nextcloud", "Nextcloud"), ("owncloud", "ownCloud"), ("pcloud", "pCloud"),
    ]
    let markers = [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".sync", "a synchronising client")]
    var folder = URL(fileURLWithPath: path, isDirectory: true)
    while folder.path != "/" {
      let name = folder.lastPathComponent.lowercased()
      if let known = names.first(where: { name.hasPrefix($0.prefix) }) { return known.client }
      for (marker, client) in markers
      where FileManager.default.fileExists(atPath: folder.appending(path: marker).path) {
        return client
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
