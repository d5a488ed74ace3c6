/// Limited-memory BFGS (Nocedal 1980; Nocedal and Wright 2006, algorithms 7.4 and 3.1): two-loop recursion over the
/// last `memory` steps, backtracking until the decrease is sufficient (Armijo, 1e-4).
///
/// A step along which the curvature is not positive is not remembered, so the direction is always one of descent.
struct LBFGS: Sendable {
  var memory = 10
  var maximumIterations = 500
  /// Ends when half the squared length of the gradient is at most this.
  ///
  /// With unknowns scaled to unit curvature, that is the distance of the objective from its minimum.
  var tolerance = 1e-10

  struct Minimum: Sendable {
    var point: [Double]
    var value: Double
    var iterations: Int
    var converged: Bool
  }

  /// Minimises a smooth function; `evaluate` returns the value at a point and writes the gradient.
  func minimise(
    from start: [Double], _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) throws(LearningError) -> Minimum {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var value = evaluate(point, &gradient)
    guard value.isFinite else { throw .numerical("the loss is not finite at the start") }
    var steps: [Step] = []
    for iteration in 0..<maximumIterations {
      try checkCancellation()
      if BLAS.dot(gradient, gradient) / 2 <= tolerance {
        return Minimum(point: point, value: value, iterations: iteration, converged: true)
      }
      var direction = LBFGS.direction(gradient, steps)
      var slope = BLAS.dot(direction, gradient)
      if slope >= 0 {
        steps.removeAll()
        direction = gradient.map { -$0 }
        slope = -BLAS.dot(gradient, gradient)
      }
      guard let next = search(from: point, value, along: direction, slope, evaluate) else {
        return Minimum(point: point, value: value, iterations: iteration, converged: false)
      }
      let step = Step(from: (point, gradient), to: (next.point, next.gradient))
      if step.curvature > 0, step.curvature.isNormal { steps.append(step) }
      if steps.count > memory { steps.removeFirst() }
      (point, value, gradient) = (next.point, next.value, next.gradient)
    }
    return Minimum(point: point, value: value, iterations: maximumIterations, converged: false)
  }

  private struct Step {
    var move: [Double]
    var change: [Double]
    var curvature: Double

    init(from old: (point: [Double], gradient: [Double]), to new: (point: [Double], gradient: [Double])) {
      move = new.point
      BLAS.add(-1, old.point, to: &move)
      change = new.gradient
      BLAS.add(-1, old.gradient, to: &change)
      curvature = BLAS.dot(move, change)
    }
  }

  /// Minus the approximate inverse Hessian times the gradient.
  private static func direction(_ gradient: [Double], _ steps: [Step]) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for step in steps.reversed() {
      let share = BLAS.dot(step.move, direction) / step.curvature
      shares.append(share)
      BLAS.add(-share, step.change, to: &direction)
    }
    if let last = steps.last {
      let scale = last.curvature / BLAS.dot(last.change, last.change)
      for index in direction.indices { direction[index] *= scale }
    }
    for (step, share) in zip(steps, shares.reversed()) {
      let other = BLAS.dot(step.change, direction) / step.curvature
      BLAS.add(share - other, step.move, to: &direction)
    }
    return direction
  }

  private func search(
    from point: [Double], _ value: Double, along direction: [Double], _ slope: Double,
    _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> (point: [Double], value: Double, gradient: [Double])? {
    var length = 1.0
    var gradient = [Double](repeating: 0, count: point.count)
    for _ in 0..<40 {
      var trial = point
      BLAS.add(length, direction, to: &trial)
      let found = evaluate(trial, &gradient)
      if found.isFinite, found <= value + 1e-4 * length * slope { return (trial, found, gradient) }
      // The minimum of the parabola through the value, the slope and the trial, kept within a tenth and a half.
      let parabola = -slope * length * length / (2 * (found - value - slope * length))
      length = found.isFinite && parabola.isFinite ? min(max(parabola, length / 10), length / 2) : length / 10
    }
    return nil
  }
}
