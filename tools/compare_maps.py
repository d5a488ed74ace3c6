"""Compares maps of Codeframe with umap-learn's: trustworthiness (k = 15) on scikit-learn's digits and on rows that lie as CLIP's do.

    python3 -m venv venv && venv/bin/pip install umap-learn==0.5.7 scikit-learn==1.5.2 numba==0.61.2 numpy==1.26.4 \
        scipy==1.14.1 pynndescent==0.5.13
    swift build -c release --package-path Benchmarks --product umap
    venv/bin/python tools/compare_maps.py Benchmarks/.build/release/umap

Ends with 1 where ours is more than 0.01 below the mean of umap-learn's three seeds. The figures stand in docs/maps.md.
"""
import pathlib, subprocess, sys, tempfile, warnings

import numpy as np
import umap
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness

warnings.filterwarnings("ignore")
ROOT = pathlib.Path(__file__).resolve().parents[1]
SEEDS = range(3)


def sphere(folder, rows):
    subprocess.run([sys.executable, ROOT / "Benchmarks" / "peers" / "make_sphere.py", folder, str(rows)], check=True)
    return np.fromfile(folder / "rows.float32", "<f4").reshape(rows, -1)


def ours(program, folder, rows, dimensions, metric):
    rows.astype("<f4").tofile(folder / "rows.float32")
    subprocess.run(
        [program, "fit", folder, *map(str, rows.shape), str(dimensions), metric, "2"], check=True, stdout=subprocess.DEVNULL)
    return np.fromfile(folder / "ours.float32", "<f4").reshape(len(rows), dimensions)


def main():
    program, bad = pathlib.Path(sys.argv[1]).resolve(), 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        tables = {"digits, 1,797 x 64": (load_digits().data, "euclidean"), "like CLIP, 5,000 x 512": (sphere(folder, 5_000), "cosine")}
        for name, (rows, metric) in tables.items():
            for dimensions in (2, 20):
                own = trustworthiness(rows, ours(program, folder, rows, dimensions, metric), n_neighbors=15, metric=metric)
                theirs = np.mean([
                    trustworthiness(
                        rows, umap.UMAP(n_components=dimensions, metric=metric, random_state=seed).fit_transform(rows),
                        n_neighbors=15, metric=metric)
                    for seed in SEEDS])
                bad += own < theirs - .01
                print(f"{name}, {metric}, {dimensions} dimensions: {own:.4f}, umap-learn {theirs:.4f}", flush=True)
    sys.exit(1 if bad else 0)


main()
