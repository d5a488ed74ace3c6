import ContentCoding
import Foundation
import Storage
import Testing

@testable import Workflows

struct StudyStatusTests {
  private static func code(_ answer: Answer, as coder: String, in open: OpenStudy) throws {
    try open.study.save(
      [Coding(postID: "p1", variable: "crowd", answer: answer)],
      coder: CoderIdentity(name: coder, kind: .person), codebook: open.codebook, at: Date())
  }

  /// An ensemble learns nothing and needs no gold, but there is nothing to make one of before its members have coded.
  @Test func whatIsMadeOfOthersWaitsForThem() throws {
    let coders = """
      coders:
        - {name: both, kind: ensemble, members: [one, two], rule: majority}
        - {name: one, kind: probe}
        - {name: two, kind: probe}

      """
    try SmallStudy.with(posts: 3, coders: coders) { open in
      #expect(try open.nextStep().kind == .codeByHand(sample: "main"))
      for name in ["anna", "gold"] { try Self.code(.coded(.boolean(true)), as: name, in: open) }
      #expect(try open.nextStep().kind == .code("one"))
      for name in ["one", "two"] { try Self.code(.coded(.boolean(true)), as: name, in: open) }
      #expect(try open.nextStep().kind == .code("both"))
    }
  }

  /// A person's retest, batches and verdicts are not further people, and who abstained throughout has not coded; whoever asks.
  @Test func onePersonIsOnePerson() throws {
    for apart in ["anna (retest)", "anna (batch)", "review:anna"] {
      try SmallStudy.with(posts: 3) { open in
        for name in ["anna", apart] { try Self.code(.coded(.boolean(true)), as: name, in: open) }
        try Self.code(.abstained(Reason(.undecided, "too dark")), as: "ben", in: open)
        #expect(try StudyStatus(of: open).next.kind == .codeAgain(gold: "gold"))
        #expect(try open.nextStep().kind == .codeAgain(gold: "gold"), "\(apart)")
        try Self.code(.coded(.boolean(false)), as: "ben", in: open)
        #expect(try open.nextStep().kind == .makeGold("gold"))
      }
    }
  }
}
