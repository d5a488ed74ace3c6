import Foundation
import HTTP

extension HubConnection {
  /// What a status other than success says about a repository; nil for the statuses of success.
  ///
  /// The hub says in `X-Error-Code` what it means; a mirror may not. To strangers it does not tell repositories that
  /// are private from those that are not there.
  func refusal(
    _ answer: Answer, of repository: ModelName, revision: String, asked: String
  ) -> PullProblem? {
    let response = answer.response
    guard !(200...299).contains(response.status) else { return nil }
    let hasToken = settings.token != nil
    let message = response.fields["X-Error-Message"].map { String($0.prefix(200)) }
    let gated = PullProblem.gated(
      repository: repository.path, page: settings.page(of: repository), hasToken: hasToken)
    let notFound = PullProblem.notFound(
      repository: repository.path, endpoint: settings.endpoint, nearNames: [], hasToken: hasToken)
    let home = URL(string: settings.endpoint).map(Self.host)
    switch (response.status, response.fields["X-Error-Code"]) {
    case _ where answer.host != home:
      return .status(response.status, host: answer.host, asked: asked, message: message)
    case (_, "GatedRepo"): return gated
    case (_, "RevisionNotFound"): return .noRevision(repository: repository.path, revision: revision)
    case (_, "RepoNotFound"): return notFound
    case (401, _) where hasToken && message?.contains("Invalid credentials") == true:
      return .tokenRefused(endpoint: settings.endpoint)
    case (401, _): return hasToken ? .tokenRefused(endpoint: settings.endpoint) : notFound
    case (403, nil): return gated
    case (404, nil): return notFound
    default: return .status(response.status, host: answer.host, asked: asked, message: message)
    }
  }
}
