import Foundation

/// Input from which no statistic can be computed.
public enum ReliabilityError: Error, Equatable, Sendable {
  /// Two lists that describe the same units differ in length.
  case differentLengths(what: String, expected: Int, found: Int)
  /// The category list is empty.
  case noCategories
  /// A category or tag stands twice in the list.
  case duplicateCategory(String)
  /// A weight is negative, infinite or not a number.
  case badWeight(unit: Int, weight: Double)
  /// A number is infinite or not a number.
  case notFinite(unit: Int)
  /// A probability lies outside 0...1, or is not a number.
  case badProbability(unit: Int, probability: Double)
  /// A category index lies outside the list.
  case noSuchCategory(unit: Int, index: Int, categories: Int)
  /// A coder index lies outside the list.
  case noSuchCoder(index: Int, coders: Int)
  /// The number of bins is not in 1...10,000.
  case badBinCount(Int)
  /// A table of counts is not square, or has a negative or non-finite cell.
  case badTable(categories: Int)
}

extension ReliabilityError: CustomStringConvertible, LocalizedError {
  /// What is wrong, where, and what is expected.
  ///
  /// Units are counted from 1.
  public var description: String {
    switch self {
    case .differentLengths(let what, let expected, let found):
      "\(what): \(found) entries for \(expected) units. Give exactly one entry for each unit."
    case .noCategories:
      "The category list is empty. Give the codebook's categories."
    case .duplicateCategory(let name):
      "\"\(name)\" stands twice in the category list. Name each category once."
    case .badWeight(let unit, let weight):
      "Unit \(unit + 1) has the weight \(weight). Weights are finite and not negative."
    case .notFinite(let unit):
      "Unit \(unit + 1) has a value that is infinite or not a number. Leave such values out as missing."
    case .badProbability(let unit, let probability):
      "Unit \(unit + 1) has the probability \(probability). Probabilities lie between 0 and 1."
    case .noSuchCategory(let unit, let index, let categories):
      "Unit \(unit + 1) has category number \(index), but the list has \(categories), counted from 0."
    case .noSuchCoder(let index, let coders):
      "There is no coder number \(index); there are \(coders), counted from 0."
    case .badBinCount(let bins):
      "\(bins) bins were asked for. Ask for 1 to 10,000."
    case .badTable(let categories):
      "The table is not \(categories) x \(categories) finite counts of zero or more."
    }
  }

  /// The same text as ``description``.
  public var errorDescription: String? { description }
}
