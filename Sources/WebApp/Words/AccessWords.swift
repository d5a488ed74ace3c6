/// What is said to people who log in.
struct AccessWords: Sendable {
  let logIn, logOut, password, wrongPassword, wait, forLeads, loggedOut, nothingAssigned: String

  static let english = AccessWords(
    logIn: "Log in", logOut: "Log out", password: "Password",
    wrongPassword: "This name and this password do not belong together.",
    wait: "Too many wrong passwords. Try again in %@ seconds.",
    forLeads: "This page is for those who lead the study; you code in it.",
    loggedOut: "You are not logged in any more; log in again and nothing is lost.",
    nothingAssigned: "Nothing is assigned to you yet. Whoever leads the study gives you posts to code.")

  static let german = AccessWords(
    logIn: "Anmelden", logOut: "Abmelden", password: "Passwort",
    wrongPassword: "Dieser Name und dieses Passwort gehören nicht zusammen.",
    wait: "Zu viele falsche Passwörter. Versuchen Sie es in %@ Sekunden wieder.",
    forLeads: "Diese Seite ist für die, die die Studie leiten; Sie codieren in ihr.",
    loggedOut: "Sie sind nicht mehr angemeldet; melden Sie sich wieder an, nichts ist verloren.",
    nothingAssigned:
      "Ihnen ist noch nichts zugeteilt. Wer die Studie leitet, gibt Ihnen Beiträge zum Codieren.")
}
