import ContentCoding
import Testing

/// Worked by hand.
struct VotingTests {
  private let place = Variable(
    name: "v", type: .category, categories: ["Sea", "Hill", "Town"].map { Category(name: $0) })
  private let flag = Variable(name: "v", type: .boolean)
  private let things = Variable(
    name: "v", type: .tags, categories: ["boat", "tree"].map { Category(name: $0) })
  private let score = Variable(name: "v", type: .number, range: 0...10)

  private func ballots(_ answers: [Answer?], weights: [Double]? = nil) -> [Ballot] {
    answers.enumerated().map { index, answer in
      Ballot(voter: ["anna", "ben", "carl", "dora"][index], answer: answer, weight: weights?[index] ?? 1)
    }
  }

  private func scored(_ name: String, _ scores: [Double]) -> Answer {
    .coded(.category(name), scores: ["Sea": scores[0], "Hill": scores[1], "Town": scores[2]])
  }

  @Test func twoOfThreeWin() {
    let answer = Voting.majority(
      ballots([.category("Hill"), .category("Sea"), .category("Hill")]), on: place)
    #expect(answer.value == .category("Hill"))
    #expect(near(answer.confidence, 2.0 / 3))
    #expect(near(answer.scores["Hill"], 2.0 / 3) && near(answer.scores["Sea"], 1.0 / 3))
    #expect(answer.scores["Town"] == 0)
    #expect(answer.details == ["vote:anna": "Hill", "vote:ben": "Sea", "vote:carl": "Hill"])
    #expect(answer.cost == nil)
  }

