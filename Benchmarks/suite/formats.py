"""Files of other tools into a study, beside pandas, which only reads them."""
import contextlib, sqlite3

from .measuring import ProgramFailed, alternate, best
from .studies import CODEBOOK
from .table import Row

COUNT = 50_000
ROUNDS = 2
FILES = ["4cat.csv", "4cat-items.ndjson", "zeeschuimer.ndjson", "twarc.jsonl", "array.json", "workbook.xlsx"]


def measure(bench):
    count = bench.count(COUNT)
    folder = bench.make("formats", count)
    return [row(bench, folder / name, count) for name in FILES]


def row(bench, file, count):
    def ours():
        study = bench.study("formats", CODEBOOK)
        measured = bench.codeframe("import", "posts", "-C", study, file)
        with contextlib.closing(sqlite3.connect(study / "study.sqlite")) as database:
            found, = database.execute("SELECT count(*) FROM posts").fetchone()
        if found != count:
            raise ProgramFailed(f"{file.name}: the study has {found} posts, not {count}")
        return measured

    def peer():
        measured, found = bench.peer("read_format", file)
        if found["posts"] != count:
            raise ProgramFailed(f"{file.name}: pandas read {found['posts']} posts, not {count}")
        seconds.append(found["seconds"])
        return measured

    seconds = []
    found = alternate(min(ROUNDS, bench.rounds), ours=ours, peer=peer)
    mine, other = best(found["ours"]), best(found["peer"])
    return Row(f"{file.name}, {count:,} posts", f"{count / mine.wall:,.0f} posts/s", mine.cpu, f"{count / min(seconds):,.0f} posts/s", other.cpu,
               min(seconds) / mine.wall)
