import GRDB

extension Study {
  /// How many posts `coder` gives each value of `variable` now, as values are written; tags count one by one.
  public func valueCounts(of variable: String, by coder: String) throws -> [String: Int] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT codings.value, codings.type, count(*) FROM codings JOIN coders USING (coder)
          JOIN origins ON origins.origin = codings.origin
          WHERE coders.name = ? AND codings.variable = ? AND codings.status = 'coded'
            AND origins.configuration IS coders.configuration
          GROUP BY codings.value, codings.type
          """, arguments: [coder, variable])
      var counts: [String: Int] = [:]
      while let row = try rows.next() {
        let (value, type, count): (String, String, Int) = (
          try row.value(0), try row.value(1), try row.value(2)
        )
        for part in type == "tags" ? value.split(separator: "|").map(String.init) : [value] {
          counts[part, default: 0] += count
        }
      }
      return counts
    }
  }
}
