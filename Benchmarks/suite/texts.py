"""A text SVM learned and applied, beside scikit-learn: the same terms, grid and folds within folds."""
import json

from .measuring import ProgramFailed, alternate, best
from .table import Row, at_least

COUNT = 5000
TERMS = 20_000
NEARNESS = 0.01
BUDGET = 1
ROUNDS = 2

STUDY = """\
study: Benchmark
gold: gold
variables:
  - name: subject
    type: category
    categories: [{name: culture}, {name: fauna}, {name: food}, {name: nature}, {name: sport}, {name: town}]
coders:
  - {name: words, kind: text-svm}
"""


def measure(bench):
    count = bench.count(COUNT)
    folder = bench.make("coded_texts", count)
    accuracies = []

    def ours():
        study = bench.study("texts", STUDY)
        bench.codeframe("import", "posts", "-C", study, folder / "posts.csv", "--split-column", "split")
        bench.codeframe("import", "codings", "-C", study, folder / "codings.csv")
        trained = bench.codeframe("train", "-C", study, "words")
        coded = bench.codeframe("code", "-C", study, "words")
        accuracies.append(accuracy(bench, study))
        return [trained, coded]

    def peer():
        return bench.peer("classify_texts", folder / "posts.csv", folder / "codings.csv", TERMS, bench.cores)

    found = alternate(min(ROUNDS, bench.rounds), ours=ours, peer=peer)
    trained = min(sum(step.wall for step in steps) for steps in found["ours"])
    work = min(sum(step.cpu for step in steps) for steps in found["ours"])
    other = best([measured for measured, _ in found["peer"]])
    theirs = found["peer"][0][1]["test"]
    return [
        at_least(
            Row(f"text SVM, {count:,} texts, learned in folds and applied", f"{trained:.1f} s", work, f"{other.wall:.1f} s",
                other.cpu, other.wall / trained), BUDGET),
        Row("the same, accuracy on the test part", f"{accuracies[0]:.4f}", None, f"{theirs:.4f}", None, None,
            f"within {NEARNESS}", abs(accuracies[0] - theirs) <= NEARNESS)]


def accuracy(bench, study):
    report = json.loads(bench.codeframe("evaluate", "-C", study, "--split", "given", "--json").output)
    for variable in report["variables"]:
        for found in variable["validity"]:
            if found["coder"]["name"] == "words":
                return found["figures"]["accuracy"]
    raise ProgramFailed("the evaluation does not speak of the text SVM")
