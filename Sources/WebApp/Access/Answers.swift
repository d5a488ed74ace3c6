import HTTPTypes
import Hummingbird
import Pages

/// Gives every answer the headers that keep a page to itself, and puts what went wrong into a page.
struct Answers: RouterMiddleware {
  private static let headers: KeyValuePairs<String, String> = [
    "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
  ]
  private static let policy =
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do { response = try await next(request, context) } catch let error as any HTTPResponseError {
      response = Self.response(error.status, (error as? HTTPError)?.body, request)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      response = Self.response(.internalServerError, "\(error)", request)
    }
    for (name, value) in Self.headers {
      guard let name = HTTPField.Name(name), response.headers[name] == nil else { continue }
      response.headers[name] = value
    }
    return response
  }

  private static func response(
    _ status: HTTPResponse.Status, _ sentence: String?, _ request: Request
  ) -> Response {
    let words = Words.fitting(request.headers[.acceptLanguage])
    let sentence = sentence ?? (status == .notFound ? words.noSuchPage : status.reasonPhrase)
    return Reply.html(ProblemPage.page(sentence, for: words).html(words: words, visit: nil), status)
  }
}
