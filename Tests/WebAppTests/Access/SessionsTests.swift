import Foundation
import Storage
import Synchronization
import Testing

@testable import WebApp

struct SessionsTests {
  @Test func whoLoggedInAndIsIdleIsOut() throws {
    let time = Mutex(Date(timeIntervalSince1970: 0))
    let sessions = Sessions { time.withLock { $0 } }
    let person = sessions.start(person: "anna", password: try Password("a long password"))
    let token = sessions.start(person: nil)
    time.withLock { $0 += 11 * 3600 }
    #expect(sessions[person.id] != nil)
    time.withLock { $0 += 11 * 3600 }
    #expect(sessions[person.id] != nil, "each request counts")
    time.withLock { $0 += 13 * 3600 }
    #expect(sessions[person.id] == nil)
    #expect(sessions[token.id] != nil, "the token's lasts as long as the app")
  }

  @Test func theOldestOfManyGoes() {
    let sessions = Sessions()
    let all = (0...1000).map { _ in sessions.start(person: nil) }
    #expect(sessions[all[0].id] == nil && sessions[all[1].id] != nil)
    sessions.end(all[5].id)
    #expect(sessions[all[5].id] == nil)
  }
}
