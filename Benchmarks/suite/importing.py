"""A table of a million posts into a study, beside Python's csv and sqlite3."""
import contextlib, sqlite3

from .measuring import ProgramFailed, alternate, best
from .studies import CODEBOOK
from .table import Row

COUNT = 1_000_000
SECONDS = 60
MEMORY = 500 << 20
ROUNDS = 2


def measure(bench):
    count = bench.count(COUNT)
    table = bench.make("posts", count) / "posts.csv"

    def ours():
        study = bench.study("import", CODEBOOK)
        return bench.codeframe("import", "posts", "-C", study, table)

    def peer():
        database = bench.work / "studies" / "import.sqlite"
        for file in database.parent.glob("import.sqlite*"):
            file.unlink()
        measured, found = bench.peer("import_posts", table, database)
        if found["posts"] != count:
            raise ProgramFailed(f"the peer imported {found['posts']} posts, not {count}")
        return measured

    found = alternate(min(ROUNDS, bench.rounds), ours=ours, peer=peer)
    mine, other = best(found["ours"]), best(found["peer"])
    peak, other_peak = (max(result.peak for result in found[way]) for way in ("ours", "peer"))
    check_posts(bench, count)
    return [
        Row(f"import of {count:,} posts, time", f"{mine.wall:.1f} s", mine.cpu, f"{other.wall:.1f} s", other.cpu,
            other.wall / mine.wall, f"< {SECONDS} s", mine.wall < SECONDS),
        Row(f"import of {count:,} posts, memory", f"{peak >> 20} MiB", None, f"{other_peak >> 20} MiB", None,
            other_peak / peak, f"< {MEMORY >> 20} MiB", peak < MEMORY)]


def check_posts(bench, count):
    with contextlib.closing(sqlite3.connect(bench.work / "studies/import/study.sqlite")) as database:
        found, = database.execute("SELECT count(*) FROM posts").fetchone()
    if found != count:
        raise ProgramFailed(f"the study has {found} posts, not {count}")
