import Foundation

/// What is risky about the place where a study lies.
enum StudyPlace {
  /// Warnings about `folder`: SQLite's write-ahead log needs a local disk, and cloud clients copy files while they change.
  static func warnings(of folder: URL) -> [String] {
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
    var information = statfs()
    guard statfs(path, &information) == 0 else { return nil }
    #if os(Linux)
    let kinds: [UInt32: String] = [
      0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x6573_5546: "FUSE (sshfs, rclone, ...)",
      0x0102_1997: "9P", 0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS", 0x5346_414F: "AFS", 0x00C3_6400: "Ceph",
    ]
    return kinds[UInt32(truncatingIfNeeded: information.f_type)]
    #else
    return information.f_flags & UInt32(MNT_LOCAL) == 0 ? "a network volume" : nil
    #endif
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
