import GRDB

/// The tables of `study.sqlite`, as a list of migrations that is only ever appended to.
enum Schema {
  /// SQLite's `application_id` of a study: the letters `Cdfr`.
  static let applicationID: Int32 = 0x4364_6672

  /// All versions, oldest first.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { try $0.execute(sql: version1) }
    migrator.registerMigration("v2") { try $0.execute(sql: version2) }
    migrator.registerMigration("v3") { try $0.execute(sql: version3) }
    migrator.registerMigration("v4") { database in
      try database.execute(sql: version4)
      try composeNames(in: database)
    }
    migrator.registerMigration("v5") { try $0.execute(sql: version5) }
    migrator.registerMigration("v6") { try $0.execute(sql: version6) }
    migrator.registerMigration("v7") { try $0.execute(sql: version7) }
    migrator.registerMigration("v8") { try $0.execute(sql: version8) }
    migrator.registerMigration("v9") { try $0.execute(sql: version9) }
    return migrator
  }
}
