import ContentCoding
import Foundation

/// What a run may spend, in US dollars: no request is sent that could pass it.
///
/// Each request reserves the most that it can cost, and gives back what it did not. Where requests under way hold what
/// the next one needs, it waits for what they give back. A reply that costs more than its bound raises the bounds of all
/// that are under way and to come by the same factor; what was under way until then may pass the budget by it.
public actor Budget {
  /// What a request holds until it is over.
  public struct Reservation: Sendable {
    fileprivate let amount: Double
  }

  /// The most that may be spent.
  public nonisolated let limit: Double
  /// What was spent; a request whose cost nobody told counts with the most it can have cost.
  public private(set) var spent = 0.0
  private var reserved = 0.0
  /// How many times its bound the dearest reply has cost; at least 1.
  private var dearness = 1.0
  private var underway = 0
  private var line = FIFOQueue()

  /// A budget of so many dollars, which earlier parts of the run may have used already.
  public init(limit: Double, spent: Double = 0) {
    self.limit = limit
    self.spent = spent
  }

  /// Holds the most that a request can cost.
  ///
  /// - Parameters:
  ///   - bound: US dollars; nil where the price is unknown.
  ///   - model: the model's name, for the error.
  /// - Returns: What is given to ``settle(_:cost:)`` when the request is over.
  /// - Throws: `BudgetProblem`, `CancellationError`.
  public func reserve(_ bound: Double?, model: String) async throws -> Reservation {
    guard let bound, bound.isFinite, bound >= 0 else { throw BudgetProblem.unknownPrice(model: model) }
    while true {
      try Task.checkCancellation()
      let next = bound * dearness
      if spent + reserved * dearness + next <= limit { break }
      // What was spent is known once all that is under way has ended.
      if underway == 0, spent + next > limit {
        line.callAll()
        throw BudgetProblem.spent(limit: limit, spent: spent, next: next)
      }
      if underway == 0 { break }
      let place = line.nextPlace()
      await withTaskCancellationHandler {
        await withCheckedContinuation { line.join($0, at: place) }
      } onCancel: {
        Task { await self.leave(place) }
      }
    }
    reserved += bound
    underway += 1
    return Reservation(amount: bound)
  }

  /// A request is over.
  ///
  /// - Parameters:
  ///   - reservation: what it held.
  ///   - cost: what it cost; nil where that is unknown, which counts as all that it held.
  public func settle(_ reservation: Reservation?, cost: Double?) {
    guard let reservation else { return }
    underway -= 1
    reserved = underway == 0 ? 0 : max(0, reserved - reservation.amount)
    spent += cost ?? reservation.amount * dearness
    if let cost, reservation.amount > 0 { dearness = max(dearness, cost / reservation.amount) }
    line.callAll()
  }

  private func leave(_ place: FIFOQueue.Place) { line.leave(place) }
}

/// A run stops for money's sake.
public enum BudgetProblem: Error, Hashable, Sendable {
  /// The next request could pass the budget.
  case spent(limit: Double, spent: Double, next: Double)
  /// The model's price is unknown.
  case unknownPrice(model: String)
}

extension BudgetProblem: CustomStringConvertible, LocalizedError {
  /// What was spent, and what to do.
  public var description: String {
    switch self {
    case .spent(let limit, let spent, let next):
      "the budget of $\(Figures.dollars(limit)) is used: $\(Figures.dollars(spent)) are spent and the next request may cost "
        + "$\(Figures.dollars(next)); all answers are kept, and a larger --budget goes on where this run was"
    case .unknownPrice(let model):
      "a budget needs a price, and that of \"\(model)\" is unknown; write it in the study's prices.json"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