  @Test func whoHasNoAnswerDoesNotVote() {
    let answer = Voting.majority(
      ballots([.category("Hill"), .unsure, .broken, nil]), on: place)
    #expect(answer.value == .category("Hill") && answer.confidence == 1)
    #expect(
      answer.details == [
        "vote:anna": "Hill", "vote:ben": "abstained", "vote:carl": "failed", "vote:dora": "not coded",
      ])
    let retired = Voting.majority(
      ballots([.category("Hill"), .category("Gone"), .category("Gone")]), on: place)
    #expect(retired.value == .category("Hill"))
  }

  @Test func aTieIsUndecidedUnlessAllGiveScores() {
    let tie = Voting.majority(ballots([.category("Hill"), .category("Sea")]), on: place)
    #expect(tie.status == .abstained && tie.reason == Reason(.undecided, "a tie between Sea, Hill"))
    #expect(tie.details["vote:ben"] == "Sea")
    let one = Voting.majority(ballots([scored("Hill", [0.1, 0.9, 0]), .category("Sea")]), on: place)
    #expect(one.status == .abstained)
    // Mean scores: Sea (0.3 + 0.6) / 2 = 0.45, Hill (0.7 + 0.4) / 2 = 0.55.
    let both = Voting.majority(
      ballots([scored("Hill", [0.3, 0.7, 0]), scored("Sea", [0.6, 0.4, 0])]), on: place)
    #expect(both.value == .category("Hill") && both.confidence == 0.5)
    // Equal there, too. Town has the highest mean score of all and no vote.
    let again = Voting.majority(
      ballots([scored("Hill", [0, 0.5, 0.5]), scored("Sea", [0.5, 0, 0.5])]), on: place)
    #expect(again.status == .abstained)
  }

  @Test func weightsCount() {
    let answer = Voting.majority(
      ballots([.category("Sea"), .category("Hill"), .category("Hill")], weights: [0.9, 0.4, 0.3]), on: place)
    // 0.9 against 0.7.
    #expect(answer.value == .category("Sea") && near(answer.confidence, 0.9 / 1.6))
    let none = Voting.majority(
      ballots([.category("Sea"), .category("Hill"), .category("Hill")], weights: [0, .nan, -1]), on: place)
    #expect(none.status == .abstained)
    let huge = Voting.majority(
      ballots(
        [.flag(true), .flag(false)], weights: [.greatestFiniteMagnitude, .greatestFiniteMagnitude / 3]),
      on: flag)
    #expect(huge.value == .boolean(true) && near(huge.confidence, 0.75))
  }

  @Test func meansOfScores() {
    // Sea (0.5 + 0.4 + 0) / 3 = 0.3, Hill (0.3 + 0.35 + 1) / 3 = 0.55; Ben's scores sum to 2 and count half.
    let answer = Voting.mean(
      ballots([scored("Sea", [0.5, 0.3, 0.2]), scored("Sea", [0.8, 0.7, 0.5]), .category("Hill")]), on: place)
    #expect(answer.value == .category("Hill") && near(answer.confidence, 0.55))
    #expect(near(answer.scores["Sea"], 0.3) && near(answer.scores["Town"], 0.15))
    // A label that its own scores do not hold: "none of these".
    let none = Voting.mean(
      ballots([.coded(.category("Town"), scores: ["Sea": 0.6, "Hill": 0.4]), .category("Town")]), on: place)
    #expect(none.value == .category("Town") && none.confidence == 1)
    #expect(Voting.mean(ballots([.flag(true), .flag(false)]), on: flag).status == .abstained)
  }

  @Test func tagsAreVotedOnOneByOne() {
    let answer = Voting.majority(
      ballots([.tags("boat", "tree"), .tags("boat"), .tags("boat"), .tags()]), on: things)
    #expect(answer.value == .tags(["boat"]) && answer.confidence == 0.75)
    #expect(answer.scores == ["boat": 0.75, "tree": 0.25])
    let tie = Voting.majority(ballots([.tags("boat"), .tags()]), on: things)
    #expect(tie.reason?.message == "a tie on boat")
    let scores = Voting.majority(
      ballots([
        .coded(.tags(["boat"]), scores: ["boat": 0.9, "tree": 0.1]),
        .coded(.tags([]), scores: ["boat": 0.3, "tree": 0.1]),
      ]), on: things)
    #expect(scores.value == .tags(["boat"]))
    let mean = Voting.mean(
      ballots([
        .coded(.tags(["boat"]), scores: ["boat": 0.6, "tree": 0.2]),
        .coded(.tags([]), scores: ["boat": 0.3, "tree": 0.1]),
      ]), on: things)
    #expect(mean.value == .tags([]) && near(mean.confidence, 0.55))
  }

  @Test func numbersHaveAMedianAndAMean() {
    let three = ballots([.number(1), .number(10), .number(4)])
    #expect(Voting.majority(three, on: score).value == .number(4))
    #expect(Voting.mean(three, on: score).value == .number(5))
    #expect(Voting.majority(ballots([.number(1), .number(4)]), on: score).value == .number(2.5))
    // 10 alone has more than half of the weight.
    let weighted = ballots([.number(1), .number(10), .number(4)], weights: [1, 3, 1])
    #expect(Voting.majority(weighted, on: score).value == .number(10))
    guard case .number(let mean) = Voting.mean(weighted, on: score).value else {
      Issue.record("no number")
      return
    }
    #expect(near(mean, 7))
    #expect(Voting.mean(weighted, on: score).confidence == nil)
    #expect(Voting.majority(ballots([.number(11), .number(3)]), on: score).value == .number(3))
    let wide = Variable(name: "v", type: .number)
    let far = ballots([.number(-Double.greatestFiniteMagnitude), .number(.greatestFiniteMagnitude)])
    #expect(Voting.majority(far, on: wide).value == .number(0))
    #expect(Voting.mean(far, on: wide).value == .number(0))
  }

  @Test func withoutVotesTheReasonIsTheirs() {
    let same = Answer.abstained(Reason(.noPicture, "no media"))
    #expect(Voting.majority(ballots([same, same]), on: place).reason == same.reason)
    let failed = Voting.mean(ballots([.broken, .failed(Reason(.network, "gone"))]), on: place)
    #expect(failed.status == .failed && failed.reason?.code == .undecided)
    #expect(Voting.mean(ballots([.broken, .broken]), on: place).reason?.code == .unreadable)
    let mixed = Voting.majority(ballots([.broken, nil, .unsure]), on: place)
    #expect(mixed.status == .abstained)
    #expect(mixed.reason?.message == "no coder gives an answer: anna failed, ben not coded, carl abstained")
    #expect(Voting.majority(ballots([nil, same]), on: place).reason == same.reason)
    #expect(Voting.majority(ballots([.broken, nil]), on: place).status == .failed)
    #expect(Voting.majority([], on: place).status == .abstained)
  }

  @Test(arguments: [1, 2, 3])
  func theOrderOfBallotsDoesNotMatter(turn: Int) {
    let all = ballots(
      [
        scored("Sea", [0.7, 0.2, 0.1]), scored("Hill", [0.2, 0.6, 0.2]), .category("Sea"), .category("Hill"),
      ],
      weights: [0.1, 0.2, 0.3, 0.7])
    let turned = Array(all[turn...] + all[..<turn])
    #expect(Voting.majority(turned, on: place) == Voting.majority(all, on: place))
    #expect(Voting.mean(turned, on: place) == Voting.mean(all, on: place))
  }
}
