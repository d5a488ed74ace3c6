import Hummingbird
import Workflows

/// Asks who codes.
struct NamePage: AppRoutes {
  func add(to router: AppRouter) {
    router.page("/name", for: .coder) { visit in
      if visit.hasAccounts { return .redirect(Address("/")) }
      return .page(Self.page(visit, name: visit.person ?? "", problem: nil))
    }
    router.action("/name", for: .coder) { visit in
      // Who logged in codes under the name of the account.
      if visit.hasAccounts { return .redirect(Address("/")) }
      let name = visit.form["name"] ?? ""
      do throws(UserError) { try Self.check(name, visit) } catch {
        return .page(Self.page(visit, name: name, problem: error.description))
      }
      return .named(name, then: Address(within: visit.form["to"]) ?? Address("/"))
    }
  }

  private static func check(_ name: String, _ visit: Visit) throws(UserError) {
    do { _ = try Person(name, in: visit.open) } catch let problem as UserError { throw problem } catch {
      throw UserError("\(error)")
    }
  }

  private static func page(_ visit: Visit, name: String, problem: String?) -> Page {
    let words = visit.words
    return Page(words.whoCodes, part: .code) { page in
      page.element("h1", text: words.whoCodes)
      page.element("p", text: words.whoCodesWhy)
      page.form("/name", visit, style: "stack") { page in
        page.hidden("to", Address(within: visit["to"] ?? visit.form["to"])?.description ?? "/")
        page.element("label", ["for": "name"], text: words.yourName)
        page.void(
          "input",
          [
            "id": "name", "name": "name", "value": name, "required": "", "maxlength": "200",
            "autocomplete": "username", "autofocus": "", "aria-describedby": problem == nil ? nil : "problem",
          ])
        if let problem { page.element("p", ["class": "flag", "id": "problem"], text: problem) }
        page.element("button", ["type": "submit", "class": "button"], text: words.begin)
      }
    }
  }
}
