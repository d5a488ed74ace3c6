import Foundation
import Testing

@testable import Workflows

struct StudyLocationTests {
  @Test(arguments: [
    ("/home/anna/Dropbox/study", "Dropbox"), ("/Users/anna/Library/Mobile Documents/x", "iCloud"),
    ("/home/anna/OneDrive - Uni Bern/study", "OneDrive"), ("/home/anna/Nextcloud/a/b", "Nextcloud"),
  ])
  func cloudFoldersAreKnownByName(path: String, client: String) {
    #expect(StudyLocation.cloudClient(above: path) == client)
  }

  @Test func markersOfSyncClientsAreSeenAboveTheStudy() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let study = folder.appending(path: "shared/study")
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(StudyLocation.cloudClient(above: study.path) == nil)
    try FileManager.default.createDirectory(
      at: folder.appending(path: ".stfolder"), withIntermediateDirectories: true)
    #expect(StudyLocation.cloudClient(above: study.path) == "Syncthing")
  }

  #if os(Linux)
  /// Lines as proc(5) shows them.
  private let mounts = """
    22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
    40 22 0:35 / /home rw,relatime shared:1 - nfs4 server:/home rw,vers=4.2
    41 40 8:2 / /home/local rw - xfs /dev/sdb1 rw
    42 22 0:50 / /mnt/my\\040drive rw - fuse.rclone remote: rw
    """

  @Test(arguments: [
    ("/work/study", nil), ("/home/anna/study", "nfs4"), ("/home/local/study", nil), ("/homes/study", nil),
    ("/mnt/my drive/study", "fuse.rclone"),
  ])
  func theInnermostMountDecides(path: String, kind: String?) {
    #expect(StudyLocation.networkFileSystem(at: path, mounts: mounts) == kind)
  }
  #endif
}
