"""A million 64-bit hashes: all groups within 6 bits, random ones and ones with copies and crowds. Wall time and memory."""
from .measuring import measure as run
from .table import Row
from .workbench import room_alone

COUNT = 1_000_000
SECONDS = 60
LIMIT = 1 << 30
KINDS = {"random": "random", "mixed": "with copies and crowds"}


def measure(bench):
    program = room_alone("duplicates")
    count = bench.count(COUNT)
    rows = []
    for kind, label in KINDS.items():
        found = [run(program, count, kind) for _ in range(bench.rounds)]
        wall, cpu, groups, largest = min(map(_read, found))
        peak = max(one.peak for one in found)
        work = f"groups of {count:,} hashes, {label}"
        rows += [
            Row(f"{work}, time", f"{wall:.1f} s", cpu, f"{groups:,.0f} groups, largest {largest:,.0f}", None, None,
                f"< {SECONDS} s", wall < SECONDS),
            Row(f"{work}, memory", f"{peak >> 20} MiB", None, "", None, None, f"< {LIMIT >> 20} MiB", peak < LIMIT)]
    return rows


def _read(measured):
    return tuple(map(float, measured.output.split()))
