"""Text in pictures, beside rapidocr with the same weights."""
import csv, json, os

from .measuring import ProgramFailed, alternate, best
from .studies import CODEBOOK
from .table import Row, at_least
from .workbench import REPOSITORY

COUNT = 200
ROUNDS = 2
MODEL = "pp-ocrv6-small"


def measure(bench):
    count = bench.count(COUNT)
    folder = bench.make("posters", count)
    ways = alternate(min(ROUNDS, bench.rounds), ours=bench.at_pace(lambda: ours(bench, folder)), peer=bench.at_pace(lambda: bench.peer("read_text", folder)))
    mine, other = best([measured for measured, _ in ways["ours"]]), best([measured for measured, _ in ways["peer"]])
    texts, reference = ways["ours"][0][1], ways["peer"][0][1]["texts"]
    if set(texts) != set(reference):
        raise ProgramFailed("not every picture was read")
    same = sum(texts[name].split() == reference[name].split() for name in reference)
    seconds = min(found["seconds"] for _, found in ways["peer"])
    return [at_least(Row(f"{count} posters, memes and screenshots, {same} read alike", f"{count / mine.wall:.2f} a second", mine.cpu,
                f"{count / seconds:.2f} a second", other.cpu, seconds / mine.wall), 1.5)]


def ours(bench, folder):
    study = bench.study("reading", CODEBOOK)
    (study / "models").mkdir()
    (study / "models" / MODEL).symlink_to(REPOSITORY / ".deps" / MODEL, target_is_directory=True)
    bench.codeframe("import", "posts", "-C", study, folder)
    measured = bench.codeframe("extract", "text", "-C", study)
    table = study / "posts.csv"
    bench.codeframe("export", "posts", "-C", study, "-o", table)
    with open(table, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    names = json.loads((folder / "truth.json").read_text())
    found = {}
    for row in rows:
        path = next(value for value in row.values() if value and os.path.basename(value) in names)
        found[os.path.basename(path)] = row["picture_text"]
    return measured, found
