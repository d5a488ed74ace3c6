/// What is said where a coder is taught.
struct TeachWords: Sendable {
  let teach, why, coder, strategy, uncertain, diverse, cluster, posts, atRandom, atRandomWhy, people,
    begin: String
  let rounds, round, learned, noRounds, choosing, slips, slipsWhy, noSlips, goldSays, perhaps, whoSays,
    probability: String
  let duplicate, codeThese, noLearner: String

  static let english = TeachWords(
    teach: "Teach",
    why:
      "The posts that teach a coder most are coded next. With each round it learns anew in the background.",
    coder: "Who learns", strategy: "Which posts", uncertain: "least certain", diverse: "far from each other",
    cluster: "as many of each cluster", posts: "Posts a round", atRandom: "At random, of 1",
    atRandomWhy:
      "Chosen posts do not stand for the corpus; those at random do, and are kept as a sample of their own.",
    people: "Who codes", begin: "Begin", rounds: "What each round bought", round: "Round",
    learned: "Codings learned from",
    noRounds: "No round yet.", choosing: "The next posts are being chosen.", slips: "Likely slips in gold",
    slipsWhy:
      "Codings that a trained coder speaks against, and duplicates coded differently. Look at them again; nothing is changed by itself.",
    noSlips: "No coding looks like a slip.", goldSays: "Gold", perhaps: "Perhaps", whoSays: "Who says so",
    probability: "Gold’s probability", duplicate: "duplicate of %@", codeThese: "Code these posts",
    noLearner: "codeframe.yaml names no coder that learns.")

  static let german = TeachWords(
    teach: "Lehren",
    why:
      "Als nächstes werden die Beiträge codiert, aus denen am meisten zu lernen ist. Mit jeder Runde wird im Hintergrund neu gelernt.",
    coder: "Wer lernt", strategy: "Welche Beiträge", uncertain: "die unsichersten",
    diverse: "weit voneinander",
    cluster: "gleich viele jeder Gruppe", posts: "Beiträge je Runde", atRandom: "Zufällig, von 1",
    atRandomWhy:
      "Gewählte Beiträge stehen nicht für alle; die zufälligen schon, und werden als eigene Stichprobe behalten.",
    people: "Wer codiert", begin: "Anfangen", rounds: "Was jede Runde brachte", round: "Runde",
    learned: "Gelernt aus",
    noRounds: "Noch keine Runde.", choosing: "Die nächsten Beiträge werden gewählt.",
    slips: "Wohl Versehen im Gold",
    slipsWhy:
      "Codierungen, gegen die ein Gelernter spricht, und Doppelte, die verschieden codiert sind. Sehen Sie sie noch einmal an; von selbst ändert sich nichts.",
    noSlips: "Keine Codierung sieht nach einem Versehen aus.", goldSays: "Gold sagt", perhaps: "Vielleicht",
    whoSays: "Wer das sagt",
    probability: "Wahrscheinlichkeit des Goldes", duplicate: "doppelt zu %@",
    codeThese: "Diese Beiträge codieren",
    noLearner: "codeframe.yaml nennt niemanden, der lernt.")
}
