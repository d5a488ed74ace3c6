extension Schema {
  /// What runs used of energy.
  static let version5 = """
    ALTER TABLE runs ADD COLUMN joules REAL;
    ALTER TABLE runs ADD COLUMN is_energy_estimated INTEGER;
    """
}
