"""cluster.py kmeans|silhouette|hdbscan FILE COLUMNS THREADS ...: what the program `clustering` does, by scikit-learn.

32-bit rows as they come. Warmed up on a few rows, for the first call loads what is no part of the work.
"""
import json, sys, time
import numpy as np
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.metrics import silhouette_samples
from threadpoolctl import threadpool_limits

way, path = sys.argv[1:3]
columns, threads, *options = map(int, sys.argv[3:])
rows = np.fromfile(path, "<f4").reshape(-1, columns)
labels = np.fromfile(f"{path}.labels", np.uint8)


def kmeans(rows, labels, clusters, iterations):
    found = KMeans(clusters, max_iter=iterations, tol=0, random_state=1).fit(rows)
    return {"inertia": float(found.inertia_), "iterations": int(found.n_iter_)}


def silhouette(rows, labels):
    return {"mean": float(silhouette_samples(rows, labels).mean())}


def hdbscan(rows, labels, size):
    found = HDBSCAN(min_cluster_size=size, n_jobs=threads).fit(rows).labels_
    return {"clusters": int(found.max() + 1), "rows": int((found >= 0).sum())}


work = {"kmeans": kmeans, "silhouette": silhouette, "hdbscan": hdbscan}[way]
with threadpool_limits(threads):
    work(rows[:600], np.arange(600) % 5, *options)
    wall, cpu = time.perf_counter(), time.process_time()
    result = work(rows, labels, *options)
    json.dump({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, **result}, sys.stdout)
