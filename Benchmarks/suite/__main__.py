"""`Benchmarks/run`: see there."""
import argparse, datetime, json, os, pathlib, sys

from . import (
    cached, clustering, decoding, duplicates, embeddings, encoders, evaluating, formats, importing, memory, reading, startup, table, texts, tokenizing,
    trainer, umap)
from .measuring import ProgramFailed, say
from .workbench import Workbench

SUBJECTS = {
    "decoding": decoding, "tokenizing": tokenizing, "texts": texts, "trainer": trainer, "clustering": clustering, "umap": umap,
    "duplicates": duplicates, "embeddings": embeddings, "encoders": encoders, "cached": cached, "startup": startup,
    "import": importing, "formats": formats, "reading": reading, "memory": memory, "evaluate": evaluating}
# Between what lies less than this apart, the machine cannot tell when its own pace varied so much.
STEADY = 1.1


def load():
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def main():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description="Measures Codeframe against its budgets.")
    parser.add_argument("subjects", nargs="*", metavar="NAME", help=f"one of {', '.join(SUBJECTS)}; all if left out")
    parser.add_argument("--photos", type=pathlib.Path, metavar="DIR", help="a folder of JPEGs of your own")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything alternates; the best counts")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to try the harness")
    parser.add_argument("--work", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    unknown = [name for name in arguments.subjects if name not in SUBJECTS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(SUBJECTS)}")
    if arguments.rounds < 1:
        parser.error("--rounds takes a whole number from 1")
    if arguments.photos and not arguments.photos.is_dir():
        parser.error(f"{arguments.photos} is no folder")

    bench = Workbench(
        arguments.work, arguments.rounds, arguments.quick, arguments.photos and arguments.photos.resolve())
    head = {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "machine": bench.machine(),
        "rounds": bench.rounds, "quick": bench.quick, "load before": load()}
    rows, failures = [], []
    for name in [name for name in SUBJECTS if name in arguments.subjects] or SUBJECTS:
        say(f"{name} (load {load()})")
        try:
            found = SUBJECTS[name].measure(bench)
        except ProgramFailed as failure:
            failures.append(name)
            say(f"{name} gives no figure: {failure}")
            continue
        say("\n" + table.text(found))
        rows += found
    head["load after"] = load()
    if bench.paces:
        slowest, fastest = min(bench.paces), max(bench.paces)
        head["pace"] = f"{slowest:.1f} to {fastest:.1f} billion operations a core-second"

    print("\n".join(f"{key}: {value}" for key, value in head.items()))
    print()
    print(table.text(rows))
    if bench.quick:
        print("\nA quick run: too little work for figures, and what it says of budgets means nothing.")
    if bench.paces and fastest > STEADY * slowest:
        print(f"\nThe machine's own pace varied by a factor of {fastest / slowest:.2f} between runs: lesser ratios say nothing.")
    results = bench.work / "results.json"
    results.write_text(json.dumps({**head, "rows": [table.as_json(row) for row in rows]}, indent=1) + "\n")
    say(f"the same as JSON is in {results}")
    sys.exit(1 if failures else 0)


main()
