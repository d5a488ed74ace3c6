/// What is said where people look at posts, groups of posts and figures.
struct ExploreWords: Sendable {
  // Choosing posts.
  let order, imported, newest, leastCertain, mostCertain, most, least, greatest, condition, split,
    moreFilters: String
  let choose, chosen, chooseAll, chooseNone, answerAll, answerThem, keep, answerAllWhy, asSample, download,
    withinMap,
    ofCluster: String
  let similar, neighbours, searchWords, noEncoder, alike, tryOut, tryWhy, picture, orText, tryIt,
    ready: String
  let likesPredicted, nothingStored, cost, evidence, cluster: String

  // Groups and figures.
  let explore, groups, noGroups, howManyGroups, makeGroups, map, makeMap, openMap, noMap, duplicates,
    findDuplicates: String
  let noDuplicates, pairs, noPairs, pairsWhy, words, size, leaderboard, noGold, figures, matrix,
    matrixWhy: String
  let gold, codebook, figure, coverage, baseline, looksAt, openPage, level, definition, shares, noneCoded,
    runsSoFar, noRuns, seconds, machine: String

  static let english = ExploreWords(
    order: "Order", imported: "as imported", newest: "newest first", leastCertain: "least certain first",
    mostCertain: "most certain first", most: "most %@ first", least: "Confidence from", greatest: "to",
    condition: "Where (likes>100; place=Berlin)", split: "Part of a split", moreFilters: "More filters",
    choose: "Choose", chosen: "chosen", chooseAll: "Choose all shown", chooseNone: "Choose none",
    answerAll: "Code all chosen as", answerThem: "Code them", keep: "Keep",
    answerAllWhy: "Kept apart from what you say of single posts, and out of agreement.",
    asSample: "Keep as the sample", download: "Download as CSV", withinMap: "A part of the map %@",
    ofCluster: "Cluster %@",
    similar: "Similar posts", neighbours: "The nearest posts", searchWords: "Pictures of",
    noEncoder: "Words find pictures by an encoder of pictures and text; codeframe.yaml names none.",
    alike: "cosine %@", tryOut: "Try",
    tryWhy: "A picture or a text that is not in the study: what does each coder say?",
    picture: "Picture", orText: "Text", tryIt: "Ask every coder", ready: "Coders that are ready",
    likesPredicted: "expected", nothingStored: "Nothing of this is stored.", cost: "Cost",
    evidence: "Evidence",
    cluster: "Cluster",
    explore: "Explore", groups: "Clusters", noGroups: "Nothing has been clustered yet.",
    howManyGroups: "How many clusters", makeGroups: "Cluster the pictures",
    map: "Map", makeMap: "Draw the map", openMap: "Open the map",
    noMap: "There is no map yet; it is drawn here.",
    duplicates: "Duplicates", findDuplicates: "Look for duplicates",
    noDuplicates: "No duplicates are marked.",
    pairs: "Pairs", noPairs: "No pairs have been drawn.",
    pairsWhy: "Whether people see the posts of a cluster as belonging together.",
    words: "Words", size: "Posts", leaderboard: "Leaderboard",
    noGold: "Nobody has coded as gold, so there is no leaderboard.",
    figures: "Figures", matrix: "Who says what", matrixWhy: "A cell opens its posts. Rows: %@. Columns: %@.",
    gold: "Gold", codebook: "Codebook", figure: "Figure", coverage: "Coverage", baseline: "Baseline",
    looksAt: "Looks at",
    openPage: "Open as a page", level: "Level", definition: "Definition", shares: "Shares",
    noneCoded: "not coded", runsSoFar: "All runs", noRuns: "Nothing has been run yet.", seconds: "Seconds",
    machine: "State")

  static let german = ExploreWords(
    order: "Ordnung", imported: "wie eingelesen", newest: "neueste zuerst",
    leastCertain: "unsicherste zuerst",
    mostCertain: "sicherste zuerst", most: "meiste %@ zuerst", least: "Sicherheit von", greatest: "bis",
    condition: "Wobei (likes>100; place=Berlin)", split: "Teil einer Teilung", moreFilters: "Weitere Auswahl",
    choose: "Wählen", chosen: "gewählt", chooseAll: "Alle gezeigten wählen", chooseNone: "Keinen wählen",
    answerAll: "Alle gewählten codieren als", answerThem: "Codieren", keep: "Behalten",
    answerAllWhy:
      "Steht für sich neben dem, was Sie zu einzelnen Beiträgen sagen, und zählt nicht zur Einigkeit.",
    asSample: "Als Stichprobe behalten", download: "Als CSV herunterladen",
    withinMap: "Ein Teil der Karte %@",
    ofCluster: "Gruppe %@",
    similar: "Ähnliche Beiträge", neighbours: "Die nächsten Beiträge", searchWords: "Bilder von",
    noEncoder: "Wörter finden Bilder durch ein Modell für Bild und Text; codeframe.yaml nennt keines.",
    alike: "Kosinus %@", tryOut: "Probieren",
    tryWhy: "Ein Bild oder Text, der nicht in der Studie ist: was sagen alle dazu?",
    picture: "Bild", orText: "Text", tryIt: "Alle fragen", ready: "Wer antworten kann",
    likesPredicted: "erwartet", nothingStored: "Nichts davon wird gespeichert.", cost: "Kosten",
    evidence: "Anhaltspunkte",
    cluster: "Gruppe",
    explore: "Erkunden", groups: "Gruppen", noGroups: "Noch wurde nichts gruppiert.",
    howManyGroups: "Wie viele Gruppen", makeGroups: "Bilder gruppieren",
    map: "Karte", makeMap: "Karte zeichnen", openMap: "Karte öffnen",
    noMap: "Noch gibt es keine Karte; hier wird sie gezeichnet.",
    duplicates: "Doppelte", findDuplicates: "Doppelte suchen", noDuplicates: "Keine Doppelten sind vermerkt.",
    pairs: "Paare", noPairs: "Keine Paare wurden gezogen.",
    pairsWhy: "Ob Personen die Beiträge einer Gruppe als zusammengehörig sehen.",
    words: "Wörter", size: "Beiträge", leaderboard: "Rangliste",
    noGold: "Niemand hat als Gold codiert, also gibt es keine Rangliste.",
    figures: "Zahlen", matrix: "Wer was sagt",
    matrixWhy: "Ein Feld öffnet seine Beiträge. Zeilen: %@. Spalten: %@.",
    gold: "Gold", codebook: "Codebuch", figure: "Zahl", coverage: "Abdeckung", baseline: "Vergleichswert",
    looksAt: "Sieht",
    openPage: "Als Seite öffnen", level: "Skala", definition: "Definition", shares: "Anteile",
    noneCoded: "nicht codiert", runsSoFar: "Alle Läufe", noRuns: "Noch lief nichts.", seconds: "Sekunden",
    machine: "Zustand")
}
