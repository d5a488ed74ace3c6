"""make_clusters.py FOLDER ROWS: examples to learn from and 4,000 to judge by, 768 numbers each, of six overlapping classes."""
import pathlib, sys
import numpy as np

COLUMNS, CLASSES, HELD = 768, 6, 4_000

folder, rows = pathlib.Path(sys.argv[1]), int(sys.argv[2])
rng = np.random.default_rng(1)
centres = .06 * rng.normal(size=(CLASSES, COLUMNS))
for name, count in (("learned", rows), ("held", HELD)):
    classes = rng.integers(0, CLASSES, count)
    features = centres[classes] + rng.normal(size=(count, COLUMNS))
    features.astype("<f4").tofile(folder / f"{name}.float32")
    classes.astype(np.uint8).tofile(folder / f"{name}.classes")
