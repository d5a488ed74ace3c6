/// The place of each category in the caller's list.
struct CategoryIndex {
  private let places: [String: Int32]

  init(_ categories: [String]) throws(ReliabilityError) {
    guard !categories.isEmpty else { throw .noCategories }
    var places: [String: Int32] = [:]
    for (place, category) in categories.enumerated() {
      guard places.updateValue(Int32(clamping: place), forKey: category) == nil else {
        throw .duplicateCategory(category)
      }
    }
    self.places = places
  }

  subscript(_ category: String) -> Int32? { places[category] }
}
