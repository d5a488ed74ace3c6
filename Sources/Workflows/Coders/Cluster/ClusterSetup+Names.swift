import ContentCoding
import ModelCoders
import Pages
import Storage

extension ClusterSetup: NamesClusters {
  static func names(
    in stored: StoredHead, by coder: CoderConfiguration, of clustering: Clustering
  ) throws -> [Int: ClustersContent.Naming] {
    let named: NamedClusters = try stored.learned()
    guard let parameters = coder.parameters as? Parameters,
      named.places == fingerprint(of: clustering.places)
    else { return [:] }
    var names: [Int: ClustersContent.Naming] = [:]
    for cluster in 0..<clustering.count {
      let found = named.variables.compactMap { variable in
        variable.name(of: cluster, fold: nil).map { (variable.variable.name, $0) }
      }
      guard let first = found.first else { continue }
      names[cluster] = ClustersContent.Naming(
        category: found.count == 1
          ? first.1.label : found.map { "\($0): \($1.label)" }.joined(separator: ", "),
        namer: "\(coder.name), by \(parameters.naming.name)", agreement: found.map(\.1.share).min())
    }
    return names
  }
}
