import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct DocumentationTests {
  @Test func everyTableAndColumnIsDocumented() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/storage.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for migrator in [Schema.migrator, FeatureSchema.migrator] {
      let database = try DatabaseQueue()
      try migrator.migrate(database)
      try database.read { database in
        let tables = try String.fetchAll(
          database,
          sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'")
        #expect(tables.count > 2)
        for table in tables {
          #expect(text.contains("`\(table)`"), "\(table)")
          for column in try database.columns(in: table) where !table.hasPrefix("grdb") {
            #expect(text.contains("`\(column.name)`"), "\(table).\(column.name)")
          }
        }
      }
    }
  }
}
