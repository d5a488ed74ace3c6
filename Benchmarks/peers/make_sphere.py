"""make_sphere.py FOLDER ROWS: ROWS x 512 numbers that lie as CLIP's embeddings do.

A narrow cone of the sphere with 60 overlapping clusters of unequal sizes, each stretched along 8 directions of its own.
"""
import pathlib, sys
import numpy as np

COLUMNS, CLUSTERS, RANK = 512, 60, 8

folder, rows = pathlib.Path(sys.argv[1]), int(sys.argv[2])
rng = np.random.default_rng(7)
cone = rng.normal(size=COLUMNS)
centres = cone / np.linalg.norm(cone) + .5 * rng.normal(size=(CLUSTERS, COLUMNS)) / COLUMNS ** .5
axes = .25 * rng.normal(size=(CLUSTERS, RANK, COLUMNS)) / COLUMNS ** .5
sizes = rng.dirichlet(np.full(CLUSTERS, 2))
with open(folder / "rows.float32", "wb") as file:
    for start in range(0, rows, 10_000):
        own = rng.choice(CLUSTERS, min(10_000, rows - start), p=sizes)
        points = centres[own] + np.einsum("nr,nrd->nd", rng.normal(size=(len(own), RANK)), axes[own])
        points += .5 * rng.normal(size=points.shape) / COLUMNS ** .5
        points /= np.linalg.norm(points, axis=1, keepdims=True)
        points.astype("<f4").tofile(file)
