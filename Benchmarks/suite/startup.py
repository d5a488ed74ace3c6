"""How long a command takes that hardly does anything."""
import sys

from .measuring import alternate, best, measure as run, median
from .studies import CODEBOOK
from .table import Row

LIMIT = 0.100
REPETITIONS = 20


def measure(bench):
    study = bench.study("startup", CODEBOOK)
    ways = {
        "--help": lambda: bench.codeframe("--help"),
        "runs": lambda: bench.codeframe("runs", "-C", study),
        "imports": lambda: run(sys.executable, "-c", "import numpy, onnxruntime, PIL.Image"),
    }
    for way in ways.values():
        way()
    results = alternate(REPETITIONS, **ways)
    peer, peer_cpu = median(results["imports"]), best(results["imports"]).cpu
    rows = []
    for name in ("--help", "runs"):
        seconds = median(results[name])
        rows.append(Row(
            f"codeframe {name}, median of {REPETITIONS}", f"{1000 * seconds:.0f} ms", best(results[name]).cpu,
            f"{1000 * peer:.0f} ms", peer_cpu, peer / seconds, f"< {1000 * LIMIT:.0f} ms", seconds < LIMIT))
    return rows
