"""map.py FOLDER ROWS DIMENSIONS: the same map by umap-learn, seeded, which lets it use one thread.

What numba compiles, it compiles on 500 rows before the clock starts, and on 4,200, from which on neighbours are approximate.
"""
import json, pathlib, sys, time, warnings
import numpy as np, umap

warnings.filterwarnings("ignore")
folder, rows, dimensions = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
table = np.fromfile(folder / "rows.float32", "<f4", count=rows * 512).reshape(-1, 512)


def fit(part):
    return umap.UMAP(n_components=dimensions, metric="cosine", random_state=1).fit_transform(part)


for count in (500, 4_200):
    fit(table[:count])
wall, cpu = time.perf_counter(), time.process_time()
embedding = fit(table)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
embedding.astype("<f4").tofile(folder / "peer.float32")
json.dump({"wall": wall, "cpu": cpu}, sys.stdout)
