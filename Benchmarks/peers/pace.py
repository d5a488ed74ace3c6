"""pace.py CORES: how fast the machine is just now: billions of multiplications and additions a core-second, all cores busy.

A processor that shares its core with another, in the same machine or a neighbour's, runs at little more than half its
pace, and its clock does not show it. Matrix products in cache feel that as a model does.
"""
import json, os, sys

for library in ("OPENBLAS", "OMP", "MKL"):  # one thread a process; there is a process a core
    os.environ[f"{library}_NUM_THREADS"] = "1"
import multiprocessing, time
import numpy as np

SIDE, SECONDS = 256, .5


def work(_):
    a = np.random.default_rng(1).normal(size=(SIDE, SIDE)).astype(np.float32)
    a @ a
    done, start, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - start < SECONDS:
        for _ in range(20):
            a @ a
        done += 20
    return 2 * SIDE ** 3 * done / (time.process_time() - cpu) / 1e9


if __name__ == "__main__":
    cores = int(sys.argv[1])
    with multiprocessing.Pool(cores) as pool:
        json.dump({"pace": sum(pool.map(work, range(cores), chunksize=1)) / cores}, sys.stdout)
