"""make_embeddings.py FOLDER ROWS COLUMNS CLUSTERS APART: rows of length 1 around centres that are APART x as wide as their noise."""
import pathlib, sys
import numpy as np

folder, (rows, columns, clusters) = pathlib.Path(sys.argv[1]), map(int, sys.argv[2:5])
rng = np.random.default_rng(1)
centres = float(sys.argv[5]) * rng.normal(size=(clusters, columns))
labels = rng.integers(0, clusters, rows)
features = 1 + centres[labels] + rng.normal(size=(rows, columns))
features /= np.linalg.norm(features, axis=1, keepdims=True)
features.astype("<f4").tofile(folder / "rows.float32")
labels.astype(np.uint8).tofile(folder / "rows.float32.labels")
