"""A small network on 20,000 embeddings for 100 epochs: torch beside ours, both on all cores. Wall time."""
from .measuring import ProgramFailed, alternate, measure as run
from .table import Row, at_least
from .workbench import room_alone

BATCHES = (64, 256)
EPOCHS = 100
BUDGET = .9
SAME = .02
"""Shares of right answers on 4,000 held-out examples that lie this close are the same network's, up to chance."""


def measure(bench):
    program = room_alone("trainer")
    count, epochs = bench.count(20_000), bench.count(EPOCHS)
    folder = bench.make("clusters", count)
    rows = []
    for batch in BATCHES:
        times = alternate(
            bench.rounds,
            peer=bench.at_pace(lambda: bench.peer("train", folder, epochs, batch, bench.cores)[1]),
            ours=bench.at_pace(lambda: _read(run(program, folder, epochs, batch, bench.cores).output)))
        ours, peer = (min(times[who], key=lambda found: found["wall"]) for who in ("ours", "peer"))
        if abs(ours["accuracy"] - peer["accuracy"]) > SAME:
            raise ProgramFailed(f"batch {batch}: right are {ours['accuracy']:.3f}, of torch {peer['accuracy']:.3f}")
        rows.append(at_least(
            Row(f"training, {count:,} x 768, {epochs} epochs, batch {batch}", f"{ours['wall']:.1f} s", ours["cpu"],
                f"{peer['wall']:.1f} s", peer["cpu"], peer["wall"] / ours["wall"]), BUDGET))
    return rows


def _read(output):
    return dict(zip(("wall", "cpu", "accuracy", "loss"), map(float, output.split())))
