"""Maps by UMAP of rows that lie as CLIP's embeddings do: umap-learn with a seed beside ours, and ours from 1,000 to 100,000 rows.

Ours shares the search for neighbours among all cores; umap-learn takes one when it has a seed. Its compiling is not counted.
"""
from .measuring import alternate, measure as run
from .table import Row, at_least
from .workbench import room_alone

ROWS, COLUMNS = 20_000, 512
DIMENSIONS = (2, 20)
COUNTS = (1_000, 10_000, 100_000)
BUDGET = .8


def measure(bench):
    program = room_alone("umap")
    folder = bench.make("sphere", bench.count(max(COUNTS)))

    def ours(rows, dimensions=2):
        measured = run(program, "fit", folder, rows, COLUMNS, dimensions, "cosine", bench.cores)
        wall, cpu = map(float, measured.output.split())
        return {"wall": wall, "cpu": cpu, "peak": measured.peak}

    def peer(rows, dimensions):
        measured, found = bench.peer("map", folder, rows, dimensions)
        return {**found, "peak": measured.peak}

    rows, count = [], bench.count(ROWS)
    for dimensions in DIMENSIONS:
        found = alternate(
            bench.rounds, peer=bench.at_pace(lambda: peer(count, dimensions)),
            ours=bench.at_pace(lambda: ours(count, dimensions)))
        mine, theirs = (min(found[who], key=lambda one: one["wall"]) for who in ("ours", "peer"))
        work = f"UMAP, {count:,} x {COLUMNS} to {dimensions}"
        rows.append(at_least(
            Row(work, f"{mine['wall']:.1f} s", mine["cpu"], f"{theirs['wall']:.1f} s", theirs["cpu"],
                theirs["wall"] / mine["wall"]), BUDGET))
        memory = Row(
            f"{work}, peak memory", _mebibytes(mine), peer=_mebibytes(theirs), ratio=theirs["peak"] / mine["peak"])
        rows.append(at_least(memory, 1))
    for count in map(bench.count, COUNTS):
        found = min((ours(count) for _ in range(bench.rounds)), key=lambda one: one["wall"])
        rows.append(Row(
            f"UMAP, {count:,} x {COLUMNS} to 2, {_mebibytes(found)}", f"{found['wall']:.1f} s", found["cpu"]))
    return rows


def _mebibytes(found):
    return f"{found['peak'] / 2 ** 20:.0f} MiB"
