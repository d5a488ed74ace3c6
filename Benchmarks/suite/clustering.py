"""k-means, silhouettes and HDBSCAN beside scikit-learn on the same rows, both on all cores. Wall time and memory."""
from .measuring import ProgramFailed, alternate, measure as run
from .table import Row, at_least
from .workbench import room_alone

ROWS, COLUMNS, CLUSTERS, ITERATIONS = 20_000, 512, 50, 30
KMEANS, AHEAD = .95, 1
APART = .1
"""Centres so near each other that k-means has not settled after these iterations, and both do as many."""
SAME_INERTIA, SAME_SILHOUETTE = .01, 1e-3
SIZES = 1_000, 10_000, 100_000


def measure(bench):
    program = room_alone("clustering")
    count, iterations = bench.count(ROWS), bench.count(ITERATIONS)
    file = bench.make("embeddings", count, COLUMNS, CLUSTERS, APART) / "rows.float32"
    few = bench.make("embeddings", count, 5, 12, 3) / "rows.float32"
    shape = f"{count:,} x {COLUMNS}"
    rows = _beside(
        bench, program, "kmeans", f"k-means, {shape}, k = {CLUSTERS}, {iterations} iterations", KMEANS, _same_inertia,
        file, COLUMNS, bench.cores, CLUSTERS, iterations)
    rows += _beside(
        bench, program, "silhouette", f"silhouettes, {shape}, {CLUSTERS} clusters", AHEAD, _same_silhouette,
        file, COLUMNS, bench.cores)
    rows += _beside(
        bench, program, "hdbscan", f"HDBSCAN, {count:,} x 5", None, _same_clusters, few, 5, bench.cores, 50)
    for size in map(bench.count, SIZES):
        file = bench.make("embeddings", size, COLUMNS, CLUSTERS, APART) / "rows.float32"
        alone = run(program, "kmeans", file, COLUMNS, bench.cores, CLUSTERS, iterations)
        wall, cpu = map(float, alone.output.split()[:2])
        rows.append(Row(f"k-means, {size:,} x {COLUMNS}, memory {alone.peak >> 20} MiB", f"{wall:.2f} s", cpu))
    return rows


def _beside(bench, program, way, work, budget, check, *arguments):
    times = alternate(
        bench.rounds, peer=bench.at_pace(lambda: bench.peer("cluster", way, *arguments)),
        ours=bench.at_pace(lambda: run(program, way, *arguments)))
    peer, found = min(times["peer"], key=lambda result: result[1]["wall"])
    ours = min(times["ours"], key=lambda result: float(result.output.split()[0]))
    wall, cpu, *answer = map(float, ours.output.split())
    check(answer, found)
    row = Row(work, f"{wall:.2f} s", cpu, f"{found['wall']:.2f} s", found["cpu"], found["wall"] / wall)
    return [
        at_least(row, budget) if budget else row,
        Row("  its memory, rows included", f"{ours.peak >> 20} MiB", None, f"{peer.peak >> 20} MiB", None,
            peer.peak / ours.peak, "<= peer", ours.peak <= peer.peak)]


def _same_inertia(answer, found):
    inertia, iterations = answer
    if iterations != found["iterations"]:
        raise ProgramFailed(f"k-means took {iterations:.0f} iterations, scikit-learn's {found['iterations']}")
    if inertia > (1 + SAME_INERTIA) * found["inertia"]:
        raise ProgramFailed(f"the inertia is {inertia:.6g}, scikit-learn's {found['inertia']:.6g}")


def _same_silhouette(answer, found):
    if abs(answer[0] - found["mean"]) > SAME_SILHOUETTE:
        raise ProgramFailed(f"the mean silhouette is {answer[0]:.5f}, scikit-learn's {found['mean']:.5f}")


def _same_clusters(answer, found):
    clusters, rows = answer
    if clusters != found["clusters"] or abs(rows - found["rows"]) > .01 * found["rows"]:
        raise ProgramFailed(
            f"{rows:.0f} rows in {clusters:.0f} clusters, scikit-learn's {found['rows']} in {found['clusters']}")
