import Learning

/// Rows of random numbers, the same on every run.
func randomRows(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
  var draws = Draws(seed)
  return draws.matrix(rows, columns)
}
