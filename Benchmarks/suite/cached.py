"""A second coder over pictures that a first one has seen: the features come from the cache."""
import contextlib, sqlite3

from .decoding import SMALL
from .measuring import ProgramFailed, best
from .studies import forget_features, ready_probes
from .table import Row, at_least
from .workbench import CLIP, LABELS, SEEDLING

# (model, pictures, rounds at most, budget)
MODELS = [(SEEDLING, 5000, 9, 20), (CLIP, 1000, 2, 50)]


def measure(bench):
    return [
        at_least(_model(bench, model, bench.count(full), min(rounds, bench.rounds)), budget)
        for model, full, rounds, budget in MODELS]


def _model(bench, model, count, rounds):
    pictures = bench.make("pictures", count, *SMALL)
    probes = [f"{run}-{number}" for number in range(rounds) for run in ("first", "second")]
    study = ready_probes(
        bench, f"cached-{bench.model(model).name}", model, pictures / "posts.csv", pictures / "codings.csv", probes)
    firsts, seconds = [], []
    for number in range(rounds):
        forget_features(study)
        firsts.append(bench.codeframe("code", "-C", study, f"first-{number}"))
        seconds.append(bench.codeframe("code", "-C", study, f"second-{number}"))
    check_coded(study, probes, count)
    first, second = best(firsts), best(seconds)
    return Row(
        f"second run, {LABELS[model]}, {count} pictures", f"{second.wall:.2f} s", second.cpu, f"{first.wall:.2f} s", first.cpu,
        first.wall / second.wall)


def check_coded(study, coders, count, status="coded"):
    """A run that coded nothing is fast and says nothing."""
    with contextlib.closing(sqlite3.connect(study / "study.sqlite")) as database:
        for coder in coders:
            found, = database.execute(
                "SELECT count(*) FROM current_codings WHERE coder = ? AND status = ?", (coder, status)).fetchone()
            if found != count:
                raise ProgramFailed(f"{coder} has {found} codings that are {status}, not {count}")
